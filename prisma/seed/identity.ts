import { HOUR, MINUTE, NOW, iso, isoOrNull } from './clock.ts'
import { sessionRow, tokenRow } from './identity/credential-rows.ts'
import type { Desk } from './identity/desk.ts'
import { clearanceRows, holdRows, mergeRows } from './identity/governance-rows.ts'
import { personRow, userRow } from './identity/person-rows.ts'
import { random } from './random.ts'
import { insert, kept } from './rows.ts'
import type { Row, Step } from './rows.ts'
import type { World } from './world.ts'
import { seatOf } from './world/seats.ts'

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
