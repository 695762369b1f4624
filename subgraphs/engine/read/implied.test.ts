import { describe, expect, it } from 'vitest'
import type { Entity, Relation } from '../../../schema/model.ts'
import { billingFixture } from '../../../schema/sdl/fixture.ts'
import { impliesVisible } from './implied.ts'

function entity(type: string): Entity {
  const found = billingFixture.entities.find((each) => each.type === type)
  if (!found) throw new Error('no such entity')
  return found
}

function relation(of: Entity, field: string): Relation {
  const found = of.relations.find((each) => each.field === field)
  if (!found) throw new Error('no such relation')
  return found
}

const [invoice, line, subscription] = [entity('Invoice'), entity('InvoiceLineItem'), entity('BillingSubscription')]

describe('a visible row', () => {
  it('proves its children visible where they are seen through it', () => {
    expect(impliesVisible(invoice, relation(invoice, 'lines'), line)).toBe(true)
  })

  it('proves the parent visible that it is seen through', () => {
    expect(impliesVisible(line, relation(line, 'invoice'), invoice)).toBe(true)
  })

  it('proves nothing of a row with a scope of its own', () => {
    expect(impliesVisible(subscription, relation(subscription, 'invoices'), invoice)).toBe(false)
  })

  it('proves nothing where one of its ways is not one of the other', () => {
    const open = { ...invoice, scopes: [...invoice.scopes, { kind: 'PERSON', path: [], column: 'org_id', user: false } as const] }
    expect(impliesVisible(open, relation(invoice, 'lines'), line)).toBe(false)
  })

  it('proves nothing where the permission is another one', () => {
    const other = { ...line, scopes: line.scopes.map((scope) => ({ ...scope, permission: 'billing.line.read' })) }
    expect(impliesVisible(invoice, relation(invoice, 'lines'), other)).toBe(false)
  })

  it('proves nothing where the brand sees only some rows of each', () => {
    const shared = { kind: 'BRAND', path: [], user: false, where: { column: 'is_system', equals: true } } as const
    expect(impliesVisible({ ...invoice, scopes: [shared] }, relation(invoice, 'lines'), { ...line, scopes: [shared] })).toBe(false)
  })

  it('never proves a row condition', () => {
    const secret = { ...line, rowCondition: { column: 'is_internal', equals: false, unless: 'billing.manage' } }
    expect(impliesVisible(invoice, relation(invoice, 'lines'), secret)).toBe(false)
  })

  it('proves nothing of each row where it is seen through some of them', () => {
    const some = { ...invoice, scopes: [{ kind: 'ORG', path: ['lines'], column: 'org_id', user: false, permission: 'x.y.read' } as const] }
    const each = { ...line, scopes: [{ kind: 'ORG', path: [], column: 'org_id', user: false, permission: 'x.y.read' } as const] }
    expect(impliesVisible(some, relation(invoice, 'lines'), each)).toBe(false)
  })
})
