import { holdsBrand, orgsHolding, workspacesHolding } from '../../../schema/policy/permissions.ts'
import { classOf, type PrincipalClass } from '../../../schema/policy/principal-class.ts'
import type { Policy } from '../../../schema/policy/policy.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import { relationRows } from '../../../schema/policy/relation-rows.ts'
import type { AssignedRelation } from '../../../schema/policy/row-relation.ts'
import { isUuid } from '../wire/uuid.ts'

/** An equality with one place is read straight from an index, in the order of the list; a comparison with many is not. */
export type Places = 'NONE' | 'ONE' | 'MANY'

export type { AssignedRelation }

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
  /** In how many organizations (workspaces) the permission is held. */
  orgs(permission: string): Places
  workspaces(permission: string): Places
  /** How many organizations (workspaces) have this relation to the caller. */
  relationOrgs(relation: AssignedRelation): Places
  relationWorkspaces(relation: AssignedRelation): Places
}

/** A caller, with the lists that statements take as parameters; each list is worked out once. */
export interface Viewer {
  readonly rights: Rights
  readonly brandId: string
  readonly personId: string | null
  readonly userId: string | null
  /** Subject of the emergency access and its end, in ISO 8601. */
  readonly glass?: Glass
  /** Binds cursors to the caller: survives a new token and a new version of the policy. */
  readonly fingerprint: string
  orgs(permission: string): readonly string[]
  workspaces(permission: string): readonly string[]
  relationOrgs(relation: AssignedRelation): readonly string[]
  relationWorkspaces(relation: AssignedRelation): readonly string[]
}

export interface Glass {
  readonly personId: string | null
  readonly userId: string | null
  readonly entityId: string | null
  readonly end: string
}

/** `policies`: those that decide about the request; without them, that of this process. */
export function viewerOf(principal: Principal, policies?: readonly Policy[]): Viewer {
  const principalClass = classOf(principal, policies)
  const orgs = remembered((permission: string) => orgsHolding(principal, permission).filter(isUuid))
  const workspaces = remembered((permission: string) => workspacesHolding(principal, permission).filter(isUuid))
  const relationOrgs = remembered((relation: AssignedRelation) => relationRows(principal, relation).orgs.filter(isUuid))
  const relationWorkspaces = remembered((relation: AssignedRelation) => relationRows(principal, relation).workspaces.filter(isUuid))
  const self = relationRows(principal, 'SELF')
  const personId = idOf(self.personId)
  const userId = idOf(self.userId)
  // what two people have in common may be one place or none, whatever each of them has
  const count = principal.onBehalfOf ? (): Places => 'MANY' : countOf
  const rights: Rights = {
    key: [principalClass.key, assignmentKey(principal), personId !== null, userId !== null].join('|'),
    principalClass,
    hasPerson: personId !== null,
    hasUser: userId !== null,
    holdsBrand: (permission) => holdsBrand(principalClass, permission),
    orgs: (permission) => count(orgs(permission)),
    workspaces: (permission) => count(workspaces(permission)),
    relationOrgs: (relation) => count(relationOrgs(relation)),
    relationWorkspaces: (relation) => count(relationWorkspaces(relation)),
  }
  const fingerprint = JSON.stringify([principal.brandId, principal.id, principal.onBehalfOf?.id ?? null, classOf(principal, []).key, principal.breakGlass?.grantId ?? null])
  return {
    rights, brandId: principal.brandId, personId, userId, glass: glassOf(principal), fingerprint, orgs, workspaces, relationOrgs, relationWorkspaces,
  }
}

function glassOf(principal: Principal): Glass | undefined {
  if (!principal.breakGlass) return undefined
  const { personId, userId, entity } = relationRows(principal, 'BREAK_GLASS')
  return { personId: idOf(personId), userId: idOf(userId), entityId: idOf(entity?.id), end: new Date(principal.breakGlass.exp).toISOString() }
}

/** Kinds of assignments without the places themselves; a kind that is held in several places is told from one that is held in one. */
function assignmentKey({ assignments }: Principal): string {
  const places = new Map<string, Set<string>>()
  for (const { clearance, orgId, workspaceId, permissions } of assignments) {
    const place = orgId ?? workspaceId
    if (!isUuid(place)) continue
    const kind = [clearance, orgId !== undefined, ...permissions].join()
    places.set(kind, (places.get(kind) ?? new Set()).add(place))
  }
  // single places get numbers in the order of the kinds, so that the key tells whether two kinds mean the same place
  const numbers = new Map<string, number>()
  const numberOf = (place: string): number => {
    const number = numbers.get(place) ?? numbers.size
    numbers.set(place, number)
    return number
  }
  return [...places].sort(([a], [b]) => a < b ? -1 : 1).map(([kind, [first = '', ...rest]]) => `${kind}:${rest.length === 0 ? numberOf(first) : 'MANY'}`).join(';')
}

function countOf(places: readonly string[]): Places {
  return places.length === 0 ? 'NONE' : places.length === 1 ? 'ONE' : 'MANY'
}

/** An id that Postgres takes as one; anything else is none. */
export function idOf(id: string | undefined): string | null {
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
