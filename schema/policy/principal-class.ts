import type { PiiCategory } from '../model.ts'
import type { BreakGlass, Channel, Clearance, OnBehalfOf, Principal, Purpose } from './principal.ts'
import { BRAND_CLEARANCES } from './roles.ts'

/**
 * Everything a decision or a statement's text may depend on: the same for all people with the same rights.
 * The person, the organizations and the workspaces are parameters of the statement and stand nowhere in here.
 */
export interface PrincipalClass {
  /** Equal for equal classes; part of the keys of every cache of decisions and plans. */
  readonly key: string
  readonly kind: Principal['kind']
  /** Columns of the clearance table that hold on some row, in the order of the table. */
  readonly cells: readonly ('self' | Clearance)[]
  readonly purpose: Purpose
  /** Those that the token lists: for another one nothing is raw. */
  readonly purposes: readonly Purpose[]
  readonly scopes: readonly string[]
  readonly brandPermissions: readonly string[]
  readonly channel: Channel
  readonly breakGlass?: BreakGlassClass
  /** The class of the person in whose name the caller works; decisions are the meet of both. */
  readonly onBehalfOf?: PrincipalClass
}

/** What of an emergency access is the same for every subject. */
export interface BreakGlassClass {
  readonly categories: readonly PiiCategory[]
  readonly purpose: Purpose
  readonly subjectKind: 'PERSON' | 'ENTITY'
  readonly entityType?: string
}

const CELL_ORDER = ['self', 'member', 'admin', 'billing_admin', ...BRAND_CLEARANCES] as const

/** The class of a principal. A clearance in the wrong place (`admin` for the whole brand, `billing_admin` of a workspace) gives no cell. */
export function classOf(principal: Principal): PrincipalClass {
  const { onBehalfOf, breakGlass } = principal
  const partner = onBehalfOf && classOf(partnerOf(principal, onBehalfOf))
  const facts = {
    kind: principal.kind,
    cells: cellsOf(principal),
    purpose: principal.purpose,
    purposes: sorted(principal.purposes.length === 0 ? ['SERVICE'] : principal.purposes),
    scopes: sorted(principal.scopes),
    brandPermissions: principal.kind === 'ANONYMOUS' ? [] : sorted(principal.brandPermissions),
    channel: principal.channel ?? 'API',
    ...breakGlass && { breakGlass: breakGlassClass(breakGlass) },
    ...partner && { onBehalfOf: partner },
  }
  return { key: JSON.stringify([...Object.values({ ...facts, breakGlass: null, onBehalfOf: null }), facts.breakGlass ?? null, partner?.key ?? null]), ...facts }
}

/** The person in whose name somebody works, as a caller of their own for the same purpose; their rows are reached only where the caller's are. */
export function partnerOf({ brandId, purpose, purposes, channel }: Principal, partner: OnBehalfOf): Principal {
  return { kind: 'PERSON', brandId, purpose, purposes, ...channel && { channel }, ...partner }
}

/** Whether a token with these purposes may work for this one; a token that lists none works for SERVICE. */
export function allowsPurpose(listed: readonly Purpose[], wanted: Purpose): boolean {
  return listed.length === 0 ? wanted === 'SERVICE' : listed.includes(wanted)
}

/** The purpose of a request that names none: SERVICE, or the first one of a token that does not list it. */
export function defaultPurpose(listed: readonly Purpose[]): Purpose {
  return allowsPurpose(listed, 'SERVICE') ? 'SERVICE' : listed[0] ?? 'SERVICE'
}

function breakGlassClass({ categories, purpose, subject }: BreakGlass): BreakGlassClass {
  return { categories: sorted(categories), purpose, subjectKind: subject.kind, ...subject.kind === 'ENTITY' && { entityType: subject.type } }
}

function cellsOf(principal: Principal): readonly ('self' | Clearance)[] {
  if (principal.kind === 'ANONYMOUS' || principal.kind === 'SYSTEM') return []
  const held = new Set<'self' | Clearance>(assignedCells(principal))
  if (principal.kind === 'PERSON') {
    if (principal.personId !== undefined || principal.userId !== undefined) held.add('self')
    for (const clearance of BRAND_CLEARANCES) if (principal.clearances.includes(clearance)) held.add(clearance)
  }
  return CELL_ORDER.filter((cell) => held.has(cell))
}

function assignedCells(principal: Principal): readonly Clearance[] {
  return principal.assignments
    .filter(({ orgId, workspaceId }) => (orgId === undefined) !== (workspaceId === undefined))
    .filter(({ clearance, orgId }) => clearance !== 'billing_admin' || orgId !== undefined)
    .map(({ clearance }) => clearance)
}

function sorted<Word extends string>(words: readonly Word[]): readonly Word[] {
  return [...new Set(words)].sort()
}
