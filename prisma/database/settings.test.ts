import { describe, expect, it } from 'vitest'
import { readSettings } from './settings.ts'

describe('readSettings', () => {
  it('needs nothing for an embedded start on this machine', () => {
    expect(readSettings({})).toMatchObject({ mode: 'embedded', environment: 'development', host: '127.0.0.1', port: 4000, poolSize: 3, databaseUrl: undefined })
  })

  it('takes an empty variable for one that is not set', () => {
    expect(readSettings({ DATABASE_URL: '', PORT: '' })).toMatchObject({ databaseUrl: undefined, port: 4000 })
  })

  it('takes several processes for production unless told otherwise', () => {
    expect(readSettings({ VEIL_MODE: 'distributed' }).environment).toBe('production')
    expect(readSettings({}, { mode: 'distributed' }).environment).toBe('production')
    expect(readSettings({ VEIL_MODE: 'distributed', VEIL_ENVIRONMENT: 'development' }).environment).toBe('development')
    expect(readSettings({ NODE_ENV: 'production' }).environment).toBe('production')
  })

  it('knows the urls of single roles', () => {
    const { roleUrls } = readSettings({ DATABASE_URL_BILLING: 'postgresql://b@db/x', DATABASE_URL_IDENTITY_LOGIN: 'postgres://l@db/x' })
    expect([...roleUrls]).toEqual([['vg_billing', 'postgresql://b@db/x'], ['vg_identity_login', 'postgres://l@db/x']])
  })

  it('tells all mistakes at once, by name and without their values', () => {
    const read = () => readSettings({ PORT: 'seventy', DATABASE_URL: 'mysql://root:hunter2@db', DATABASE_ROLE_SECRET: 'short' })
    expect(read).toThrow(expect.objectContaining({ code: 'SETTINGS_INVALID' }))
    const message = messageOf(read)
    for (const name of ['PORT', 'DATABASE_URL', 'DATABASE_ROLE_SECRET']) expect(message).toContain(`${name}: `)
    for (const value of ['seventy', 'hunter2', 'short\n']) expect(message).not.toContain(value)
  })

  it('refuses a malformed url of a role', () => {
    expect(messageOf(() => readSettings({ DATABASE_URL_BILLING: 'not a url' }))).toContain('DATABASE_URL_BILLING: must be a url')
  })
})

function messageOf(run: () => unknown): string {
  try {
    run()
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
}
