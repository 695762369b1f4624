import { describe, expect, it } from 'vitest'
import { modules } from '../metadata/index.ts'
import type { Column, SensitiveLabel } from '../model.ts'
import { COORDINATE_GRANTS } from './clearance.ts'
import { decide, type Target } from './decide.ts'
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

describe('coordinate grants and the model', () => {
  it('name columns that exist and are sensitive', () => {
    const listed = COORDINATE_GRANTS.flatMap(({ coordinates }) => coordinates).filter((coordinate) => coordinate !== 'ownOrganization')
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

  it('leave every column of the model without a raw value for staff who gave no reason, but for the texts they work with', () => {
    for (const [clearance, purpose, category] of [
      ['support', 'SUPPORT', undefined], ['support_lead', 'SUPPORT', 'FREE_TEXT'], ['analyst', 'ANALYTICS', undefined], ['auditor', 'AUDIT', undefined], ['privacy_officer', 'LEGAL', 'FREE_TEXT'],
    ] as const) {
      const raw = COLUMNS.filter(({ target }) => decide(aClass([clearance], { purpose }), target).reveal.length > 0)
      expect([...new Set(raw.map(({ label }) => label.category))]).toEqual(category === undefined ? [] : [category])
    }
  })
})
