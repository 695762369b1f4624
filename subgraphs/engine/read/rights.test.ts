import { describe, expect, it } from 'vitest'
import type { Assignment, Principal } from '../../../schema/policy/principal.ts'
import { fixtureId, nobody } from '../testing/fixture-people.ts'
import { viewerOf, type Rights } from './rights.ts'

const kinds: readonly Pick<Assignment, 'clearance' | 'permissions'>[] = [
  { clearance: 'member', permissions: ['billing.*'] },
  { clearance: 'member', permissions: ['billing.invoice.read', 'support.ticket.read'] },
  { clearance: 'admin', permissions: ['*'] },
]
const places = [{ workspaceId: fixtureId('workspace', 1) }, { workspaceId: fixtureId('workspace', 2) }, { orgId: fixtureId('org', 1) }, { orgId: fixtureId('org', 2) }]
const all: readonly Assignment[] = kinds.flatMap((kind) => places.map((place) => ({ ...kind, ...place })))

/** Everybody with at most three assignments of the twelve. */
const people: readonly Principal[] = all.flatMap((_, a) => all.slice(a).flatMap((__, b) => all.slice(a + b).map((___, c) =>
  ({ ...nobody, assignments: [...new Set([all[a], all[a + b], all[a + b + c]])].flatMap((assignment) => assignment ?? []) }))))

const answers = (rights: Rights): string => JSON.stringify([
  ...['billing.invoice.read', 'billing.plan.read', 'support.ticket.read'].flatMap((permission) => [rights.orgs(permission), rights.workspaces(permission), rights.holdsBrand(permission)]),
  ...(['MEMBER', 'ADMIN', 'BILLING_ADMIN'] as const).flatMap((relation) => [rights.relationOrgs(relation), rights.relationWorkspaces(relation)]),
])

describe('the key of rights', () => {
  it('says all that a text may depend on: equal keys, equal answers', () => {
    const byKey = new Map<string, string>()
    for (const person of people) {
      const { rights } = viewerOf(person)
      expect(byKey.get(rights.key) ?? answers(rights)).toBe(answers(rights))
      byKey.set(rights.key, answers(rights))
    }
    expect(byKey.size).toBeGreaterThan(50)
    expect(byKey.size).toBeLessThan(people.length)
  })

  it('says it too of those who work in another one\'s name, whatever the two have in common', () => {
    const partnerOf = ({ id, clearances, assignments, brandPermissions, scopes }: Principal): Principal['onBehalfOf'] => ({ id, clearances, assignments, brandPermissions, scopes })
    const byKey = new Map<string, string>()
    for (const person of people.slice(0, 60)) for (const partner of people.slice(0, 60)) {
      const { rights } = viewerOf({ ...person, onBehalfOf: partnerOf(partner) })
      expect(byKey.get(rights.key) ?? answers(rights)).toBe(answers(rights))
      byKey.set(rights.key, answers(rights))
    }
  })

  it('does not say which places they are', () => {
    const keys = places.slice(0, 2).map((place) => viewerOf({ ...nobody, assignments: [{ clearance: 'member', permissions: ['*'], ...place }] }).rights.key)
    expect(keys[0]).toBe(keys[1])
    expect(keys[0]).not.toContain(fixtureId('workspace', 1))
  })
})

describe('the fingerprint of a caller', () => {
  it('differs between people of equal rights, and is the same for one person from token to token', () => {
    expect(viewerOf({ ...nobody, id: 'a' }).fingerprint).not.toBe(viewerOf({ ...nobody, id: 'b' }).fingerprint)
    expect(viewerOf({ ...nobody }).fingerprint).toBe(viewerOf({ ...nobody }).fingerprint)
  })
})
