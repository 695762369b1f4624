import { holdsBrand, orgsHolding, workspacesHolding } from '../../../schema/policy/permissions.ts'
import { classOf, type PrincipalClass } from '../../../schema/policy/principal-class.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import { relationRows } from '../../../schema/policy/relation-rows.ts'
import type { RowRelation } from '../../../schema/policy/decide.ts'
import { isUuid } from '../wire/uuid.ts'

/** The relations that come from an assignment. */
export type AssignedRelation = Exclude<RowRelation, 'SELF'>

/**
 * What the text of a statement may depend on: the class of the caller and which kinds of places the caller has, but never which ones.
 * Two callers with the same `key` get the same text for the same shape.
 */
export interface Rights {
  readonly key: string
  readonly principalClass: PrincipalClass
  readonly hasPerson: boolean
  readonly hasUser: boolean
  holdsBrand(permission: string): boolean
  hasOrgs(permission: string): boolean
  hasWorkspaces(permission: string): boolean
  /** Whether the caller has organizations (workspaces) with this relation. */
  hasRelationOrgs(relation: AssignedRelation): boolean
  hasRelationWorkspaces(relation: AssignedRelation): boolean
}

/** A caller, with the lists that statements take as parameters; each list is worked out once. */
export interface Viewer {
  readonly rights: Rights
  readonly brandId: string
  readonly personId: string | null
  readonly userId: string | null
  /** Binds cursors to the caller: survives a new token and a new version of the policy. */
  readonly fingerprint: string
  orgs(permission: string): readonly string[]
  workspaces(permission: string): readonly string[]
  relationOrgs(relation: AssignedRelation): readonly string[]
  relationWorkspaces(relation: AssignedRelation): readonly string[]
}

export function viewerOf(principal: Principal): Viewer {
  const principalClass = classOf(principal)
  const orgs = remembered((permission: string) => orgsHolding(principal, permission).filter(isUuid))
  const workspaces = remembered((permission: string) => workspacesHolding(principal, permission).filter(isUuid))
  const relationOrgs = remembered((relation: AssignedRelation) => relationRows(principal, relation).orgs.filter(isUuid))
  const relationWorkspaces = remembered((relation: AssignedRelation) => relationRows(principal, relation).workspaces.filter(isUuid))
  const self = relationRows(principal, 'SELF')
  const personId = idOf(self.personId)
  const userId = idOf(self.userId)
  const rights: Rights = {
    key: [principalClass.key, assignmentKey(principal), personId !== null, userId !== null].join('|'),
    principalClass,
    hasPerson: personId !== null,
    hasUser: userId !== null,
    holdsBrand: (permission) => holdsBrand(principalClass, permission),
    hasOrgs: (permission) => orgs(permission).length > 0,
    hasWorkspaces: (permission) => workspaces(permission).length > 0,
    hasRelationOrgs: (relation) => relationOrgs(relation).length > 0,
    hasRelationWorkspaces: (relation) => relationWorkspaces(relation).length > 0,
  }
  const fingerprint = JSON.stringify([principal.brandId, principal.id, principalClass.key])
  return { rights, brandId: principal.brandId, personId, userId, fingerprint, orgs, workspaces, relationOrgs, relationWorkspaces }
}

/** Kinds of assignments without the places themselves. */
function assignmentKey({ assignments }: Principal): string {
  const kinds = assignments
    .filter(({ orgId, workspaceId }) => isUuid(orgId ?? workspaceId))
    .map(({ clearance, orgId, permissions }) => [clearance, orgId !== undefined, ...permissions].join())
  return [...new Set(kinds)].sort().join(';')
}

function idOf(id: string | undefined): string | null {
  return isUuid(id) ? id : null
}

function remembered<Name>(work: (name: Name) => readonly string[]): (name: Name) => readonly string[] {
  const known = new Map<Name, readonly string[]>()
  return (name) => {
    const list = known.get(name) ?? work(name)
    known.set(name, list)
    return list
  }
}
