import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { policies } from './policies.ts'
import { SYSTEM_ROLES } from './roles.ts'

function rowsOf(file: string): string[][] {
  const text = readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8')
  return text.split('\n').filter((line) => line.startsWith('|')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))
}

describe('the documentation', () => {
  it('shows the clearance table that decides', () => {
    const { cells } = policies().current
    const shown = rowsOf('sensitivity.md').filter(([category = '', ...row]) => row.length === 10 && category in cells)
    expect(shown).toEqual(Object.entries(cells).map(([category, row]) => [category, ...Object.values(row)]))
  })

  it('shows the system roles that exist', () => {
    const shown = rowsOf('permissions.md').filter(([role = '', level]) => /^`[a-z_.]+`$/.test(role) && level !== undefined && /^(organization|workspace)$/.test(level))
    expect(shown).toEqual(SYSTEM_ROLES.map(({ key, level, clearance, permissions }) =>
      [`\`${key}\``, level === 'ORG' ? 'organization' : 'workspace', clearance, permissions.map((permission) => `\`${permission}\``).join(' ')]))
  })
})
