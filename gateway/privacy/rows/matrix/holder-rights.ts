import type { MatrixHolder } from './matrix-holder.ts'
import type { MatrixPlaces } from './matrix-places.ts'

/**
 * Who may do what where, written down a second time from the words of docs/permissions.md. It shares no line with `schema/policy`:
 * what the two say must agree because both are right.
 */

/** What a holder may do, by place. */
export interface HolderRights {
  readonly brandId: string
  readonly personId?: string
  readonly userId?: string
  /** In the whole brand. */
  readonly brand: readonly string[]
  readonly orgs: ReadonlyMap<string, readonly string[]>
  readonly workspaces: ReadonlyMap<string, readonly string[]>
  /** Empty: no ceiling. */
  readonly scopes: readonly string[]
  /** In whose name the holder works: nothing holds that both do not hold, and nothing is one's own. */
  readonly partner?: Omit<HolderRights, 'partner'>
}

const PEOPLE = ['identity.person.read', 'identity.user.read']

const OF_ORGANIZATIONS: Readonly<Record<string, readonly string[]>> = {
  'org.owner': ['*'],
  'org.admin': ['organization.*', 'entitlements.*', 'support.*', 'audit.log.read', ...PEOPLE],
  'org.billing_manager': ['billing.*', 'entitlements.pool.read', 'entitlements.pool_ondemand_config.*', 'organization.organization.read', ...PEOPLE],
  'org.auditor': ['audit.log.read', 'organization.organization.read', 'organization.workspace.read', 'organization.org_member.read', 'organization.role_assignment.read', 'entitlements.usage_event.read', ...PEOPLE],
  'org.member': ['organization.organization.read', 'organization.org_member.read', 'organization.role.read', ...PEOPLE],
  'custom.bookkeeper': ['billing.invoice.read', 'billing.payment.read'],
}

const OF_WORKSPACES: Readonly<Record<string, readonly string[]>> = {
  'workspace.admin': ['organization.workspace.*', 'organization.service_account.*', 'organization.service_account_key.*', 'organization.invitation.*', 'entitlements.*', 'support.*', ...PEOPLE],
  'workspace.editor': ['organization.workspace.read', 'entitlements.usage_event.*', 'entitlements.pool.read', 'support.ticket.*', ...PEOPLE],
  'workspace.viewer': ['organization.workspace.read', 'entitlements.usage_event.read', 'support.ticket.read', ...PEOPLE],
  // archived in the demo data: a role that is no longer used gives nothing
  'custom.contractor': [],
}

/** Every permission to read, and none to change or manage. */
const READING = '*.read'
const OF_ACCOUNTS: Readonly<Record<string, readonly string[]>> = { owner: ['*'], admin: ['*'], support: [READING, 'support.*'], analyst: [READING], auditor: [READING] }
const OF_CLEARANCES: Readonly<Record<string, readonly string[]>> = { support_lead: [READING, 'support.*'], privacy_officer: [READING] }

/** Where and what both may read: a place of one counts where the other has the same place or the whole brand. */
export function sharedPlaces({ orgs, workspaces, brand, scopes, partner }: HolderRights, kind: 'ORG' | 'WORKSPACE', permission: string): readonly string[] {
  const holding = (places: HolderRights['orgs'], ceiling: readonly string[]): readonly string[] => [...places].flatMap(([id, patterns]) => (includes(patterns, permission, ceiling) ? [id] : []))
  const own = holding(kind === 'ORG' ? orgs : workspaces, scopes)
  if (partner === undefined) return own
  const theirs = holding(kind === 'ORG' ? partner.orgs : partner.workspaces, partner.scopes)
  if (includes(brand, permission, scopes)) return theirs
  return includes(partner.brand, permission, partner.scopes) ? own : own.filter((id) => theirs.includes(id))
}

/** Whether both may read the whole brand. */
export function sharedBrand({ brand, scopes, partner }: HolderRights, permission: string): boolean {
  return includes(brand, permission, scopes) && (partner === undefined || includes(partner.brand, permission, partner.scopes))
}

/** Works out the rights of a holder from how the rows were written. */
export function rightsOf(holder: MatrixHolder, { brandId, orgId, workspaces }: MatrixPlaces, ids: { readonly personId: string; readonly userId: string }): HolderRights {
  const { kind, account, clearance, scopes = [] } = holder
  const flowing = worksHere(holder) ? rolesOf(holder).flatMap(({ role }) => OF_ORGANIZATIONS[role] ?? []) : []
  const [home] = workspaces
  const reached = holder.home === 'CLOSED' ? [] : holder.isConfined === true ? [home] : workspaces
  return {
    brandId, ...(kind === 'PERSON' && ids), scopes,
    brand: [...OF_ACCOUNTS[account ?? ''] ?? [], ...OF_CLEARANCES[clearance ?? ''] ?? []],
    orgs: new Map(holder.isConfined === true ? [] : [[orgId, flowing]]),
    workspaces: new Map(reached.map((id) => [id, [...flowing, ...inWorkspace(holder, id === home)]])),
  }
}

function rolesOf({ membership, isOwner = false, roles = [] }: MatrixHolder) {
  const lasting = roles.filter(({ isOver = false }) => !isOver)
  return [...lasting, ...[membership?.base, isOwner ? 'org.owner' : undefined].flatMap((role) => (role === undefined ? [] : [{ role, at: 'ORGANIZATION' }]))]
}

function inWorkspace(holder: MatrixHolder, isHome: boolean): readonly string[] {
  if (!worksHere(holder)) return []
  return rolesOf(holder).filter(({ at }) => at === 'ORGANIZATION' || isHome).flatMap(({ role }) => OF_WORKSPACES[role] ?? [])
}

function worksHere({ kind, membership, home }: MatrixHolder): boolean {
  if (home === 'CLOSED') return false
  return kind === 'SERVICE_ACCOUNT' || membership?.status === 'ACTIVE'
}

/** Whether a list of patterns includes a permission, under the ceiling. */
export function includes(patterns: readonly string[], permission: string, scopes: readonly string[]): boolean {
  const meets = (pattern: string): boolean => pattern === '*' || (pattern === READING && permission.endsWith('.read')) || pattern === permission || (pattern.endsWith('.*') && permission.startsWith(pattern.slice(0, -1)))
  return patterns.some(meets) && (scopes.length === 0 || scopes.some(meets))
}
