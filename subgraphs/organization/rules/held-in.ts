import { effectivePermissions } from '../../../schema/policy/effective-permissions.ts'
import type { Held } from '../../../schema/policy/may-give.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import type { RightsFacts } from '../../../schema/policy/rights-facts.ts'
import type { SealedTables } from '../../engine/command/define-command.ts'
import { roleFacts } from './role-facts.ts'

/** An organization as a whole, or one of its workspaces. */
export interface Place {
  readonly orgId: string
  readonly workspaceId?: string | null
}

interface Asking {
  readonly tables: SealedTables
  readonly principal: Principal
  readonly now: Date
}

/**
 * What the caller holds in a place by the rows as they are now, the organization being locked: rights that ended while the command waited are
 * over. On behalf of somebody there are two answers, and what is given must stand in both.
 */
export async function heldIn({ tables, principal, now }: Asking, place: Place): Promise<readonly Held[]> {
  const { onBehalfOf, ...caller } = principal
  const holders = onBehalfOf === undefined ? [caller] : [caller, { ...caller, ...onBehalfOf, kind: 'PERSON' } as const]
  const held: Held[] = []
  for (const holder of holders) {
    const facts = await factsOf(tables, holder, place)
    const rights = effectivePermissions(facts, { orgId: place.orgId, ...typeof place.workspaceId === 'string' && { workspaceId: place.workspaceId }, at: now.getTime() })
    // a program is under a ceiling even where its key names none
    held.push({ ...rights, ...(holder.scopes.length > 0 || holder.kind === 'SERVICE_ACCOUNT') && { scopes: holder.scopes } })
  }
  return held
}

type Holder = Pick<Principal, 'kind' | 'id' | 'personId' | 'serviceAccountId' | 'scopes'>

async function factsOf(tables: SealedTables, { kind, id, personId, serviceAccountId, scopes }: Holder, { orgId, workspaceId }: Place): Promise<RightsFacts> {
  const isAccount = kind === 'SERVICE_ACCOUNT'
  const holder = isAccount ? { kind, id: serviceAccountId ?? id } as const : { kind: 'PERSON', id: personId ?? id } as const
  const organization = await tables.organization.find({ id: orgId })
  const [membership] = isAccount ? [] : await tables.orgMember.list({ where: { orgId, personId: holder.id, status: { not: 'REMOVED' } } })
  const account = isAccount ? await tables.serviceAccount.find({ id: holder.id }) : null
  const assignments = await tables.roleAssignment.list({ where: { orgId, status: 'ACTIVE', ...isAccount ? { serviceAccountId: holder.id } : { personId: holder.id } } })
  const given = [...assignments.map(({ roleId }) => roleId), ...membership ? [membership.baseRoleId] : []]
  const roles = await tables.role.list({ where: { OR: [{ id: { in: given } }, { orgId: null, key: 'org.owner' }] } })
  const workspace = typeof workspaceId === 'string' ? await tables.workspace.find({ id: workspaceId }) : null
  return {
    holder,
    ...organization && { organization },
    ...membership && { membership },
    ...account && { account },
    assignments: assignments.map(({ startsAt, expiresAt, ...assignment }) => ({ ...assignment, startsAt: startsAt.getTime(), expiresAt: expiresAt?.getTime() ?? null })),
    roles: roles.map(roleFacts),
    workspaces: workspace === null ? [] : [workspace],
    ...scopes.length > 0 && { scopes },
  }
}
