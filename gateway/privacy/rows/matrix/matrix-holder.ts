/** Where a role was given: for the whole organization, or for the home workspace. */
export interface GivenRole {
  readonly role: string
  readonly at: 'ORGANIZATION' | 'WORKSPACE'
  /** Ended an hour ago. */
  readonly isOver?: boolean
}

/** Somebody of the matrix, as rows of the database: what they may see follows from these and from nothing that a token says. */
export interface MatrixHolder {
  readonly label: string
  readonly kind: 'PERSON' | 'SERVICE_ACCOUNT' | 'ANONYMOUS'
  readonly brand: 'acme' | 'globex'
  /** Of the home organization: as the seed made it, without payment, or closed. */
  readonly home?: 'ACTIVE' | 'SUSPENDED' | 'CLOSED'
  /** Absent: no member of anything. */
  readonly membership?: { readonly status: 'ACTIVE' | 'SUSPENDED' | 'REMOVED'; readonly base: string }
  readonly isOwner?: boolean
  readonly roles?: readonly GivenRole[]
  /** Role of the account in the whole brand. */
  readonly account?: 'owner' | 'admin' | 'support' | 'analyst' | 'auditor'
  readonly clearance?: 'support_lead' | 'privacy_officer'
  /** Service account: works in the home workspace only. */
  readonly isConfined?: boolean
  /** Ceiling of a personal token or of a key. */
  readonly scopes?: readonly string[]
  /** Somebody of the same home in whose name the holder works. */
  readonly inNameOf?: Omit<MatrixHolder, 'label' | 'kind' | 'brand' | 'home' | 'scopes' | 'inNameOf'>
}

const member = { status: 'ACTIVE', base: 'org.member' } as const
const person = { kind: 'PERSON', brand: 'acme' } as const
const account = { kind: 'SERVICE_ACCOUNT', brand: 'acme' } as const
const inAll = (role: string): GivenRole => ({ role, at: 'ORGANIZATION' })
const inOne = (role: string): GivenRole => ({ role, at: 'WORKSPACE' })

/** Everybody of the matrix. A new kind of holder is a line here, and nothing else. */
export const MATRIX_HOLDERS: readonly MatrixHolder[] = [
  { ...person, label: 'org.member', membership: member },
  { ...person, label: 'org.auditor', membership: member, roles: [inAll('org.auditor')] },
  { ...person, label: 'org.billing_manager', membership: member, roles: [inAll('org.billing_manager')] },
  { ...person, label: 'org.admin', membership: member, roles: [inAll('org.admin')] },
  { ...person, label: 'org.owner', membership: member, isOwner: true },
  { ...person, label: 'a role of the organization', membership: member, roles: [inAll('custom.bookkeeper')] },
  { ...person, label: 'an archived role of the organization', membership: member, roles: [inOne('custom.contractor')] },
  { ...person, label: 'workspace.viewer of the organization', membership: member, roles: [inAll('workspace.viewer')] },
  { ...person, label: 'workspace.editor of the organization', membership: member, roles: [inAll('workspace.editor')] },
  { ...person, label: 'workspace.admin of the organization', membership: member, roles: [inAll('workspace.admin')] },
  { ...person, label: 'workspace.viewer of a workspace', membership: member, roles: [inOne('workspace.viewer')] },
  { ...person, label: 'workspace.editor of a workspace', membership: member, roles: [inOne('workspace.editor')] },
  { ...person, label: 'workspace.admin of a workspace', membership: member, roles: [inOne('workspace.admin')] },
  { ...person, label: 'a suspended member', membership: { ...member, status: 'SUSPENDED' }, roles: [inAll('org.admin'), inOne('workspace.admin')] },
  { ...person, label: 'a removed member', membership: { ...member, status: 'REMOVED' }, roles: [inAll('org.admin')] },
  { ...person, label: 'a role that has ended', membership: member, roles: [{ ...inAll('org.admin'), isOver: true }] },
  { ...person, label: 'an admin of a suspended organization', home: 'SUSPENDED', membership: member, roles: [inAll('org.admin')] },
  { ...person, label: 'an admin of a closed organization', home: 'CLOSED', membership: member, roles: [inAll('org.admin')] },
  { ...person, label: 'nobody of any organization' },
  { ...person, label: 'a narrow token of an admin', membership: member, roles: [inAll('org.admin')], scopes: ['organization.workspace.read', 'support.*'] },
  { ...person, label: 'a narrow token of staff', account: 'auditor', scopes: ['billing.invoice.read', 'organization.*'] },
  { ...account, label: 'an account of the organization', roles: [inAll('org.admin')], scopes: ['*'] },
  { ...account, label: 'an account of a workspace', isConfined: true, roles: [inAll('workspace.admin')], scopes: ['*'] },
  { ...account, label: 'a narrow key of an account', roles: [inAll('workspace.editor')], scopes: ['entitlements.usage_event.create', 'support.ticket.read'] },
  { ...person, label: 'support', account: 'support' },
  { ...person, label: 'support lead', account: 'support', clearance: 'support_lead' },
  { ...person, label: 'analyst', account: 'analyst' },
  { ...person, label: 'auditor', account: 'auditor' },
  { ...person, label: 'privacy officer', clearance: 'privacy_officer' },
  { ...person, label: 'owner of the brand', account: 'owner' },
  { ...person, label: 'admin of the brand', account: 'admin' },
  { ...person, label: 'admin in another brand', brand: 'globex', membership: member, roles: [inAll('org.admin')] },
  { ...person, label: 'auditor of another brand', brand: 'globex', account: 'auditor' },
  { ...person, label: 'an auditor in the name of an admin', account: 'auditor', inNameOf: { membership: member, roles: [inAll('org.admin')] } },
  { ...person, label: 'an admin in the name of a support agent', membership: member, roles: [inAll('org.admin')], inNameOf: { account: 'support' } },
  { ...person, label: 'an editor of a workspace in the name of its viewer', membership: member, roles: [inOne('workspace.editor')], inNameOf: { membership: member, roles: [inOne('workspace.viewer')] } },
  { ...person, label: 'an admin in the name of nobody of any organization', membership: member, roles: [inAll('org.admin')], inNameOf: {} },
  { kind: 'ANONYMOUS', brand: 'acme', label: 'nobody at all' },
]
