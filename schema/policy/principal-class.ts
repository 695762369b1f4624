import type { PiiCategory } from '../model.ts'
import { partnerOf } from './partner-of.ts'
import { policies as ownPolicies } from './policies.ts'
import type { Policy } from './policy.ts'
import type { BreakGlass, Channel, Clearance, Principal, Purpose } from './principal.ts'
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
  /** Those that hold for the request; decisions are the meet of all. */
  readonly policies: readonly Policy[]
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

/**
 * The class of a principal under the policies that hold for a request, by default that of this process.
 * A clearance in the wrong place (`admin` for the whole brand, `billing_admin` of a workspace) gives no cell.
 */
export function classOf(principal: Principal, policies: readonly Policy[] = [ownPolicies().current]): PrincipalClass {
  const { onBehalfOf, breakGlass } = principal
  const partner = onBehalfOf && classOf(partnerOf(principal, onBehalfOf), policies)
  const facts = {
    kind: principal.kind,
    // nothing is one's own in somebody else's name
    cells: partner ? cellsOf(principal).filter((cell) => cell !== 'self') : cellsOf(principal),
    purpose: principal.purpose,
    purposes: sorted(principal.purposes.length === 0 ? ['SERVICE'] : principal.purposes),
    scopes: sorted(principal.scopes),
    brandPermissions: principal.kind === 'ANONYMOUS' ? [] : sorted(principal.brandPermissions),
    channel: principal.channel ?? 'API',
  }
  const emergency = breakGlass && breakGlassClass(breakGlass)
  const key = JSON.stringify([...Object.values(facts), policies.map(({ version }) => version), emergency ?? null, partner?.key ?? null])
  return { key, ...facts, policies, ...emergency && { breakGlass: emergency }, ...partner && { onBehalfOf: partner } }
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
