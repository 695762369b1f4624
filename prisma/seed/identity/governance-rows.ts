import { DAY, HOUR, MINUTE, NOW, iso } from '../clock.ts'
import { SEATS } from '../personas.ts'
import { digits } from '../places.ts'
import { kept } from '../rows.ts'
import type { Row } from '../rows.ts'
import type { World } from '../world.ts'
import { MERGED_DUPLICATES, MERGE_WINDOW, mergedAt, originalOf } from '../world/people.ts'
import type { PersonPlan } from '../world/people.ts'
import { DUPLICATES, STAFF } from '../world/seats.ts'
import { personAt } from './desk.ts'
import type { Desk } from './desk.ts'

const HOLD_TYPES = ['TAX', 'REGULATORY', 'FRAUD', 'CONTRACT', 'LITIGATION'] as const

/** Legal duties: on people whose erasure is due, and on a few others. */
export function holdRows({ choice, world }: Desk): Row[] {
  const held = world.people.persons.filter(({ n, status }) => status === 'ERASURE_PENDING' || (n > STAFF.count && n % 53 === 0 && status === 'ACTIVE'))
  const placer = personAt(world, SEATS.privacyOfficer)
  const owner = personAt(world, 0)
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
  const source = personAt(world, DUPLICATES.first)
  const birth = (at: number) => ({ brandId: world.brand.id, id: world.ids.next('identity.retention_holds', at), createdAt: at })
  const [first, copied] = [birth(mergedAt(0) - 30 * DAY), birth(mergedAt(0))]
  const terms = {
    hold_type: 'TAX', legal_basis: '§ 147 AO', jurisdiction: 'DE', matter_reference: null, categories: ['CONTACT'], placed_by_person_id: placer.id,
    expires_at: iso(NOW + 700 * DAY),
    released_by_person_id: null, released_at: null, release_reason: null, status: 'ACTIVE',
  }
  return [
    { ...kept(first), person_id: source.id, placed_at: iso(first.createdAt), carried_from_hold_id: null, ...terms },
    { ...kept(copied), person_id: personAt(world, originalOf(source.n)).id, placed_at: iso(copied.createdAt), carried_from_hold_id: first.id, ...terms },
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
export function mergeRows({ world }: Desk): Row[] {
  return Array.from({ length: DUPLICATES.count }, (_, i) => {
    const source = personAt(world, DUPLICATES.first + i)
    const { status, approved, acknowledged, failure, reversed } = mergeFate(i)
    const at = i < MERGED_DUPLICATES ? mergedAt(i) : NOW - (20 - i) * DAY
    const done = status === 'COMPLETED' || reversed
    return {
      ...kept({ brandId: world.brand.id, id: world.ids.next('identity.person_merges', at - HOUR), createdAt: at - HOUR }, at, approved ? 3 : 1),
      source_person_id: source.id, target_person_id: personAt(world, originalOf(source.n)).id,
      match_confidence: i % 4 === 0 ? null : i % 2 === 0 ? 0.8 : 0.4, match_evidence: { rules: i % 2 === 0 ? ['equal contact_phone'] : ['equal name and country'] },
      source_snapshot: approved ? { id: source.id, displayName: source.full, userIds: [world.people.userOf.get(source.n)?.id ?? ''] } : null,
      requested_by_person_id: personAt(world, 7).id, approved_by_person_id: approved ? personAt(world, SEATS.privacyOfficer).id : null,
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
export function clearanceRows({ world }: Desk): Row[] {
  return GRANTS.map(({ seat, clearance, status }, i) => {
    // those that hold are young, so that they hold for most of a year after the demo world stands still
    const createdAt = NOW - (status === 'ACTIVE' ? 9 - i : 300 - i * 20) * DAY
    const approved = status === 'ACTIVE' || status === 'EXPIRED' || status === 'REVOKED'
    const revoked = status === 'REVOKED'
    return {
      ...kept({ brandId: world.brand.id, id: world.ids.next('identity.clearance_grants', createdAt), createdAt }, createdAt + HOUR, approved ? 2 : 1),
      person_id: personAt(world, seat).id, clearance, reason: `Needed for the duties of the ${clearance.replace('_', ' ')} function`,
      granted_by_person_id: personAt(world, 6).id, approved_by_person_id: approved ? personAt(world, 0).id : null, approved_at: approved ? iso(createdAt + HOUR) : null,
      expires_at: status === 'EXPIRED' ? iso(createdAt + 30 * DAY) : iso(createdAt + 366 * DAY),
      revoked_at: revoked ? iso(createdAt + 40 * DAY) : null, revoked_by_person_id: revoked ? personAt(world, 0).id : null, status,
    }
  })
}
