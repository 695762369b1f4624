import { describe, expect, it } from 'vitest'
import { modules } from '../metadata/index.ts'
import type { Column, SensitiveLabel } from '../model.ts'
import { decide, type Target } from './decide.ts'
import { policies } from './policies.ts'
import { ROLE_SCOPES } from './policy.ts'
import { targetOf } from './target-of.ts'
import { aClass } from './test-principal.ts'

interface SensitiveColumn {
  readonly module: string
  readonly target: Target
  readonly column: Column
  readonly label: SensitiveLabel
}

const COLUMNS: readonly SensitiveColumn[] = modules.flatMap(({ name, entities }) => entities.filter(({ exposed }) => exposed).flatMap((entity) =>
  entity.columns.flatMap((column) => column.label.public || column.internal ? [] : [{ module: name, target: targetOf(entity, column), column, label: column.label }])))

const isListed = (listed: string, coordinate: string) => listed.endsWith('*') ? coordinate.startsWith(listed.slice(0, -1)) : listed === coordinate

const NAMES = ['Organization.name', 'Organization.slug', 'Workspace.name', 'Workspace.slug']

describe('coordinate grants and the model', () => {
  it('name columns that exist and are sensitive', () => {
    const listed = policies().current.grants.flatMap(({ coordinates }) => coordinates).filter((coordinate) => coordinate !== 'ownOrganization')
    expect(listed.filter((one) => !COLUMNS.some(({ target }) => isListed(one, target.coordinate)))).toEqual([])
  })

  it('give a billing admin every memo and reason that people type in billing', () => {
    const written = COLUMNS.filter(({ module, column, label }) => module === 'billing' && label.category === 'FREE_TEXT' && /memo|reason|note|detail/i.test(column.field))
    const billing = aClass(['billing_admin'], { purpose: 'BILLING' })
    expect(written.map(({ target }) => target.coordinate)).toContain('Invoice.memo')
    expect(written.filter(({ target }) => decide(billing, target).reveal.length === 0).map(({ target }) => target.coordinate)).toEqual([])
  })

  it('mark as one\'s own organization\'s exactly the six names that are', () => {
    expect(COLUMNS.filter(({ label }) => label.ownOrganization).map(({ target }) => target.coordinate).sort()).toEqual([
      'BillingProfile.legalEntity', 'Invoice.billToLegalEntity', 'Organization.name', 'Organization.slug', 'Workspace.name', 'Workspace.slug',
    ])
  })

  it('ask whether a row is one person\'s own only where the model tells', () => {
    const listed = policies().current.grants.flatMap(({ coordinates, rows }) => rows === 'NOT_PERSONAL' ? coordinates : [])
    const telling = modules.flatMap(({ entities }) => entities).filter(({ personal }) => personal).map(({ type }) => type)
    expect([...new Set(listed.map((coordinate) => coordinate.split('.')[0]))]).toEqual(telling)
  })

  it('reach staff on rows that are not one person\'s own, and on no others', () => {
    const ofStaff = policies().current.grants.filter(({ role }) => ROLE_SCOPES[role] === 'BRAND')
    expect(ofStaff.map(({ role, rows }) => [role, rows])).toEqual(['support', 'support_lead', 'analyst', 'auditor', 'privacy_officer'].map((role) => [role, 'NOT_PERSONAL']))
  })

  it('leave every column of the model without a raw value for staff who gave no reason, but for the texts they work with and four names', () => {
    for (const [clearance, purpose, category] of [
      ['support', 'SUPPORT', undefined], ['support_lead', 'SUPPORT', 'FREE_TEXT'], ['analyst', 'ANALYTICS', undefined], ['auditor', 'AUDIT', undefined], ['privacy_officer', 'LEGAL', 'FREE_TEXT'],
    ] as const) {
      const decided = COLUMNS.map((column) => ({ ...column, reveal: decide(aClass([clearance], { purpose }), column.target).reveal }))
      const everywhere = decided.filter(({ reveal }) => reveal === 'ALL')
      expect([...new Set(everywhere.map(({ label }) => label.category))]).toEqual(category === undefined ? [] : [category])
      const somewhere = decided.filter(({ reveal }) => reveal !== 'ALL' && reveal.length > 0)
      expect(somewhere.map(({ target, reveal }) => [target.coordinate, reveal])).toEqual(NAMES.map((name) => [name, ['NOT_PERSONAL']]))
    }
  })
})
