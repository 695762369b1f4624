import { DETECTORS_VERSION, redactText } from '../../../schema/policy/detectors.ts'
import { DAY, HOUR, MINUTE, NOW, iso, isoOrNull } from '../clock.ts'
import { digits } from '../places.ts'
import { kept } from '../rows.ts'
import type { Row } from '../rows.ts'
import { dummyPasswordHash } from '../secrets.ts'
import { bioOf } from '../texts.ts'
import { MERGED_DUPLICATES, MERGE_WINDOW, mergedAt, originalOf } from '../world/people.ts'
import type { PersonPlan, UserPlan } from '../world/people.ts'
import { DUPLICATES } from '../world/seats.ts'
import { personAt } from './desk.ts'
import type { Desk } from './desk.ts'

function registrationOf({ choice }: Desk, person: PersonPlan): string | null {
  if (person.type !== 'HUMAN') return `${person.country.code} HRB ${digits(choice, 6)}`
  return person.status === 'ACTIVE' && choice.chance(0.08) ? digits(choice, 11) : null
}

/** Every second merge filled a field of the survivor, whose row is not fully the survivor's own until the merge cannot be undone. */
const filledBy = new Map(Array.from({ length: MERGED_DUPLICATES }, (_, i) => [originalOf(DUPLICATES.first + i), mergedAt(i) + MERGE_WINDOW] as const).filter((_, i) => i % 2 === 0))

export function personRow(desk: Desk, person: PersonPlan): Row {
  const { world } = desk
  const shown = person.status === 'MERGED' || person.status === 'ERASED'
  const target = person.mergedInto === null ? null : personAt(world, person.mergedInto)
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

export function userRow(desk: Desk, user: UserPlan): Row {
  const { choice, world } = desk
  const gone = user.status === 'ERASED' || user.status === 'DEACTIVATED'
  const external = !gone && choice.chance(0.4)
  const bio = user.status === 'ERASED' ? null : bioOf(choice, user)
  const lastLogin = choice.chance(0.18) ? null : user.createdAt + choice.int(1, Math.floor((NOW - user.createdAt) / HOUR) - 1) * HOUR
  const endedAt = user.status === 'DEACTIVATED' ? NOW - choice.int(2, 9) * DAY : null
  const versions = gone || user.status === 'LOCKED' ? 2 : 1
  return {
    ...kept({ brandId: world.brand.id, id: user.id, createdAt: user.createdAt }, endedAt ?? lastLogin ?? user.createdAt, versions),
    person_id: personAt(world, user.person).id,
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
