import pg from 'pg'
import { withClient } from '../../../prisma/database/open-client.ts'
import { testDatabase } from '../../../prisma/database/test-database.ts'
import type { Assignment, Principal } from '../../../schema/policy/principal.ts'
import { defaultPurpose } from '../../../schema/policy/principal-class.ts'
import { CLEARANCES, PURPOSES } from '../../../schema/policy/principal.ts'

/** What the demo world says of a person whom a token can speak for. */
export interface KnownPerson {
  readonly brandId: string
  readonly personId: string
  readonly userId: string
  readonly clearances: readonly string[]
  readonly orgs: readonly string[]
  readonly workspaces: readonly string[]
  readonly purposes: readonly string[]
}

/** Somebody of the demo world as the gateway would know them, with every permission where they have a place. */
export function principalOf(persona: KnownPerson, more: Partial<Principal> = {}): Principal {
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
    scopes: [], purposes, purpose: defaultPurpose(purposes), ...more,
  }
}

/** What the database holds, looked at from above: the truth that answers are compared with. */
export function truth(text: string, values: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> {
  return withClient(testDatabase().superuserUrl, async (client: pg.Client) => (await client.query<Record<string, unknown>>(text, [...values])).rows)
}
