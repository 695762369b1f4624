import type { RowRelation } from './decide.ts'
import type { Principal } from './principal.ts'

/** The relations that depend on who asks. */
export type CallerRelation = Exclude<RowRelation, 'NOT_PERSONAL'>

/** The parameters of one relation: a row has it when one of these is its subject, its organization or its workspace. */
export interface RelationRows {
  readonly personId?: string
  readonly userId?: string
  readonly orgs: readonly string[]
  readonly workspaces: readonly string[]
}

const CLEARANCE_OF = { MEMBER: 'member', ADMIN: 'admin', BILLING_ADMIN: 'billing_admin' } as const

/** Binds a relation to one principal. A workspace never stands for its organization, nor does a billing role reach less than one. */
export function relationRows(principal: Principal, relation: CallerRelation): RelationRows {
  if (relation === 'SELF') return ownRows(principal)
  const assignments = principal.assignments.filter(({ clearance }) => clearance === CLEARANCE_OF[relation])
  return {
    orgs: places(assignments.map(({ orgId, workspaceId }) => workspaceId === undefined ? orgId : undefined)),
    workspaces: relation === 'BILLING_ADMIN' ? [] : places(assignments.map(({ orgId, workspaceId }) => orgId === undefined ? workspaceId : undefined)),
  }
}

function ownRows({ kind, personId, userId }: Principal): RelationRows {
  const isPerson = kind === 'PERSON'
  return {
    ...(isPerson && personId !== undefined ? { personId } : {}),
    ...(isPerson && userId !== undefined ? { userId } : {}),
    orgs: [],
    workspaces: [],
  }
}

function places(ids: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(ids.filter((id) => id !== undefined))]
}
