import type { Principal } from '../../../schema/policy/principal.ts'

/** A valid id that can be read: kind and number. */
export function fixtureId(kind: 'brand' | 'person' | 'user' | 'org' | 'workspace' | 'plan' | 'subscription' | 'invoice' | 'line', number: number): string {
  const kinds = ['brand', 'person', 'user', 'org', 'workspace', 'plan', 'subscription', 'invoice', 'line']
  return `${String(kinds.indexOf(kind) + 1).padStart(8, '0')}-0000-7000-8000-${String(number).padStart(12, '0')}`
}

const somebody: Principal = {
  kind: 'PERSON', brandId: fixtureId('brand', 1), id: 'somebody', clearances: [], assignments: [], brandPermissions: [],
  scopes: [], purposes: ['SERVICE'], purpose: 'SERVICE',
}

/** A member of one workspace. */
export function memberOf(workspace: number): Principal {
  return {
    ...somebody, id: `member-${workspace}`, personId: fixtureId('person', workspace), userId: fixtureId('user', workspace),
    assignments: [{ clearance: 'member', workspaceId: fixtureId('workspace', workspace), permissions: ['*'] }],
  }
}

/** Looks after the bills of one organization. */
export function billingAdminOf(org: number): Principal {
  return {
    ...somebody, id: `billing-admin-${org}`, purposes: ['SERVICE', 'BILLING'], purpose: 'BILLING',
    assignments: [{ clearance: 'billing_admin', orgId: fixtureId('org', org), permissions: ['*'] }],
  }
}

/** Sees every row of a brand and is shown masks. */
export function supportOf(brand: number): Principal {
  return { ...somebody, id: `support-${brand}`, brandId: fixtureId('brand', brand), clearances: ['support'], brandPermissions: ['*'], purposes: ['SUPPORT'], purpose: 'SUPPORT' }
}

/** Sees every row of a brand, raw where nothing needs a reason. */
export function analystOf(brand: number): Principal {
  return { ...supportOf(brand), id: `analyst-${brand}`, clearances: ['analyst'], purposes: ['ANALYTICS'], purpose: 'ANALYTICS' }
}

/** Holds nothing at all. */
export const nobody: Principal = { ...somebody, id: 'nobody' }
