import { describe, expect, it } from 'vitest'
import { settingFacts } from './facts.ts'
import { readValues } from './read-values.ts'
import { SETTINGS } from './settings-table.ts'
import { unknownNames, warnOfUnknownNames } from './unknown-names.ts'

describe('the settings', () => {
  it('have facts and work without an environment', () => {
    for (const type of Object.values(SETTINGS)) expect(settingFacts.get(type)?.doc).toMatch(/\.$/)
    expect(readValues({})).toMatchObject({ values: { PORT: 4000, VEIL_MODE: 'embedded', FOREIGN_SUBGRAPHS: [] }, mistakes: [] })
  })

  it('take no value into the word about a mistake', () => {
    const canary = 'hunter2hunter2'
    const { mistakes } = readValues(Object.fromEntries([...Object.keys(SETTINGS), 'DATABASE_URL_BILLING'].map((name) => [name, canary])))
    expect(mistakes.map((line) => line.split(':')[0])).toEqual(expect.arrayContaining(['PORT', 'VEIL_MODE', 'VEIL_CURSOR_KEY', 'TOKEN_HASH_KEYS', 'SUBGRAPHS', 'VEIL_TRACE_RATIO', 'DATABASE_URL_BILLING']))
    expect(mistakes.join('\n')).not.toContain('hunter2')
  })

  it('name the nearest known one beside a name that is none', () => {
    expect(unknownNames({ VEIL_POOLSIZE: '3', VEIL_LOGLEVEL: 'info', VEIL_MODE: 'embedded', OTHER: '1' })).toEqual([
      { name: 'VEIL_POOLSIZE', nearest: 'VEIL_POOL_SIZE' }, { name: 'VEIL_LOGLEVEL', nearest: 'VEIL_LOG_LEVEL' },
    ])
    const lines: string[] = []
    warnOfUnknownNames((line) => { lines.push(line) }, { [`VEIL_ ${'x'.repeat(99)}`]: 'hunter2' })
    expect(lines).toHaveLength(1)
    expect(lines[0]).not.toMatch(/xxx|hunter2/)
  })
})
