import { partnerOf } from './partner-of.ts'
import type { Assignment, Principal } from './principal.ts'
import type { AssignedRelation, RowRelation } from './row-relation.ts'

/** The relations that depend on who asks. */
export type CallerRelation = Exclude<RowRelation, 'NOT_PERSONAL'>

/** The parameters of one relation: a row has it when one of these is its subject, its organization, its workspace or itself. */
export interface RelationRows {
  readonly personId?: string
  readonly userId?: string
  /** A row that is its own subject. */
  readonly entity?: { readonly type: string, readonly id: string }
  readonly orgs: readonly string[]
  readonly workspaces: readonly string[]
}

const CLEARANCE_OF: Readonly<Record<AssignedRelation, Assignment['clearance']>> = {
  MEMBER: 'member', ADMIN: 'admin', BILLING_ADMIN: 'billing_admin',
  ON_BEHALF_MEMBER: 'member', ON_BEHALF_ADMIN: 'admin', ON_BEHALF_BILLING_ADMIN: 'billing_admin',
}

/** Binds a relation to one principal. A workspace never stands for its organization, nor does a billing role reach less than one. */
export function relationRows(principal: Principal, relation: CallerRelation): RelationRows {
  if (relation === 'SELF' || relation === 'SELF_FROZEN') return ownRows(principal)
  if (relation === 'BREAK_GLASS') return subjectRows(principal)
  const holder = relation.startsWith('ON_BEHALF_') ? principal.onBehalfOf && partnerOf(principal, principal.onBehalfOf) : principal
  const clearance = CLEARANCE_OF[relation]
  const assignments = holder?.assignments.filter((assignment) => assignment.clearance === clearance) ?? []
  return {
    orgs: places(assignments.map(({ orgId, workspaceId }) => workspaceId === undefined ? orgId : undefined)),
    workspaces: clearance === 'billing_admin' ? [] : places(assignments.map(({ orgId, workspaceId }) => orgId === undefined ? workspaceId : undefined)),
  }
}

// Whoever works in somebody's name is not that person, nor themselves: nothing is their own.
function ownRows({ kind, personId, userId, onBehalfOf }: Principal): RelationRows {
  const isSelf = kind === 'PERSON' && onBehalfOf === undefined
  return {
    ...(isSelf && personId !== undefined ? { personId } : {}),
    ...(isSelf && userId !== undefined ? { userId } : {}),
    orgs: [],
    workspaces: [],
  }
}

function subjectRows({ breakGlass, onBehalfOf }: Principal): RelationRows {
  if (!breakGlass || onBehalfOf) return { orgs: [], workspaces: [] }
  const { subject } = breakGlass
  if (subject.kind === 'ENTITY') return { entity: { type: subject.type, id: subject.id }, orgs: [], workspaces: [] }
  return { personId: subject.personId, ...subject.userId !== undefined && { userId: subject.userId }, orgs: [], workspaces: [] }
}

function places(ids: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(ids.filter((id) => id !== undefined))]
}
