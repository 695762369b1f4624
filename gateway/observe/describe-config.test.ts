import { describe, expect, it } from 'vitest'
import { settingFacts } from '../../schema/settings/facts.ts'
import { SETTINGS } from '../../schema/settings/settings-table.ts'
import { configText, describeConfig } from './describe-config.ts'

const find = (name: string, environment: Readonly<Record<string, string>>, flags = {}) => describeConfig(flags, environment).find(one => one.name === name)

describe('the configuration as it is shown', () => {
  it('says where each value comes from', () => {
    expect(find('PORT', {})).toMatchObject({ value: '4000', source: 'default' })
    expect(find('PORT', { PORT: '4001' })).toMatchObject({ value: '4001', source: 'environment' })
    expect(find('PORT', { PORT: '4001' }, { port: '4002' })).toMatchObject({ value: '4002', source: 'flag' })
    expect(find('VEIL_MODE', {}, { distributed: true })).toMatchObject({ value: 'distributed', source: 'flag' })
    expect(find('PORT', { PORT: 'x' })).toMatchObject({ value: 'invalid' })
    expect(find('DATABASE_URL', { DATABASE_URL: '' })).toMatchObject({ value: 'unset', source: 'default' })
  })

  it('holds no secret, whatever it is', () => {
    const canary = 'aGVsbG8gY2FuYXJ5IGhlbGxvIGNhbmFyeSBoZWxsbyE='
    const names = Object.entries(SETTINGS).filter(([, type]) => settingFacts.get(type)?.isSecret).map(([name]) => name)
    expect(names).toEqual(expect.arrayContaining(['VEIL_CURSOR_KEY', 'TOKEN_HASH_KEYS', 'DATABASE_ROLE_SECRET']))
    for (const text of [canary, `1:${canary}`]) {
      const shown = configText(describeConfig({}, Object.fromEntries(names.map(name => [name, text]))))
      expect(shown).not.toContain('aGVsbG8')
      expect(shown).not.toContain(String(canary.length))
    }
    expect(find('VEIL_CURSOR_KEY', { VEIL_CURSOR_KEY: canary })).toMatchObject({ value: 'set', source: 'environment' })
  })

  it.each([
    ['DATABASE_URL', 'postgres://u:hunter2@db:5432/veil', 'postgres://db:5432/veil'],
    ['DATABASE_URL', 'postgres://db/veil?user=u&password=hunter2', 'postgres://db/veil'],
    ['DATABASE_URL', 'postgres://db/veil?password=a@hunter2', 'set'],
    ['DATABASE_URL_BILLING', 'postgres://u:hunter2@db/veil', 'postgres://db/veil'],
    ['SUBGRAPHS', 'a=http://u:hunter2@h:1/graphql b=http://h:2/graphql', 'a=http://h:1/graphql b=http://h:2/graphql'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'https://u:hunter2@collector:4318/x?key=hunter2', 'https://collector:4318/x'],
  ])('shows %s without credentials', (name, text, value) => {
    expect(find(name, { [name]: text })?.value).toBe(value)
    expect(configText(describeConfig({}, { [name]: text }))).not.toContain('hunter2')
  })
})
