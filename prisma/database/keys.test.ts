import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { KEY_NAMES, loadKeys } from './keys.ts'

const KEY = Buffer.alloc(32, 1).toString('base64')
const OTHER = Buffer.alloc(32, 2).toString('base64')
const CONFIGURED = { VEIL_CURSOR_KEY: KEY, VEIL_PSEUDONYM_KEYS: `1:${KEY}`, VEIL_ENVELOPE_KEYS: `1:${KEY},2:${OTHER}`, VEIL_AUDIT_KEY: OTHER, TOKEN_HASH_KEYS: `1:${KEY}` }

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'veilgraph-keys-')) })
afterEach(() => rmSync(folder, { recursive: true }))

describe('loadKeys', () => {
  it('generates what is not configured once, readable for its owner only', () => {
    const first = loadKeys({ mode: 'embedded', folder, environment: {} })
    expect(loadKeys({ mode: 'embedded', folder, environment: {} })).toEqual(first)
    expect(first.cursor).toHaveLength(32)
    expect(first.cursor.equals(first.audit)).toBe(false)
    expect(statSync(join(folder, 'keys.json')).mode & 0o777).toBe(0o600)
  })

  it('prefers what is configured', () => {
    const { envelope, audit } = loadKeys({ mode: 'embedded', folder, environment: { VEIL_ENVELOPE_KEYS: CONFIGURED.VEIL_ENVELOPE_KEYS } })
    expect(envelope.current).toBe(2)
    expect(envelope.keys.get(1)).toEqual(Buffer.alloc(32, 1))
    expect(audit).toHaveLength(32)
  })

  it.each(KEY_NAMES)('does not start several processes without %s', (name) => {
    const load = () => loadKeys({ mode: 'distributed', folder, environment: { ...CONFIGURED, [name]: '' } })
    expect(load).toThrow(expect.objectContaining({ code: 'KEY_MISSING', message: expect.stringContaining(name) }))
  })

  it.each(KEY_NAMES)('refuses a malformed %s without repeating it', (name) => {
    const load = () => loadKeys({ mode: 'distributed', folder, environment: { ...CONFIGURED, [name]: 'hunter2' } })
    expect(load).toThrow(expect.objectContaining({ code: 'KEY_MALFORMED', message: expect.stringContaining(name) }))
    expect(load).not.toThrow(/hunter2/)
  })

  it('refuses a file that does not hold the keys instead of replacing it', () => {
    writeFileSync(join(folder, 'keys.json'), '{"VEIL_CURSOR_KEY": "x"')
    expect(() => loadKeys({ mode: 'embedded', folder, environment: {} })).toThrow(expect.objectContaining({ code: 'KEY_MALFORMED' }))
  })
})
