import { expect, it } from 'vitest'
import { modules } from '../../schema/metadata/index.ts'
import { printSensitiveFields } from './print-sensitive-fields.ts'

it('names every column that is not public, credentials apart', () => {
  const [sealed = '', credentials = ''] = printSensitiveFields(modules).split('export interface CredentialFields')
  expect(sealed).toContain("readonly BreakGlassGrant: 'reason' | 'ticketReference'\n")
  expect(credentials).toMatch(/readonly User: .*'passwordHash'/)
  expect(sealed).not.toContain('passwordHash')
  const columns = modules.flatMap(({ entities }) => entities.flatMap((entity) => entity.columns)).filter(({ label }) => !label.public)
  expect([...`${sealed}${credentials}`.matchAll(/'\w+'/g)]).toHaveLength(columns.length)
})
