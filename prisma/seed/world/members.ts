import { DAY, HOUR, NOW } from '../clock.ts'
import type { IdSource } from '../ids.ts'
import { ADMINISTERED_WORKSPACES, SEATS } from '../personas.ts'
import { random } from '../random.ts'
import type { Random } from '../random.ts'
import type { Brand } from './brands.ts'
import type { OrgPlan, WorkspacePlan } from './organizations.ts'
import type { People, PersonPlan } from './people.ts'
import { systemRoleId } from './roles.ts'
import type { SystemRoleKey } from './roles.ts'
import { seatOf } from './seats.ts'

export interface MemberPlan {
  readonly id: string
  readonly orgId: string
  readonly person: PersonPlan
  readonly userId: string | null
  readonly roleId: string
  readonly workspace: WorkspacePlan | null
  readonly joinedAt: number
  readonly status: 'ACTIVE' | 'SUSPENDED' | 'REMOVED'
  readonly endedAt: number | null
  readonly removedReason: string | null
  /** Joined by an invitation that was accepted. */
  readonly invited: boolean
  readonly version: number
}

export interface AssignmentPlan {
  readonly id: string
  readonly orgId: string
  readonly roleId: string
  readonly person: PersonPlan | null
  readonly userId: string | null
  readonly serviceAccountId: string | null
  readonly workspace: WorkspacePlan | null
  readonly startsAt: number
  readonly expiresAt: number | null
  readonly revokedAt: number | null
  readonly grantedBy: PersonPlan
  readonly status: 'ACTIVE' | 'EXPIRED' | 'REVOKED'
}

interface Staffing {
  readonly brand: Brand
  readonly people: People
  readonly ids: IdSource
  readonly choice: Random
}

type Ending = Pick<MemberPlan, 'status' | 'endedAt' | 'removedReason'>

/** Enterprises and teams lose and suspend some members; closed organizations lose all. */
function endingOf(org: OrgPlan, position: number, joinedAt: number, choice: Random): Ending {
  if (org.closedAt !== null) return { status: 'REMOVED', endedAt: org.closedAt, removedReason: 'ORG_CLOSED' }
  const safe = position < 5 || NOW - joinedAt < 10 * DAY
  const status = safe ? 'ACTIVE' : choice.weighted<MemberPlan['status']>([[94, 'ACTIVE'], [2, 'SUSPENDED'], [4, 'REMOVED']])
  if (status === 'ACTIVE') return { status, endedAt: null, removedReason: null }
  const endedAt = joinedAt + choice.int(1, Math.floor((NOW - joinedAt) / DAY) - 1) * DAY + 3 * HOUR
  return { status, endedAt, removedReason: status === 'REMOVED' ? choice.pick(['LEFT', 'REMOVED']) : null }
}

/** Home workspace: the first three members have the first one, the rest any that lives, some none. */
function homeOf(org: OrgPlan, position: number, choice: Random): WorkspacePlan | null {
  const living = org.workspaces.filter(({ status }) => status === 'ACTIVE')
  if (living.length === 0) return null
  if (position < 4) return living[0] ?? null
  return choice.chance(0.08) ? null : choice.pick(living)
}

function planMember(org: OrgPlan, position: number, person: PersonPlan, from: number, { brand, people, ids, choice }: Staffing): MemberPlan {
  const joinedAt = Math.max(from, person.createdAt) + (position === 0 ? 2 * HOUR : 30 * 60_000)
  const user = people.userOf.get(person.n)
  const ending = endingOf(org, position, joinedAt, choice)
  return {
    id: ids.next('organization.org_members', joinedAt),
    orgId: org.id,
    person,
    userId: user === undefined || choice.chance(0.02) && position > 3 ? null : user.id,
    roleId: systemRoleId(brand, position === 0 ? 'org.owner' : 'org.member'),
    workspace: homeOf(org, position, choice),
    joinedAt,
    ...ending,
    invited: position > 3 && choice.chance(0.3),
    version: ending.status === 'ACTIVE' ? 1 : 2,
  }
}

/** Members of an organization: those who sit there, and guests from the organization before it. */
export function planMembers(orgs: readonly OrgPlan[], staffing: Omit<Staffing, 'choice'>, slice: number): MemberPlan[] {
  const own = { ...staffing, choice: random(`${staffing.brand.slug}/${slice}/members`) }
  return orgs.flatMap((org) => {
    const at = (n: number, position: number, from: number) => {
      const person = own.people.persons[n]
      if (person === undefined) throw new RangeError(`no person ${n}`)
      return planMember(org, position, person, from, own)
    }
    const members = seatOf(org.n).persons.map((n, position) => at(n, position, org.createdAt - 2 * HOUR))
    const guests = org.kind === 'PERSONAL' || org.n === 0 ? [] : seatOf(org.n - 1).persons.slice(5, 7).map((n, i) => at(n, 60 + i, org.createdAt + 20 * DAY))
    return [...members, ...guests]
  })
}

interface Wish {
  readonly key: SystemRoleKey
  readonly person: PersonPlan
  readonly workspace: WorkspacePlan | null
  readonly fixed: boolean
}

/** Organization 0 of slice 0 has the personas; every organization has an administrator and somebody for the bills. */
function wishesOf(org: OrgPlan, members: readonly MemberPlan[], slice: number, choice: Random): Wish[] {
  const [, second, third, fourth] = members
  if (org.kind === 'PERSONAL' || second === undefined || third === undefined || fourth === undefined) return []
  const personaOrg = org.n === 0 && slice === 0
  const wishes: Wish[] = [{ key: 'org.billing_manager', person: fourth.person, workspace: null, fixed: true }]
  if (personaOrg) {
    for (const n of ADMINISTERED_WORKSPACES) wishes.push({ key: 'workspace.admin', person: second.person, workspace: org.workspaces[n] ?? null, fixed: true })
    wishes.push({ key: 'workspace.editor', person: third.person, workspace: org.workspaces[0] ?? null, fixed: true })
  } else wishes.push({ key: 'org.admin', person: second.person, workspace: null, fixed: true })
  if (org.kind === 'ENTERPRISE') wishes.push({ key: 'org.auditor', person: members[4]?.person ?? third.person, workspace: null, fixed: true })
  for (const member of members.slice(5)) {
    if (member.workspace === null || !choice.chance(0.6)) continue
    const key = choice.weighted<SystemRoleKey>([[1, 'workspace.admin'], [5, 'workspace.editor'], [3, 'workspace.viewer']])
    wishes.push({ key, person: member.person, workspace: choice.chance(0.05) ? null : member.workspace, fixed: false })
  }
  return wishes
}

type Term = Pick<AssignmentPlan, 'startsAt' | 'expiresAt' | 'revokedAt' | 'status'>

function termOf(startsAt: number, fixed: boolean, choice: Random): Term {
  const open: Term = { startsAt, expiresAt: null, revokedAt: null, status: 'ACTIVE' }
  const age = NOW - startsAt
  if (fixed || age < 40 * DAY) return open
  return choice.weighted<() => Term>([
    [80, () => open],
    [6, () => ({ ...open, expiresAt: NOW + choice.int(1, 60) * DAY })],
    [7, () => ({ ...open, expiresAt: startsAt + 30 * DAY, status: 'EXPIRED' })],
    [7, () => ({ ...open, revokedAt: startsAt + choice.int(2, 35) * DAY, status: 'REVOKED' })],
  ])()
}

export function planAssignments(orgs: readonly OrgPlan[], members: readonly MemberPlan[], { brand, ids }: Omit<Staffing, 'choice'>, slice: number): AssignmentPlan[] {
  const choice = random(`${brand.slug}/${slice}/assignments`)
  const planned = orgs.flatMap((org) => {
    const all = members.filter(({ orgId }) => orgId === org.id)
    const active = all.filter(({ status }) => status !== 'REMOVED')
    return wishesOf(org, active, slice, choice).map(({ key, person, workspace, fixed }) => {
      const member = active.find((one) => one.person === person)
      const term = termOf((member?.joinedAt ?? org.createdAt) + HOUR, fixed, choice)
      return {
        id: ids.next('organization.role_assignments', term.startsAt),
        orgId: org.id,
        roleId: systemRoleId(brand, key),
        person,
        userId: member?.userId ?? null,
        serviceAccountId: null,
        workspace,
        grantedBy: org.owner,
        ...term,
      }
    })
  })
  return [...planned, ...overviews(orgs, members, { brand, ids }, slice)]
}

/** The persona who pays the bills of organization 0 sees for which workspaces; numbered last, so that no other id depends on it. */
function overviews(orgs: readonly OrgPlan[], members: readonly MemberPlan[], { brand, ids }: Pick<Staffing, 'brand' | 'ids'>, slice: number): AssignmentPlan[] {
  const org = orgs.find(({ n }) => n === 0 && slice === 0)
  const member = members.find(({ orgId, person }) => orgId === org?.id && person.n === SEATS.billingAdmin)
  if (org === undefined || member === undefined) return []
  const startsAt = member.joinedAt + HOUR
  return [{
    id: ids.next('organization.role_assignments', startsAt), orgId: org.id, roleId: systemRoleId(brand, 'workspace.viewer'), person: member.person,
    userId: member.userId, serviceAccountId: null, workspace: null, grantedBy: org.owner, startsAt, expiresAt: null, revokedAt: null, status: 'ACTIVE',
  }]
}
