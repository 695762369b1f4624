import pg from 'pg'
import { withClient } from '../../../prisma/database/open-client.ts'
import { testDatabase } from '../../../prisma/database/test-database.ts'
import { personas } from '../../../prisma/seed/personas.ts'
import type { Assignment, Principal } from '../../../schema/policy/principal.ts'
import { CLEARANCES, PURPOSES } from '../../../schema/policy/principal.ts'

/** A persona of the demo world as the gateway would know them, with every permission where they have a place. */
export function personaPrincipal(name: string, more: Partial<Principal> = {}): Principal {
  const persona = personas.find((each) => each.name === name)
  if (!persona) throw new Error('There is no such persona.')
  const clearances = CLEARANCES.filter((clearance) => persona.clearances.includes(clearance))
  const placed = (['member', 'admin', 'billing_admin'] as const).find((clearance) => persona.clearances.includes(clearance))
  const assignments: readonly Assignment[] = placed === undefined ? [] : [
    ...persona.workspaces.map((workspaceId) => ({ clearance: placed, workspaceId, permissions: ['*'] })),
    ...persona.orgs.map((orgId) => ({ clearance: placed, orgId, permissions: placed === 'billing_admin' ? ['*'] : ['organization.organization.read', 'organization.org_member.read'] })),
  ]
  const purposes = PURPOSES.filter((purpose) => persona.purposes.includes(purpose))
  return {
    kind: 'PERSON', brandId: persona.brandId, id: persona.userId, personId: persona.personId, userId: persona.userId,
    clearances: placed === undefined ? clearances : [], assignments, brandPermissions: placed === undefined ? ['*'] : [],
    scopes: [], purposes, purpose: 'SERVICE', ...more,
  }
}

/** What the database holds, looked at from above: the truth that answers are compared with. */
export function truth(text: string, values: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> {
  return withClient(testDatabase().superuserUrl, async (client: pg.Client) => (await client.query<Record<string, unknown>>(text, [...values])).rows)
}
