import type { Label, SensitiveLabel } from '../model.ts'
import { best, isAtMost, meet, preferred, type Action } from './lattice.ts'
import { cellOf, COORDINATE_GRANTS, ROLE_PURPOSES, ROLE_SCOPES, type Cell, type CoordinateGrant } from './clearance.ts'
import { holdsBrand } from './permissions.ts'
import type { PrincipalClass } from './principal-class.ts'
import type { Decision } from './decision.ts'
import type { Clearance, Purpose } from './principal.ts'
import { union, without, type Reach } from './reach.ts'
import { ROW_RELATIONS, type RowRelation } from './row-relation.ts'

export type { Action } from './lattice.ts'

export type { Decision } from './decision.ts'
export type { Reach, Term } from './reach.ts'
export { ROW_RELATIONS, type RowRelation } from './row-relation.ts'

/** The column that is decided about. */
export interface Target {
  /** `Type.field`. */
  readonly coordinate: string
  readonly label: Label
  /** The entity has a data subject; without one nothing is SELF. */
  readonly hasSubject: boolean
  /** Scalar or enum name on the wire: a mask is text, so a number, a time or an enum value has none and is null instead. */
  readonly wire: string
  readonly list?: boolean
  /** `@public(scope: BRAND)`: the permission that must be held for the whole brand. */
  readonly readPermission?: string
  /** The purpose of a granted request for the raw value (`@reveal` on this field); it stands in place of that of the operation. */
  readonly revealed?: Purpose
}

/** One grant: on rows of this reach this may happen. */
export interface Grant {
  readonly rows: RowRelation | 'ALL'
  readonly action: Action
}

const NOTHING: Decision = { reveal: [], mask: [], pseudonym: [], first: 'MASK', otherwise: 'REFUSE', unlogged: [], counted: [] }

/** Decides about one column for everybody of a class. Pure; equal arguments give equal decisions, and there is no other place that decides. */
export function decide(principalClass: PrincipalClass, target: Target): Decision {
  const { label } = target
  if (label.public) return decidePublic(principalClass, target)
  if (label.category === 'CREDENTIAL') return NOTHING
  const grants = grantsOf(principalClass, target, label)
  return compile({ grants, ceiling: ceilingOf(principalClass, label), first: preferred(principalClass.purpose), otherwise: ungranted(principalClass, label) })
}

/** The action on one row, straight from the definition: meet of the ceiling and the best grant. The compiled decision is tested against it. */
export function decideOnRow(principalClass: PrincipalClass, target: Target, relations: readonly RowRelation[]): Action {
  const { label } = target
  if (label.public) return decidePublic(principalClass, target).reveal === 'ALL' ? 'REVEAL' : 'REDACT'
  if (label.category === 'CREDENTIAL') return 'REFUSE'
  const granted = grantsOf(principalClass, target, label).filter(({ rows }) => rows === 'ALL' || relations.includes(rows))
  const action = best(granted.map((grant) => grant.action), principalClass.purpose)
  return action === undefined ? ungranted(principalClass, label) : meet(ceilingOf(principalClass, label), action)
}

function decidePublic(principalClass: PrincipalClass, { label, readPermission }: Target): Decision {
  const open = label.public && (label.scope === undefined || (readPermission !== undefined && holdsBrand(principalClass, readPermission)))
  return { ...NOTHING, reveal: open ? 'ALL' : [], otherwise: 'REDACT', unlogged: open ? 'ALL' : [] }
}

/** Every grant that the table and its refinements give to this class for this column. */
export function grantsOf(principalClass: PrincipalClass, target: Target, label: SensitiveLabel): readonly Grant[] {
  return principalClass.cells.filter((role) => role !== 'self' || target.hasSubject).flatMap((role) => {
    const cells = [
      { cell: cellOf(role, label.category), purposes: ROLE_PURPOSES[role], rows: rowsOf(role) },
      ...COORDINATE_GRANTS.filter((grant) => grant.role === role && isGranted(grant, target.coordinate, label))
        .map(({ purposes, rows = rowsOf(role) }) => ({ cell: 'R' as const, purposes, rows })),
    ]
    return cells.flatMap(({ cell, purposes, rows }) => {
      const inPurpose = principalClass.purposes.includes(principalClass.purpose) && purposes.includes(principalClass.purpose)
      const action = actionOf(cell, { inPurpose, target, label })
      return action === undefined ? [] : [{ rows, action }]
    })
  })
}

function isGranted({ coordinates }: CoordinateGrant, coordinate: string, label: SensitiveLabel): boolean {
  if (label.level === 'CATASTROPHIC') return false
  return coordinates.some((listed) => {
    if (listed === 'ownOrganization') return label.ownOrganization
    return listed.endsWith('*') ? coordinate.startsWith(listed.slice(0, -1)) : coordinate === listed
  })
}

function rowsOf(role: 'self' | Clearance): RowRelation | 'ALL' {
  if (ROLE_SCOPES[role] === 'BRAND') return 'ALL'
  switch (role) {
    case 'self': return 'SELF'
    case 'admin': return 'ADMIN'
    case 'billing_admin': return 'BILLING_ADMIN'
    default: return 'MEMBER'
  }
}

function actionOf(cell: Cell, { inPurpose, target, label }: { inPurpose: boolean, target: Target, label: SensitiveLabel }): Action | undefined {
  switch (cell) {
    case 'R': return inPurpose ? 'REVEAL' : maskOf(target, label)
    case 'R*': return inPurpose && target.revealed !== undefined ? 'REVEAL' : maskOf(target, label)
    case 'M': case 'TEXT': case 'JSON': return maskOf(target, label)
    case 'P': return label.pseudonym && isText(target) ? 'PSEUDONYM' : 'REDACT'
    case '0': return 'REDACT'
    case 'X': return 'REFUSE'
    case '–': return undefined
  }
}

// What cannot be shown as a mask is null, and then its presence is not to be learned from a filter either: so it is decided here, not when printing.
function maskOf(target: Target, label: SensitiveLabel): 'MASK' | 'REDACT' {
  if (label.mask === 'TEXT' && label.redacted === undefined) return 'REDACT'
  const fits = label.mask === 'JSON' ? target.wire === 'JSON' : isText(target)
  return fits ? 'MASK' : 'REDACT'
}

function isText({ wire, list }: Target): boolean {
  return wire === 'String' && list !== true
}

/** The most that the kind of caller and the words of the token let through, whatever is granted. */
export function ceilingOf({ kind, scopes }: PrincipalClass, { category }: SensitiveLabel): Action {
  if (kind === 'PERSON' && scopes.length === 0) return 'REVEAL'
  if (kind === 'ANONYMOUS' || kind === 'SYSTEM') return 'REDACT'
  return scopes.includes(`pii.${category.toLowerCase()}.reveal`) ? 'REVEAL' : 'MASK'
}

function ungranted({ kind }: PrincipalClass, { level }: SensitiveLabel): 'REDACT' | 'REFUSE' {
  return level === 'CATASTROPHIC' && kind !== 'ANONYMOUS' ? 'REFUSE' : 'REDACT'
}

interface Compilation {
  readonly grants: readonly Grant[]
  readonly ceiling: Action
  readonly first: 'MASK' | 'PSEUDONYM'
  readonly otherwise: 'REDACT' | 'REFUSE'
}

function compile({ grants, ceiling, first, otherwise }: Compilation): Decision {
  const reveal = reachOf(grants, 'REVEAL')
  const pseudonym = reachOf(grants, 'PSEUDONYM')
  // under a ceiling of MASK a row that would have had a pseudonym has nothing, although a mask is granted too: the meet of the two is REDACT
  const hasPseudonymFirst = first === 'PSEUDONYM' && pseudonym.length > 0
  const mask = hasPseudonymFirst && ceiling === 'MASK' ? [] : reachOf(grants, 'MASK')
  const nulled = grants.some(({ action }) => action === 'REDACT') ? 'REDACT' : otherwise
  return simplify({
    reveal: isAtMost('REVEAL', ceiling) ? reveal : [],
    mask: isAtMost('MASK', ceiling) ? union(mask, ceiling === 'MASK' ? reveal : []) : [],
    pseudonym: isAtMost('PSEUDONYM', ceiling) ? pseudonym : [],
    first,
    otherwise: nulled,
    unlogged: [],
    counted: [],
  })
}

function reachOf(grants: readonly Grant[], wanted: Action): Reach {
  const rows = new Set(grants.filter(({ action }) => action === wanted).map((grant) => grant.rows))
  return rows.has('ALL') ? 'ALL' : ROW_RELATIONS.filter((relation) => rows.has(relation))
}

// Takes away what never applies, so that equal decisions look equal and whoever reads `mask` may trust that it happens.
function simplify({ reveal, mask, pseudonym, first, otherwise, unlogged, counted }: Decision): Decision {
  const [leading, following] = first === 'MASK' ? [mask, pseudonym] : [pseudonym, mask]
  const kept = without(leading, reveal)
  const rest = without(without(following, reveal), kept)
  return { reveal, mask: first === 'MASK' ? kept : rest, pseudonym: first === 'MASK' ? rest : kept, first, otherwise, unlogged, counted }
}
