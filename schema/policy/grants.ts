import type { Action } from './lattice.ts'
import { cellOf, ROLE_SCOPES, type Cell, type CoordinateGrant, type Policy, type Role } from './policy.ts'
import type { PrincipalClass } from './principal-class.ts'
import type { Purpose } from './principal.ts'
import type { RowRelation } from './row-relation.ts'
import { isText, maskOf, type SensitiveTarget } from './target.ts'

/** One grant: on rows of this reach this may happen. */
export interface Grant {
  readonly rows: RowRelation | 'ALL'
  readonly action: Action
  /** How the access log keeps a value that is raw by this grant: with its subject, counted without one, or not at all. */
  readonly log: 'SUBJECT' | 'COUNT' | 'NONE'
}

/** Somebody who asks for a column for a purpose, under one policy. */
export interface Request {
  readonly principalClass: PrincipalClass
  readonly policy: Policy
  readonly target: SensitiveTarget
}

/** What a field is read for: the purpose of its own request for the raw value, else that of the operation. */
export function purposeOf({ purpose }: PrincipalClass, { revealed }: SensitiveTarget): Purpose {
  return revealed ?? purpose
}

/** Every grant that the table and its refinements give to this class for this column. */
export function grantsOf(request: Request): readonly Grant[] {
  const { principalClass, target } = request
  const roles = principalClass.cells.filter((role) => role !== 'self' || target.hasSubject)
  return [...roles.flatMap((role) => role === 'self' ? ownGrants(request) : roleGrants(request, role)), ...breakGlassGrants(request)]
}

// A row that a merge brought is one's own only when the merge can no longer be undone: until then it may be a stranger's.
function ownGrants(request: Request): readonly Grant[] {
  const cell = cellOf(request.policy, 'self', request.target.label.category)
  const action = actionOf(cell, request, request.policy.purposes.self)
  if (action === undefined) return []
  return [
    { rows: 'SELF', action, log: cell === 'R' ? 'NONE' : 'SUBJECT' },
    { rows: 'SELF_FROZEN', action: action === 'REVEAL' ? maskOf(request.target) : action, log: 'SUBJECT' },
  ]
}

function roleGrants(request: Request, role: Exclude<Role, 'self' | 'break_glass'>): readonly Grant[] {
  const { policy, target } = request
  const { category } = target.label
  const rows = rowsOf(role)
  const cell = cellOf(policy, role, category)
  const byCategory = grant(rows, actionOf(cell, request, policy.purposes[role]), cell === 'R' && category === 'FREE_TEXT' ? 'COUNT' : 'SUBJECT')
  const byCoordinate = policy.grants.filter((one) => one.role === role && isGranted(one, target))
    .flatMap(({ purposes, rows: only = rows }) => grant(only, actionOf('R', request, purposes), 'COUNT'))
  return [...byCategory, ...byCoordinate]
}

function breakGlassGrants(request: Request): readonly Grant[] {
  const { principalClass: { breakGlass, onBehalfOf }, policy, target } = request
  if (!breakGlass || onBehalfOf || !breakGlass.categories.includes(target.label.category)) return []
  const [type] = target.coordinate.split('.')
  const isSubject = breakGlass.subjectKind === 'PERSON' ? target.hasSubject : !target.hasSubject && breakGlass.entityType === type
  if (!isSubject) return []
  return grant('BREAK_GLASS', actionOf(cellOf(policy, 'break_glass', target.label.category), request, [breakGlass.purpose]), 'SUBJECT')
}

function grant(rows: Grant['rows'], action: Action | undefined, log: Grant['log']): readonly Grant[] {
  return action === undefined ? [] : [{ rows, action, log }]
}

/** Whether a grant of single coordinates means this one; never a catastrophic one. */
export function isGranted({ coordinates }: CoordinateGrant, { coordinate, label }: SensitiveTarget): boolean {
  if (label.level === 'CATASTROPHIC') return false
  return coordinates.some((listed) => {
    if (listed === 'ownOrganization') return label.ownOrganization
    return listed.endsWith('*') ? coordinate.startsWith(listed.slice(0, -1)) : coordinate === listed
  })
}

function rowsOf(role: Exclude<Role, 'self' | 'break_glass'>): RowRelation | 'ALL' {
  if (ROLE_SCOPES[role] === 'BRAND') return 'ALL'
  switch (role) {
    case 'admin': return 'ADMIN'
    case 'billing_admin': return 'BILLING_ADMIN'
    default: return 'MEMBER'
  }
}

function actionOf(cell: Cell, { principalClass, target }: Request, purposes: readonly Purpose[]): Action | undefined {
  const purpose = purposeOf(principalClass, target)
  const isInPurpose = principalClass.purposes.includes(purpose) && purposes.includes(purpose)
  switch (cell) {
    case 'R': return isInPurpose ? 'REVEAL' : maskOf(target)
    case 'R*': return isInPurpose && target.revealed !== undefined ? 'REVEAL' : maskOf(target)
    case 'M': case 'TEXT': case 'JSON': return maskOf(target)
    case 'P': return target.label.pseudonym && isText(target) ? 'PSEUDONYM' : 'REDACT'
    case '0': return 'REDACT'
    case 'X': return 'REFUSE'
    case '–': return undefined
  }
}
