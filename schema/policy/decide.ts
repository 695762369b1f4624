import { ceilingOf } from './ceiling.ts'
import { NOTHING, ordered, type Decision } from './decision.ts'
import { grantsOf, purposeOf, type Grant, type Request } from './grants.ts'
import { best, isAtMost, meet, preferred, type Action } from './lattice.ts'
import { meetDecisions } from './meet-decisions.ts'
import { holdsBrand } from './permissions.ts'
import { underPartner } from './partner-of.ts'
import type { PrincipalClass } from './principal-class.ts'
import { union, type Reach } from './reach.ts'
import { ROW_RELATIONS, type RowRelation } from './row-relation.ts'
import type { SensitiveTarget, Target } from './target.ts'

export type { Decision } from './decision.ts'
export type { Action } from './lattice.ts'
export type { Reach, Term } from './reach.ts'
export { ROW_RELATIONS, type RowRelation } from './row-relation.ts'
export type { Target } from './target.ts'

/**
 * Decides about one column for everybody of a class: the meet over the caller, the person in whose name the caller works, and the policies that hold.
 * Pure; equal arguments give equal decisions, and there is no other place that decides.
 */
export function decide(principalClass: PrincipalClass, target: Target): Decision {
  const { label } = target
  if (label.public) return decidePublic(principalClass, target)
  if (label.category === 'CREDENTIAL') return NOTHING
  return requestsOf(principalClass, { ...target, label })
    .map(({ request, rename }) => compile(request, grantsOf(request).flatMap((grant) => renamed(grant, rename))))
    .reduce(meetDecisions)
}

/** The action on one row, straight from the definition: meet of all ceilings and best grants. The compiled decision is tested against it. */
export function decideOnRow(principalClass: PrincipalClass, target: Target, relations: readonly RowRelation[]): Action {
  const { label } = target
  if (label.public) return decidePublic(principalClass, target).reveal === 'ALL' ? 'REVEAL' : 'REDACT'
  if (label.category === 'CREDENTIAL') return 'REFUSE'
  return requestsOf(principalClass, { ...target, label }).map(({ request, rename }): Action => {
    const granted = grantsOf(request).flatMap((grant) => renamed(grant, rename)).filter(({ rows }) => rows === 'ALL' || relations.includes(rows))
    const action = best(granted.map((grant) => grant.action), purposeOf(request.principalClass, request.target))
    return action === undefined ? ungranted(request) : meet(ceilingOf(request), action)
  }).reduce(meet)
}

function decidePublic(principalClass: PrincipalClass, { label, readPermission }: Target): Decision {
  const open = label.public && (label.scope === undefined || (readPermission !== undefined && holdsBrand(principalClass, readPermission)))
  return { ...NOTHING, reveal: open ? 'ALL' : [], otherwise: 'REDACT', unlogged: open ? 'ALL' : [] }
}

interface Asked {
  readonly request: Request
  /** How a relation of whoever asks is called among those of the caller; undefined for one that counts for nothing. */
  readonly rename: (relation: RowRelation) => RowRelation | undefined
}

// Everybody who has to be allowed, under every policy that holds.
function requestsOf(principalClass: PrincipalClass, target: SensitiveTarget): readonly Asked[] {
  const { onBehalfOf, policies } = principalClass
  const caller: Asked[] = policies.map((policy) => ({ request: { principalClass, policy, target }, rename: (relation) => relation }))
  if (!onBehalfOf) return caller
  return [...caller, ...policies.map((policy): Asked => ({ request: { principalClass: onBehalfOf, policy, target }, rename: underPartner }))]
}

function renamed(grant: Grant, rename: Asked['rename']): readonly Grant[] {
  if (grant.rows === 'ALL') return [grant]
  const rows = rename(grant.rows)
  return rows === undefined ? [] : [{ ...grant, rows }]
}

function ungranted({ principalClass: { kind }, target: { label } }: Request): 'REDACT' | 'REFUSE' {
  return label.level === 'CATASTROPHIC' && kind !== 'ANONYMOUS' ? 'REFUSE' : 'REDACT'
}

function compile(request: Request, grants: readonly Grant[]): Decision {
  const ceiling = ceilingOf(request)
  const first = preferred(purposeOf(request.principalClass, request.target))
  const reveal = reachOf(grants, ({ action }) => action === 'REVEAL')
  const pseudonym = reachOf(grants, ({ action }) => action === 'PSEUDONYM')
  // under a ceiling of MASK a row that would have had a pseudonym has nothing, although a mask is granted too: the meet of the two is REDACT
  const hasPseudonymFirst = first === 'PSEUDONYM' && pseudonym.length > 0
  const mask = hasPseudonymFirst && ceiling === 'MASK' ? [] : reachOf(grants, ({ action }) => action === 'MASK')
  const isRaw = isAtMost('REVEAL', ceiling)
  const raw = (log: Grant['log']) => isRaw && !isSupervised(request) ? reachOf(grants, (grant) => grant.action === 'REVEAL' && grant.log === log) : []
  return ordered({
    reveal: isRaw ? reveal : [],
    mask: isAtMost('MASK', ceiling) ? union(mask, ceiling === 'MASK' ? reveal : []) : [],
    pseudonym: isAtMost('PSEUDONYM', ceiling) ? pseudonym : [],
    first,
    otherwise: grants.some(({ action }) => action === 'REDACT') ? 'REDACT' : ungranted(request),
    unlogged: raw('NONE'),
    counted: raw('COUNT'),
  })
}

// Whoever is no person, works in another one's name or under an emergency access leaves a full trace.
function isSupervised({ principalClass: { kind, breakGlass, onBehalfOf } }: Request): boolean {
  return kind !== 'PERSON' || breakGlass !== undefined || onBehalfOf !== undefined
}

function reachOf(grants: readonly Grant[], isWanted: (grant: Grant) => boolean): Reach {
  const rows = new Set(grants.filter(isWanted).map((grant) => grant.rows))
  return rows.has('ALL') ? 'ALL' : ROW_RELATIONS.filter((relation) => rows.has(relation))
}
