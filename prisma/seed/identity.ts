import { DAY, HOUR, MINUTE, NOW, iso, isoOrNull } from './clock.ts'
import { DETECTORS_VERSION, redactText } from '../../schema/policy/detectors.ts'
import { digits, documentationAddress } from './places.ts'
import { random } from './random.ts'
import type { Random } from './random.ts'
import { insert, kept } from './rows.ts'
import type { Row, Step } from './rows.ts'
import { dummyPasswordHash, dummyTokenHash, tokenPrefix } from './secrets.ts'
import { bioOf } from './texts.ts'
import { SEATS } from './personas.ts'
import type { World } from './world.ts'
import { DUPLICATES, STAFF, seatOf } from './world/seats.ts'
import { MERGED_DUPLICATES, MERGE_WINDOW, mergedAt, originalOf } from './world/people.ts'
import type { PersonPlan, UserPlan } from './world/people.ts'

/** The world while its identity rows are written. */
interface Desk {
  readonly world: World
  readonly choice: Random
}

function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new RangeError(`the demo world has no ${what}`)
  return value
}

const staff = (world: World, seat: number): PersonPlan => must(world.people.persons[seat], `person ${seat}`)

function registrationOf({ choice }: Desk, person: PersonPlan): string | null {
  if (person.type !== 'HUMAN') return `${person.country.code} HRB ${digits(choice, 6)}`
  return person.status === 'ACTIVE' && choice.chance(0.08) ? digits(choice, 11) : null
}

/** Every second merge filled a field of the survivor, whose row is not fully the survivor's own until the merge cannot be undone. */
const filledBy = new Map(Array.from({ length: MERGED_DUPLICATES }, (_, i) => [originalOf(DUPLICATES.first + i), mergedAt(i) + MERGE_WINDOW] as const).filter((_, i) => i % 2 === 0))

function personRow(desk: Desk, person: PersonPlan): Row {
  const { world } = desk
  const shown = person.status === 'MERGED' || person.status === 'ERASED'
  const target = person.mergedInto === null ? null : staff(world, person.mergedInto)
  const requested = person.erasureRequestedAt
  const held = person.status === 'ERASURE_PENDING' && person.n % 2 === 1
  const changed = person.mergedAt ?? requested
  return {
    ...kept({ brandId: world.brand.id, id: person.id, createdAt: person.createdAt }, changed ?? person.createdAt, changed === null ? 1 : 2),
    person_type: person.type,
    display_name: person.status === 'ERASED' ? 'Erased person' : person.status === 'MERGED' ? 'Merged person' : person.full,
    given_name: person.given, family_name: person.family,
    legal_name: shown ? null : person.type === 'HUMAN' ? (desk.choice.chance(0.3) ? person.full : null) : `${person.full} ${desk.choice.pick(['GmbH', 'Ltd', 'S.A.', 'AB', 'Inc.'])}`,
    registration_number: registrationOf(desk, person),
    contact_email: person.email, contact_phone: person.phone,
    country_code: person.status === 'ERASED' ? null : person.country.code, timezone: person.country.zone,
    status: person.status, merged_into_person_id: target?.id ?? null,
    erasure_requested_at: isoOrNull(requested), erasure_due_at: requested === null ? null : iso(requested + 30 * DAY),
    erased_categories: person.status === 'ERASED' ? ['CONTACT', 'GOVERNMENT_ID', 'PAYMENT_CARD', 'ONLINE_IDENTIFIER'] : [],
    erasure_blocked_reason: held ? 'RETENTION_HOLD' : null,
    erased_at: person.status === 'ERASED' && requested !== null ? iso(requested + 31 * DAY) : null,
    self_after: isoOrNull(filledBy.get(person.n) ?? null),
  }
}

const ISSUER = 'https://login.example.com/realms/'

function userRow(desk: Desk, user: UserPlan): Row {
  const { choice, world } = desk
  const gone = user.status === 'ERASED' || user.status === 'DEACTIVATED'
  const external = !gone && choice.chance(0.4)
  const bio = user.status === 'ERASED' ? null : bioOf(choice, user)
  const lastLogin = choice.chance(0.18) ? null : user.createdAt + choice.int(1, Math.floor((NOW - user.createdAt) / HOUR) - 1) * HOUR
  const endedAt = user.status === 'DEACTIVATED' ? NOW - choice.int(2, 9) * DAY : null
  const versions = gone || user.status === 'LOCKED' ? 2 : 1
  return {
    ...kept({ brandId: world.brand.id, id: user.id, createdAt: user.createdAt }, endedAt ?? lastLogin ?? user.createdAt, versions),
    person_id: staff(world, user.person).id,
    idp_issuer: external ? `${ISSUER}${world.brand.slug}` : null, idp_subject: external ? `${user.username}@${world.brand.slug}` : null,
    username: user.username, email: user.email, email_verified: !gone && choice.chance(0.9), full_name: user.full,
    bio, bio_redacted: bio === null ? null : redactText(bio), redaction_version: bio === null ? null : DETECTORS_VERSION,
    password_hash: external || gone ? null : dummyPasswordHash(choice),
    role: user.role, locale: user.locale, status: user.status,
    failed_login_count: user.status === 'LOCKED' ? 5 : choice.weighted([[20, 0], [2, 1], [1, 2]]),
    locked_until: user.status === 'LOCKED' ? iso(NOW + choice.int(2, 14) * MINUTE) : null,
    last_login_at: user.status === 'ERASED' ? null : isoOrNull(lastLogin),
    idp_synced_at: external ? iso(user.createdAt + HOUR) : null, idp_version: external ? choice.int(1, 40) : 0,
    deactivated_at: isoOrNull(endedAt), self_after: isoOrNull(user.selfAfter),
  }
}

type Ending = { readonly status: 'ACTIVE' | 'EXPIRED' | 'REVOKED'; readonly revoked_at: string | null; readonly revoked_reason: string | null }

/** How a credential stands that was made then and runs until then. */
function endingOf(choice: Random, createdAt: number, expiresAt: number, reasons: readonly string[]): Ending {
  if (choice.chance(0.15)) {
    const until = Math.min(expiresAt, NOW)
    return { status: 'REVOKED', revoked_at: iso(createdAt + Math.floor((until - createdAt) * choice.next())), revoked_reason: choice.pick(reasons) }
  }
  return { status: expiresAt <= NOW ? 'EXPIRED' : 'ACTIVE', revoked_at: null, revoked_reason: null }
}

const AGENTS = ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) Safari/605.1.15', 'veil-cli/1.4'] as const
const METHODS = [['pwd'], ['pwd', 'otp'], ['webauthn'], ['sso']] as const

function sessionRow({ choice, world }: Desk, user: UserPlan): Row {
  const createdAt = Math.max(user.createdAt + HOUR, NOW - choice.int(1, 120 * 24) * HOUR - 5 * MINUTE)
  const expiresAt = createdAt + choice.pick([1, 7, 30]) * DAY
  const methods = choice.pick(METHODS)
  const seenAt = Math.min(createdAt + choice.int(0, 20) * HOUR, NOW, expiresAt)
  const old = createdAt < NOW - 90 * DAY
  return {
    ...kept({ brandId: world.brand.id, id: world.ids.next('identity.sessions', createdAt), createdAt }, seenAt),
    user_id: user.id, session_token: dummyTokenHash(choice), hash_key_version: 1,
    idp_session_id: methods[0] === 'sso' ? choice.hex(16) : null,
    last_login_ip: old ? null : documentationAddress(choice), user_agent: old ? null : choice.pick(AGENTS),
    auth_methods: [...methods], assurance_level: methods.length > 1 || methods[0] === 'webauthn' ? 2 : 1,
    last_seen_at: iso(seenAt), idle_expires_at: iso(Math.min(expiresAt, seenAt + DAY)), expires_at: iso(expiresAt),
    ...endingOf(choice, createdAt, Math.min(expiresAt, seenAt + DAY), ['LOGOUT', 'ADMIN', 'PASSWORD_CHANGED']),
  }
}

const SCOPES = [['organization.workspace.read'], ['billing.*'], ['entitlements.usage_event.*', 'support.ticket.read'], ['*']] as const

function tokenRow({ choice, world }: Desk, user: UserPlan, i: number): Row {
  const createdAt = Math.max(user.createdAt + DAY, NOW - choice.int(10, 300) * DAY)
  const expiresAt = createdAt + choice.pick([30, 90, 90, 366]) * DAY
  const usedAt = choice.chance(0.3) ? null : Math.min(createdAt + choice.int(1, 9) * DAY, NOW - HOUR)
  return {
    ...kept({ brandId: world.brand.id, id: world.ids.next('identity.personal_access_tokens', createdAt), createdAt }),
    person_id: staff(world, user.person).id, user_id: user.id, name: choice.pick(['laptop', 'reports', `script of ${user.full}`]),
    token_prefix: tokenPrefix(choice, 'vgp'), token_hash: dummyTokenHash(choice), hash_key_version: 1, scopes: [...choice.pick(SCOPES)],
    allowed_cidrs: i % 6 === 0 ? ['198.51.100.0/24', '2001:db8::/48'] : [],
    expires_at: iso(expiresAt), last_used_at: isoOrNull(usedAt), last_used_ip: usedAt === null ? null : documentationAddress(choice),
    ...endingOf(choice, createdAt, expiresAt, ['USER', 'ADMIN', 'LEAKED']),
  }
}

const HOLD_TYPES = ['TAX', 'REGULATORY', 'FRAUD', 'CONTRACT', 'LITIGATION'] as const

/** Legal duties: on people whose erasure is due, and on a few others. */
function holdRows({ choice, world }: Desk): Row[] {
  const held = world.people.persons.filter(({ n, status }) => status === 'ERASURE_PENDING' || (n > STAFF.count && n % 53 === 0 && status === 'ACTIVE'))
  const placer = staff(world, SEATS.privacyOfficer)
  const owner = staff(world, 0)
  const rows = held.map((person, i) => {
    const type = HOLD_TYPES[i % HOLD_TYPES.length] ?? 'TAX'
    const createdAt = Math.max(person.createdAt + DAY, NOW - (200 - i * 7) * DAY)
    const blocked = person.status === 'ERASURE_PENDING' && person.n % 2 === 1
    const status = blocked ? 'ACTIVE' : choice.weighted([[3, 'ACTIVE'], [2, 'RELEASED'], [1, type === 'LITIGATION' ? 'ACTIVE' : 'EXPIRED']])
    const released = status === 'RELEASED'
    return {
      ...kept(
        { brandId: world.brand.id, id: world.ids.next('identity.retention_holds', createdAt), createdAt }, released ? NOW - 3 * DAY : createdAt,
        released ? 2 : 1,
      ),
      person_id: person.id, hold_type: type, legal_basis: choice.pick(['§ 147 AO', 'Art. 6 GDPR, contract', 'Court order', 'AML record keeping']),
      jurisdiction: choice.chance(0.7) ? person.country.code : null, matter_reference: choice.chance(0.5) ? `Case ${digits(choice, 4)}/2026` : null,
      categories: blocked ? ['GOVERNMENT_ID'] : i % 3 === 0 ? ['ALL'] : ['CONTACT', 'PAYMENT_CARD'],
      placed_by_person_id: placer.id, placed_at: iso(createdAt),
      expires_at: type === 'LITIGATION' ? null : status === 'EXPIRED' ? iso(NOW - 2 * DAY) : choice.chance(0.5) ? iso(NOW + 400 * DAY) : null,
      carried_from_hold_id: null,
      released_by_person_id: released ? owner.id : null, released_at: released ? iso(NOW - 3 * DAY) : null,
      release_reason: released ? 'The duty has ended' : null, status,
    }
  })
  return [...rows, ...carriedHolds(world, placer)]
}

/** A hold on somebody who was merged stands, and its copy binds the survivor. */
function carriedHolds(world: World, placer: PersonPlan): Row[] {
  const source = staff(world, DUPLICATES.first)
  const birth = (at: number) => ({ brandId: world.brand.id, id: world.ids.next('identity.retention_holds', at), createdAt: at })
  const [first, copied] = [birth(mergedAt(0) - 30 * DAY), birth(mergedAt(0))]
  const terms = {
    hold_type: 'TAX', legal_basis: '§ 147 AO', jurisdiction: 'DE', matter_reference: null, categories: ['CONTACT'], placed_by_person_id: placer.id,
    expires_at: iso(NOW + 700 * DAY),
    released_by_person_id: null, released_at: null, release_reason: null, status: 'ACTIVE',
  }
  return [
    { ...kept(first), person_id: source.id, placed_at: iso(first.createdAt), carried_from_hold_id: null, ...terms },
    { ...kept(copied), person_id: staff(world, originalOf(source.n)).id, placed_at: iso(copied.createdAt), carried_from_hold_id: first.id, ...terms },
  ]
}

const MERGE_MODULES = ['organization', 'entitlements', 'billing', 'support'] as const

type MergeFate = { readonly status: string; readonly approved: boolean; readonly acknowledged: readonly string[]; readonly failure: string | null; readonly reversed: boolean }

function mergeFate(i: number): MergeFate {
  const base = { approved: true, acknowledged: [...MERGE_MODULES], failure: null, reversed: false }
  if (i < MERGED_DUPLICATES - 1) return { ...base, status: 'COMPLETED' }
  if (i === MERGED_DUPLICATES - 1) return { ...base, status: 'RUNNING', acknowledged: ['organization'] }
  if (i === MERGED_DUPLICATES) return { ...base, status: 'PENDING', approved: false, acknowledged: [] }
  if (i === MERGED_DUPLICATES + 1) return { ...base, status: 'REJECTED', approved: false, acknowledged: [] }
  return { ...base, status: 'REVERSED', failure: 'Two different people', reversed: true }
}

/** Duplicates and what became of them: merged, waiting, refused, undone. */
function mergeRows({ world }: Desk): Row[] {
  return Array.from({ length: DUPLICATES.count }, (_, i) => {
    const source = staff(world, DUPLICATES.first + i)
    const { status, approved, acknowledged, failure, reversed } = mergeFate(i)
    const at = i < MERGED_DUPLICATES ? mergedAt(i) : NOW - (20 - i) * DAY
    const done = status === 'COMPLETED' || reversed
    return {
      ...kept({ brandId: world.brand.id, id: world.ids.next('identity.person_merges', at - HOUR), createdAt: at - HOUR }, at, approved ? 3 : 1),
      source_person_id: source.id, target_person_id: staff(world, originalOf(source.n)).id,
      match_confidence: i % 4 === 0 ? null : i % 2 === 0 ? 0.8 : 0.4, match_evidence: { rules: i % 2 === 0 ? ['equal contact_phone'] : ['equal name and country'] },
      source_snapshot: approved ? { id: source.id, displayName: source.full, userIds: [world.people.userOf.get(source.n)?.id ?? ''] } : null,
      requested_by_person_id: staff(world, 7).id, approved_by_person_id: approved ? staff(world, SEATS.privacyOfficer).id : null,
      approved_at: approved ? iso(at) : null,
      required_modules: approved ? [...MERGE_MODULES] : [], acknowledged_modules: [...acknowledged],
      completed_at: done ? iso(at + 5 * MINUTE) : null, reversible_until: approved ? iso(at + MERGE_WINDOW) : null, reversed_at: reversed ? iso(at + 2 * DAY) : null,
      failure_reason: failure, status,
    }
  })
}

interface GrantSketch {
  readonly seat: number
  readonly clearance: string
  readonly status: 'PENDING' | 'ACTIVE' | 'REJECTED' | 'EXPIRED' | 'REVOKED'
}

const GRANTS: readonly GrantSketch[] = [
  { seat: SEATS.privacyOfficer, clearance: 'privacy_officer', status: 'ACTIVE' },
  { seat: SEATS.supportLead, clearance: 'support_lead', status: 'ACTIVE' },
  { seat: 17, clearance: 'auditor', status: 'ACTIVE' },
  { seat: 18, clearance: 'analyst', status: 'PENDING' },
  { seat: 19, clearance: 'support', status: 'REJECTED' },
  { seat: 20, clearance: 'support', status: 'EXPIRED' },
  { seat: 21, clearance: 'privacy_officer', status: 'REVOKED' },
  { seat: 7, clearance: 'support_lead', status: 'EXPIRED' },
]

/** Asked for by the brand's admin, approved by its owner; the privacy officer's own by nobody who holds it. */
function clearanceRows({ world }: Desk): Row[] {
  return GRANTS.map(({ seat, clearance, status }, i) => {
    const createdAt = NOW - (300 - i * 20) * DAY
    const approved = status === 'ACTIVE' || status === 'EXPIRED' || status === 'REVOKED'
    const revoked = status === 'REVOKED'
    return {
      ...kept({ brandId: world.brand.id, id: world.ids.next('identity.clearance_grants', createdAt), createdAt }, createdAt + HOUR, approved ? 2 : 1),
      person_id: staff(world, seat).id, clearance, reason: `Needed for the duties of the ${clearance.replace('_', ' ')} function`,
      granted_by_person_id: staff(world, 6).id, approved_by_person_id: approved ? staff(world, 0).id : null, approved_at: approved ? iso(createdAt + HOUR) : null,
      expires_at: status === 'EXPIRED' ? iso(createdAt + 30 * DAY) : iso(createdAt + 365 * DAY),
      revoked_at: revoked ? iso(createdAt + 40 * DAY) : null, revoked_by_person_id: revoked ? staff(world, 0).id : null, status,
    }
  })
}

/** Who works where, as organization's events told it: one row a membership and one a personal assignment. */
function visibilityRows({ world }: Desk): Row[] {
  const archived = (workspace: { readonly status: string } | null) => workspace?.status === 'ARCHIVED' || workspace?.status === 'DELETED'
  const base = { brand_id: world.brand.id }
  const members = world.members.map((member) => ({
    ...base, ...kept({ brandId: world.brand.id, id: world.ids.next('identity.person_visibility', member.joinedAt), createdAt: member.joinedAt }),
    person_id: member.person.id, user_id: member.userId, org_id: member.orgId, workspace_id: member.workspace?.id ?? null,
    source_type: 'MEMBER', source_id: member.id, source_version: member.version, starts_at: iso(member.joinedAt), expires_at: null,
    is_active: member.status === 'ACTIVE',
  }))
  const assignments = world.assignments.flatMap((one) => (one.person === null ? [] : [{
    ...base, ...kept({ brandId: world.brand.id, id: world.ids.next('identity.person_visibility', one.startsAt), createdAt: one.startsAt }),
    person_id: one.person.id, user_id: one.userId, org_id: one.orgId, workspace_id: one.workspace?.id ?? null,
    source_type: 'ASSIGNMENT', source_id: one.id, source_version: one.status === 'ACTIVE' ? 1 : 2, starts_at: iso(one.startsAt),
    expires_at: isoOrNull(one.expiresAt),
    is_active: one.status === 'ACTIVE' && !archived(one.workspace),
  }]))
  return [...members, ...assignments]
}

function counterRows({ choice, world }: Desk): Row[] {
  return Array.from({ length: 30 }, (_, i) => {
    const failures = choice.int(1, 11)
    const createdAt = NOW - choice.int(1, 20) * HOUR
    return {
      ...kept({ brandId: world.brand.id, id: world.ids.next('identity.sign_in_counters', createdAt), createdAt }, createdAt + MINUTE, failures),
      kind: i % 3 === 0 ? 'ADDRESS' : 'EMAIL', key_hmac: choice.hex(64), failures, locked_until: failures >= 5 ? iso(NOW + 10 * MINUTE) : null,
    }
  })
}

export function identitySteps(world: World): Step[] {
  const desk: Desk = { world, choice: random(`${world.brand.slug}/${world.slice}/identity`) }
  const { persons, users } = world.people
  // The survivors of merges come first: a stub points to one.
  const inOrder = [...persons.filter(({ status }) => status !== 'MERGED'), ...persons.filter(({ status }) => status === 'MERGED')]
  const signedIn = users.filter(({ status }) => status === 'ACTIVE')
  const programmers = signedIn.filter((_, i) => i % 5 === 2 || seatOf(0).persons.slice(0, 4).includes(i))
  return [
    insert('identity.persons', inOrder.map((person) => personRow(desk, person))),
    insert('identity.users', users.map((user) => userRow(desk, user))),
    insert('identity.personal_access_tokens', programmers.map((user, i) => tokenRow(desk, user, i))),
    insert('identity.sessions', signedIn.flatMap((user) => Array.from({ length: desk.choice.int(0, 4) }, () => sessionRow(desk, user)))),
    insert('identity.retention_holds', holdRows(desk)),
    insert('identity.person_merges', mergeRows(desk)),
    insert('identity.clearance_grants', clearanceRows(desk)),
    insert('identity.person_visibility', visibilityRows(desk)),
    insert('identity.sign_in_counters', counterRows(desk)),
  ]
}
