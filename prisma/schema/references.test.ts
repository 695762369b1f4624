import { describe, expect, it } from 'vitest'
import { modules } from '../../schema/metadata/index.ts'

interface Edge {
  readonly provider: string
  readonly consumer: string
  readonly least: number
  /** Columns in this model; a change is a decision. */
  readonly present: number
}

const edges: readonly Edge[] = [
  { provider: 'identity', consumer: 'organization', least: 14, present: 20 },
  { provider: 'identity', consumer: 'billing', least: 10, present: 17 },
  { provider: 'identity', consumer: 'audit', least: 4, present: 14 },
  { provider: 'organization', consumer: 'entitlements', least: 3, present: 13 },
  { provider: 'organization', consumer: 'billing', least: 3, present: 17 },
  { provider: 'organization', consumer: 'audit', least: 3, present: 5 },
  { provider: 'organization', consumer: 'cooperative', least: 0, present: 1 },
  { provider: 'billing', consumer: 'entitlements', least: 7, present: 10 },
  { provider: 'billing', consumer: 'cooperative', least: 4, present: 4 },
  { provider: 'entitlements', consumer: 'organization', least: 1, present: 1 },
  { provider: 'entitlements', consumer: 'billing', least: 3, present: 4 },
  { provider: 'identity', consumer: 'entitlements', least: 0, present: 3 },
  { provider: 'identity', consumer: 'support', least: 0, present: 3 },
  { provider: 'organization', consumer: 'support', least: 0, present: 4 },
  { provider: 'organization', consumer: 'identity', least: 0, present: 2 },
  { provider: 'platform', consumer: 'audit', least: 0, present: 1 },
]

/** Those that the table is about; whatever module comes after them adds its edges without asking here. */
const FIRST_MODULES = ['identity', 'organization', 'entitlements', 'billing', 'cooperative', 'support', 'audit', 'integration']

const references = modules.filter(({ name }) => FIRST_MODULES.includes(name)).flatMap(({ name, entities }) => entities.flatMap(entity => entity.references.map(reference => ({ consumer: name, entity, reference }))))
const between = (provider: string, consumer: string) => references.filter(each => each.consumer === consumer && each.reference.target.module === provider)

describe('references between modules', () => {
  it.each(edges)('$provider → $consumer: $present columns, at least $least', ({ provider, consumer, least, present }) => {
    expect(between(provider, consumer)).toHaveLength(present)
    expect(present).toBeGreaterThanOrEqual(least)
  })

  it('exist on these edges and on no other', () => {
    const found = new Set(references.map(({ consumer, reference }) => `${reference.target.module} → ${consumer}`))
    expect([...found].sort()).toEqual(edges.map(({ provider, consumer }) => `${provider} → ${consumer}`).sort())
  })

  it('name tables that exist', () => {
    const tables = new Set(modules.flatMap(({ name, entities }) => entities.map(({ table }) => `${name}.${table}`)))
    const unknown = references.filter(({ reference: { target } }) => target.module !== 'platform' && !tables.has(`${target.module}.${target.table}`))
    expect(unknown).toEqual([])
  })

  it('give exactly the reverse fields that the modules contribute', () => {
    const reverse = references.filter(({ reference }) => reference.reverse !== undefined).map(({ consumer, reference }) => `${reference.target.type}.${reference.reverse ?? ''} of ${consumer}`)
    expect(reverse.sort()).toMatchInlineSnapshot(`
      [
        "BillingAccount.patron of cooperative",
        "BillingAccount.pools of entitlements",
        "BillingSubscription.provisions of entitlements",
        "EntitlementSet.prices of billing",
        "EntitlementSet.products of billing",
        "Invoice.patronageEvents of cooperative",
        "Organization.auditLogs of audit",
        "Organization.billingAccounts of billing",
        "Organization.grants of entitlements",
        "Organization.invoices of billing",
        "Organization.patrons of cooperative",
        "Organization.pools of entitlements",
        "Organization.subscriptions of billing",
        "Organization.supportTickets of support",
        "Payment.patronageEvents of cooperative",
        "Person.assignedTickets of support",
        "Person.memberships of organization",
        "Person.ownedBillingAccounts of billing",
        "Person.ownedOrganizations of organization",
        "Person.roleAssignments of organization",
        "Person.usageEvents of entitlements",
        "Pool.primaryForWorkspaces of organization",
        "Product.entitlementSets of entitlements",
        "Product.patronageEvents of cooperative",
        "Purchase.provisions of entitlements",
        "ServiceAccount.auditLogs of audit",
        "User.memberships of organization",
        "User.supportTickets of support",
        "Workspace.auditLogs of audit",
        "Workspace.billingProfile of billing",
        "Workspace.invoices of billing",
        "Workspace.paymentMethods of billing",
        "Workspace.pendingCharges of billing",
        "Workspace.pools of entitlements",
        "Workspace.purchases of billing",
        "Workspace.subscriptions of billing",
        "Workspace.supportTickets of support",
        "Workspace.usageEvents of entitlements",
      ]
    `)
  })
})
