import { DAY, HOUR, NOW, iso, isoOrNull } from './clock.ts'
import type { EntitlementsPlan } from './entitlements/plan.ts'
import { documentationAddress } from './places.ts'
import { random } from './random.ts'
import type { Random } from './random.ts'
import { insert, kept } from './rows.ts'
import type { Row, Step } from './rows.ts'
import { dummyTokenHash, tokenPrefix } from './secrets.ts'
import type { World } from './world.ts'
import type { AssignmentPlan, MemberPlan } from './world/members.ts'
import type { OrgPlan, WorkspacePlan } from './world/organizations.ts'
import { systemRoleId, systemRoles } from './world/roles.ts'
import type { RolePlan } from './world/roles.ts'
import type { ServiceAccountPlan } from './world/service-accounts.ts'

interface Desk {
  readonly world: World
  readonly choice: Random
}

function orgRow({ world }: Desk, org: OrgPlan): Row {
  const changed = org.closedAt ?? org.suspendedAt
  return {
    ...kept({ brandId: world.brand.id, id: org.id, createdAt: org.createdAt }, changed ?? org.createdAt, changed === null ? 1 : 2),
    kind: org.kind, name: org.name, slug: org.slug, owner_person_id: org.owner.id, created_by_person_id: org.owner.id,
    default_role_id: org.kind === 'PERSONAL' ? null : systemRoleId(world.brand, 'org.member'), country_code: org.n % 7 === 6 ? null : org.country.code,
    settings: org.kind === 'ENTERPRISE' ? { domains: [`${org.slug}.test`], sessionHours: 8, contact: org.owner.email } : {},
    authz_version: 1 + world.members.filter(({ orgId }) => orgId === org.id).length,
    suspended_at: isoOrNull(org.suspendedAt), suspended_reason: org.suspendedAt === null ? null : 'Three bills are unpaid since spring',
    closed_at: isoOrNull(org.closedAt), status: org.status,
  }
}

function roleRow(world: World, role: RolePlan, status = 'ACTIVE'): Row {
  return {
    ...kept({ brandId: world.brand.id, id: role.id, createdAt: role.createdAt }),
    org_id: role.orgId, key: role.key, name: role.name, description: role.description, level: role.level, permissions: [...role.permissions],
    clearance: role.clearance, rank: role.rank, is_system: role.orgId === null, created_by_person_id: null, status,
  }
}

/** Enterprises have roles of their own; one in three is no longer in use. */
function customRoleRows({ world }: Desk): Row[] {
  return world.orgs.filter(({ kind }) => kind === 'ENTERPRISE').flatMap((org) => ['reviewer', 'bookkeeper', 'contractor'].map((key, i) => {
    const createdAt = org.createdAt + (i + 3) * DAY
    const role: RolePlan = {
      id: world.ids.next('organization.roles', createdAt + 1), orgId: org.id, key: `custom.${key}`, name: key,
      description: i === 0 ? 'Reads everything, changes nothing' : null,
      level: i === 2 ? 'WORKSPACE' : 'ORG', rank: 60 + i, clearance: i === 1 ? 'billing_admin' : 'member',
      permissions: i === 1 ? ['billing.invoice.read', 'billing.payment.read'] : ['organization.workspace.read', 'entitlements.usage_event.read'], createdAt,
    }
    return { ...roleRow(world, role, i === 2 ? 'ARCHIVED' : 'ACTIVE'), created_by_person_id: org.owner.id }
  }))
}

function workspaceRow({ world }: Desk, workspace: WorkspacePlan, org: OrgPlan, { projections }: EntitlementsPlan): Row {
  const pool = projections.get(workspace.id)
  return {
    ...kept({ brandId: world.brand.id, id: workspace.id, createdAt: workspace.createdAt }, workspace.archivedAt ?? workspace.createdAt, 1 + (pool?.version ?? 0)),
    org_id: org.id, name: workspace.name, slug: workspace.slug, region: workspace.region,
    plan_tier: pool?.tier ?? 'free', seat_count: pool?.seats ?? 0, primary_pool_id: pool?.poolId ?? null, pool_version: pool?.version ?? 0,
    created_by_person_id: org.owner.id, archived_at: isoOrNull(workspace.archivedAt), archived_by_person_id: workspace.archivedAt === null ? null : org.owner.id,
    deletion_due_at: isoOrNull(workspace.deletionDueAt), status: workspace.status,
  }
}

function accountRow({ choice, world }: Desk, account: ServiceAccountPlan): Row {
  return {
    ...kept({ brandId: world.brand.id, id: account.id, createdAt: account.createdAt }, account.disabledAt ?? account.createdAt, account.disabledAt === null ? 1 : 2),
    org_id: account.org.id, workspace_id: account.workspace?.id ?? null, name: account.name, description: account.description,
    owner_person_id: account.org.owner.id, created_by_person_id: account.org.owner.id, is_default: account.isDefault,
    allowed_cidrs: account.isDefault ? [] : ['203.0.113.0/26'],
    last_used_at: choice.chance(0.4) ? null : iso(Math.min(account.createdAt + choice.int(1, 90) * DAY, account.disabledAt ?? NOW - HOUR)),
    disabled_at: isoOrNull(account.disabledAt), status: account.status,
  }
}

const KEY_SCOPES = ['entitlements.usage_event.create', 'organization.workspace.read entitlements.*', '*', 'support.ticket.read pii.contact.reveal'] as const

interface KeyFate {
  readonly status: 'ACTIVE' | 'ROTATING' | 'EXPIRED' | 'REVOKED'
  readonly expiresAt: number | null
  readonly revokedAt: number | null
  readonly reason: string | null
}

function keyFate(choice: Random, account: ServiceAccountPlan, createdAt: number): KeyFate {
  const none = { expiresAt: null, revokedAt: null, reason: null }
  if (account.disabledAt !== null) return { ...none, status: 'REVOKED', revokedAt: Math.max(account.disabledAt, createdAt + HOUR), reason: 'ACCOUNT_DISABLED' }
  return choice.weighted<() => KeyFate>([
    [6, () => ({ ...none, status: 'ACTIVE', expiresAt: choice.chance(0.5) ? NOW + choice.int(1, 200) * DAY : null })],
    [1, () => ({ ...none, status: 'EXPIRED', expiresAt: createdAt + 10 * DAY })],
    [1, () => ({ ...none, status: 'REVOKED', revokedAt: createdAt + 4 * DAY, reason: choice.pick(['MANUAL', 'LEAKED']) })],
  ])()
}

function keyRow({ choice, world }: Desk, account: ServiceAccountPlan, createdAt: number, fate: KeyFate, rotatedFrom: string | null): { readonly id: string; readonly row: Row } {
  const id = world.ids.next('organization.service_account_keys', createdAt)
  const scope = choice.pick(KEY_SCOPES)
  const used = choice.chance(0.5)
  const approver = scope.includes('pii.') ? world.members.find(({ orgId, person }) => orgId === account.org.id && person !== account.org.owner)?.person.id ?? null : null
  return {
    id,
    row: {
      ...kept({ brandId: world.brand.id, id, createdAt }, fate.revokedAt ?? createdAt, fate.status === 'ACTIVE' ? 1 : 2),
      org_id: account.org.id, service_account_id: account.id, workspace_id: account.workspace?.id ?? null,
      name: choice.pick(['primary', 'backup', `${account.name} key`]),
      key_prefix: tokenPrefix(choice, 'vgs'), api_key_hash: dummyTokenHash(choice), hash_key_version: 1, scope, pii_approved_by_person_id: approver,
      rotated_from_key_id: rotatedFrom, created_by_person_id: rotatedFrom === null ? account.org.owner.id : approver === null ? null : account.org.owner.id,
      expires_at: isoOrNull(fate.expiresAt), last_used_at: used ? iso(Math.min(createdAt + 2 * DAY, fate.revokedAt ?? NOW)) : null,
      last_used_ip: used ? documentationAddress(choice) : null,
      revoked_at: isoOrNull(fate.revokedAt), revoked_by_person_id: fate.revokedAt === null ? null : account.org.owner.id, revoked_reason: fate.reason,
      status: fate.status,
    },
  }
}

/** Most accounts have a key or two; some keys are being rotated, with their successor beside them. */
function keyRows(desk: Desk): Row[] {
  const { choice, world } = desk
  const rows: Row[] = []
  for (const account of world.serviceAccounts) {
    const createdAt = account.createdAt + choice.int(1, 20) * HOUR
    if (choice.chance(0.15)) continue
    if (account.disabledAt === null && choice.chance(0.15)) {
      const old = keyRow(desk, account, createdAt, { status: 'ROTATING', expiresAt: NOW + 20 * HOUR, revokedAt: null, reason: null }, null)
      rows.push(old.row, keyRow(desk, account, NOW - 4 * HOUR, { status: 'ACTIVE', expiresAt: NOW + 90 * DAY, revokedAt: null, reason: null }, old.id).row)
      continue
    }
    rows.push(keyRow(desk, account, createdAt, keyFate(choice, account, createdAt), null).row)
    if (choice.chance(0.35)) rows.push(keyRow(desk, account, createdAt + 3 * DAY, keyFate(choice, account, createdAt + 3 * DAY), null).row)
  }
  return rows
}

interface InvitationSketch {
  readonly org: OrgPlan
  readonly email: string
  readonly workspace: WorkspacePlan | null
  readonly createdAt: number
  readonly status: 'PENDING' | 'ACCEPTED' | 'DECLINED' | 'REVOKED' | 'EXPIRED'
  readonly acceptedBy: MemberPlan | null
}

function invitationRow({ choice, world }: Desk, id: string, { org, email, workspace, createdAt, status, acceptedBy }: InvitationSketch): Row {
  const answeredAt = createdAt + choice.int(1, 5) * DAY + HOUR
  const at = (wanted: InvitationSketch['status']) => (status === wanted ? iso(acceptedBy?.joinedAt ?? answeredAt) : null)
  const sent = choice.weighted([[6, 1], [2, 2], [1, 3]])
  return {
    ...kept({ brandId: world.brand.id, id, createdAt }, status === 'PENDING' ? createdAt : answeredAt, status === 'PENDING' ? sent : sent + 1),
    org_id: org.id, email, base_role_id: systemRoleId(world.brand, 'org.member'), workspace_id: workspace?.id ?? null,
    workspace_role_id: workspace === null ? null : systemRoleId(world.brand, 'workspace.editor'),
    token_prefix: tokenPrefix(choice, 'vgi'), token_hash: dummyTokenHash(choice), hash_key_version: 1, invited_by_person_id: org.owner.id,
    message: choice.chance(0.3) ? `Welcome! Ask ${org.owner.full} if anything is unclear.` : null,
    expires_at: iso(createdAt + 7 * DAY), send_count: sent, last_sent_at: iso(createdAt + (sent - 1) * HOUR),
    accepted_by_person_id: status === 'ACCEPTED' ? (acceptedBy?.person.id ?? null) : null, accepted_at: at('ACCEPTED'), declined_at: at('DECLINED'),
    revoked_by_person_id: status === 'REVOKED' ? org.owner.id : null, revoked_at: at('REVOKED'), status,
  }
}

/** Invitations that brought members, and those that brought nobody. */
function planInvitations(desk: Desk): { readonly rows: Row[]; readonly ofMember: ReadonlyMap<MemberPlan, string> } {
  const { choice, world } = desk
  const ofMember = new Map<MemberPlan, string>()
  const rows: Row[] = []
  const add = (sketch: InvitationSketch): string => {
    const id = world.ids.next('organization.invitations', sketch.createdAt)
    rows.push(invitationRow(desk, id, sketch))
    return id
  }
  const orgs = new Map(world.orgs.map((org) => [org.id, org]))
  for (const member of world.members) {
    const org = orgs.get(member.orgId)
    if (!member.invited || org === undefined) continue
    const email = member.person.email ?? `${member.person.local}@mail.test`
    ofMember.set(member, add({ org, email, workspace: member.workspace, createdAt: member.joinedAt - 2 * DAY, status: 'ACCEPTED', acceptedBy: member }))
  }
  const inviting = world.orgs.filter(({ kind, status }) => kind !== 'PERSONAL' && status === 'ACTIVE')
  for (let i = 0; i < 90; i++) {
    const org = choice.pick(inviting)
    const status = choice.weighted<InvitationSketch['status']>([[4, 'PENDING'], [1, 'DECLINED'], [1, 'REVOKED'], [2, 'EXPIRED']])
    const createdAt = status === 'PENDING' ? NOW - choice.int(3, 150) * HOUR : NOW - choice.int(20, 160) * DAY
    add({
      org, email: `candidate${i}.${org.slug}@example.org`, workspace: choice.chance(0.5) ? (org.workspaces[0] ?? null) : null,
      createdAt: Math.max(createdAt, org.createdAt + DAY), status, acceptedBy: null,
    })
  }
  return { rows, ofMember }
}

function memberRow({ world }: Desk, member: MemberPlan, invitationId: string | null, owner: string): Row {
  const suspended = member.status === 'SUSPENDED'
  return {
    ...kept({ brandId: world.brand.id, id: member.id, createdAt: member.joinedAt }, member.endedAt ?? member.joinedAt, member.version),
    org_id: member.orgId, person_id: member.person.id, user_id: member.userId, base_role_id: member.roleId, default_workspace_id: member.workspace?.id ?? null,
    invitation_id: invitationId, invited_by_person_id: invitationId === null ? null : owner, joined_at: iso(member.joinedAt),
    suspended_at: suspended ? isoOrNull(member.endedAt) : null, suspended_by_person_id: suspended ? owner : null,
    removed_at: member.status === 'REMOVED' ? isoOrNull(member.endedAt) : null, removed_reason: member.removedReason, status: member.status,
  }
}

function assignmentRow({ world }: Desk, one: AssignmentPlan): Row {
  const ended = one.status !== 'ACTIVE'
  return {
    ...kept({ brandId: world.brand.id, id: one.id, createdAt: one.startsAt }, one.revokedAt ?? one.startsAt, ended ? 2 : 1),
    org_id: one.orgId, role_id: one.roleId, person_id: one.person?.id ?? null, service_account_id: one.serviceAccountId, workspace_id: one.workspace?.id ?? null,
    starts_at: iso(one.startsAt), expires_at: isoOrNull(one.expiresAt), granted_by_person_id: one.grantedBy.id,
    grant_reason: one.expiresAt === null ? null : `Stands in for ${one.grantedBy.full} until then`,
    revoked_at: isoOrNull(one.revokedAt), revoked_by_person_id: one.revokedAt === null ? null : one.grantedBy.id, status: one.status,
  }
}

function serviceAssignments({ world }: Desk): AssignmentPlan[] {
  return world.serviceAccounts.filter(({ status }) => status === 'ACTIVE').map((account) => ({
    id: world.ids.next('organization.role_assignments', account.createdAt), orgId: account.org.id, roleId: systemRoleId(world.brand, 'workspace.editor'),
    person: null, userId: null, serviceAccountId: account.id, workspace: account.workspace, startsAt: account.createdAt, expiresAt: null, revokedAt: null,
    grantedBy: account.org.owner, status: 'ACTIVE',
  }))
}

export function organizationSteps(world: World, entitlements: EntitlementsPlan): Step[] {
  const desk: Desk = { world, choice: random(`${world.brand.slug}/${world.slice}/organization`) }
  const invitations = planInvitations(desk)
  const owners = new Map(world.orgs.map((org) => [org.id, org.owner.id]))
  const invitedBy = (member: MemberPlan) => invitations.ofMember.get(member) ?? null
  return [
    insert('organization.roles', world.slice === 0 ? systemRoles(world.brand).map((role) => roleRow(world, role)) : []),
    insert('organization.organizations', world.orgs.map((org) => orgRow(desk, org))),
    insert('organization.roles', customRoleRows(desk)),
    insert('organization.workspaces', world.orgs.flatMap((org) => org.workspaces.map((workspace) => workspaceRow(desk, workspace, org, entitlements)))),
    insert('organization.service_accounts', world.serviceAccounts.map((account) => accountRow(desk, account))),
    insert('organization.service_account_keys', keyRows(desk)),
    insert('organization.invitations', invitations.rows),
    insert('organization.org_members', world.members.map((member) => memberRow(desk, member, invitedBy(member), owners.get(member.orgId) ?? ''))),
    insert('organization.role_assignments', [...world.assignments, ...serviceAssignments(desk)].map((one) => assignmentRow(desk, one))),
  ]
}
