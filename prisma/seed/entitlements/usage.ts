import { DAY, HOUR, MINUTE, NOW, SECOND } from '../clock.ts'
import { monthOf } from '../periods.ts'
import { random } from '../random.ts'
import type { Random } from '../random.ts'
import type { World } from '../world.ts'
import type { MemberPlan } from '../world/members.ts'
import type { WorkspacePlan } from '../world/organizations.ts'
import type { KeyPlan } from './catalog.ts'
import type { Materialized } from './materialize.ts'
import type { PoolAssignmentPlan, PoolPlan } from './provisions.ts'
import { chargeQuota, chargeTo, openMonth, openTill } from './till.ts'
import type { CounterPlan, Till } from './till.ts'

export interface UsageEventPlan {
  readonly id: string
  readonly workspace: WorkspacePlan
  readonly type: string
  readonly quantity: number
  readonly at: number
  readonly recordedAt: number
  readonly pool: PoolPlan | null
  readonly key: KeyPlan | null
  readonly periodStart: number | null
  readonly within: number
  readonly credit: number
  readonly overage: number
  readonly late: boolean
  readonly corrects: string | null
  readonly personId: string | null
  readonly serviceAccountId: string | null
  readonly properties: { readonly [key: string]: string | number }
}

export interface Usage {
  readonly events: readonly UsageEventPlan[]
  readonly counters: readonly CounterPlan[]
}

export const EVENTS_PER_SLICE = 20_000
/** Fewer than there are events, so that late ones and corrections find room. */
const METERED_TRIES = 19_800

type EventType = 'api_call' | 'export' | 'ai.tokens' | 'project.created' | 'login'

const EVENT_TYPES: readonly (readonly [number, EventType])[] = [[62, 'api_call'], [12, 'export'], [6, 'ai.tokens'], [6, 'project.created'], [14, 'login']]

function quantityOf(choice: Random, type: EventType): number {
  if (type === 'api_call') return choice.weighted([[5, choice.int(1, 20)], [3, choice.int(20, 90)], [1, choice.int(90, 400)]])
  if (type === 'export') return choice.int(1, 12)
  if (type === 'ai.tokens') return choice.int(5, 120)
  return type === 'project.created' && choice.chance(0.25) ? -1 : 1
}

const ROUTES = ['/v1/items', '/v1/search', '/v1/reports', '/v2/batch'] as const

function propertiesOf(choice: Random, type: string, member: MemberPlan | null): UsageEventPlan['properties'] {
  if (type === 'login') return member === null ? {} : { method: choice.pick(['password', 'sso']), account: member.person.email ?? member.person.local }
  if (type === 'api_call') return { route: choice.pick(ROUTES), status: choice.pick([200, 200, 200, 429]) }
  return choice.chance(0.3) ? { format: choice.pick(['csv', 'json', 'xlsx']) } : {}
}

interface Place {
  readonly supply: Materialized
  readonly assignments: readonly PoolAssignmentPlan[]
  readonly members: readonly MemberPlan[]
  readonly serviceAccounts: ReadonlyMap<string, string>
  readonly endsAt: number
}

type Actor = Pick<UsageEventPlan, 'personId' | 'serviceAccountId'> & { readonly member: MemberPlan | null }

function actorOf(choice: Random, place: Place, workspace: WorkspacePlan, at: number): Actor {
  const kind = choice.weighted([[6, 'person'], [3, 'account'], [1, 'nobody']])
  if (kind === 'person' && place.members.length > 0) {
    const member = choice.pick(place.members)
    if (member.joinedAt < at) return { member, personId: member.person.id, serviceAccountId: null }
  }
  return { member: null, personId: null, serviceAccountId: kind === 'account' ? (place.serviceAccounts.get(workspace.id) ?? null) : null }
}

/** Use comes in bursts within an hour, more of them the nearer to now. */
function momentsOf(choice: Random, place: Place, count: number): number[] {
  const from = place.supply.pool.createdAt + 4 * DAY
  const length = place.endsAt - from - 2 * HOUR
  if (length <= 0) return []
  const moments: number[] = []
  while (moments.length < count) {
    const hour = from + Math.floor(length * Math.sqrt(choice.next()))
    const start = hour - (hour % HOUR)
    const size = choice.int(3, 8)
    for (let i = 0; i < size; i++) moments.push(start + Math.floor((i * HOUR) / size) + choice.int(0, 400) * SECOND)
  }
  return moments.slice(0, count).sort((a, b) => a - b)
}

const unmetered: Pick<UsageEventPlan, 'pool' | 'key' | 'within' | 'credit' | 'overage' | 'periodStart'> =
  { pool: null, key: null, within: 0, credit: 0, overage: 0, periodStart: null }

interface Occurrence {
  readonly workspace: WorkspacePlan
  readonly type: EventType
  readonly at: number
  readonly actor: Actor
}

function eventOf(till: Till, choice: Random, { workspace, type, at, actor }: Occurrence): UsageEventPlan | null {
  const quantity = quantityOf(choice, type)
  const entitlement = type === 'login' ? undefined : till.supply.numerics.find(({ key }) => key.eventType === type)
  const split = type === 'login' ? unmetered : entitlement === undefined ? null : chargeTo(till, entitlement, quantity, at)
  const recordedAt = at + choice.int(1, 9) * SECOND
  const properties = propertiesOf(choice, type, actor.member)
  if (split === null) return null
  return {
    id: till.ids.next('entitlements.usage_events', recordedAt), workspace, type, quantity, at, recordedAt,
    pool: entitlement === undefined ? null : till.supply.pool, key: entitlement?.key ?? null,
    periodStart: split.periodStart, within: split.within, credit: split.credit, overage: split.overage, late: false, corrects: null, personId: actor.personId,
    serviceAccountId: actor.serviceAccountId, properties,
  }
}

/** A burst is one kind of use of one workspace. */
function usageOf(till: Till, choice: Random, place: Place, count: number): UsageEventPlan[] {
  const bursts = new Map<number, { readonly assignment: PoolAssignmentPlan; readonly type: EventType }>()
  return momentsOf(choice, place, count).flatMap((at): UsageEventPlan[] => {
    const hour = at - (at % HOUR)
    const burst = bursts.get(hour) ?? { assignment: choice.pick(place.assignments), type: choice.weighted(EVENT_TYPES) }
    bursts.set(hour, burst)
    const { startsAt, endedAt, workspace } = burst.assignment
    if (at < startsAt || at > (workspace.archivedAt ?? endedAt ?? Infinity)) return []
    const event = eventOf(till, choice, { workspace, type: burst.type, at, actor: actorOf(choice, place, workspace, at) })
    return event === null ? [] : [event]
  })
}

/** What arrives after its month was closed is charged to the running one. */
function lateEvent(till: Till, choice: Random, place: Place): UsageEventPlan | null {
  const month = monthOf(NOW)
  const [assignment] = place.assignments
  const quota = till.supply.numerics.find(({ kind }) => kind === 'QUOTA')
  if (assignment === undefined || quota === undefined || quota.key.eventType === null) return null
  const recordedAt = month.start + 2 * DAY + choice.int(1, 50) * MINUTE
  const quantity = choice.int(1, 5)
  const split = chargeQuota(till, quota, quantity, recordedAt)
  if (split === null) return null
  return {
    id: till.ids.next('entitlements.usage_events', recordedAt), workspace: assignment.workspace, type: quota.key.eventType, quantity,
    at: month.start - choice.int(1, 40) * HOUR, recordedAt,
    pool: till.supply.pool, key: quota.key, ...split, late: true, corrects: null, personId: null,
    serviceAccountId: place.serviceAccounts.get(assignment.workspace.id) ?? null, properties: { queued: 'offline' },
  }
}

/** Takes an event of the running month back, in the reverse order of its split. */
function correctionOf(till: Till, event: UsageEventPlan): UsageEventPlan | null {
  const counter = [...till.counters.values()].find(({ entitlement, start }) => entitlement.key === event.key && start === event.periodStart)
  if (counter === undefined || event.overage > 0 || event.periodStart === null) return null
  counter.used -= event.within
  const recordedAt = event.recordedAt + HOUR
  return {
    ...event, id: till.ids.next('entitlements.usage_events', recordedAt), quantity: -event.quantity, within: -event.within, at: recordedAt,
    recordedAt, corrects: event.id, properties: { correction: 'double import' },
  }
}

/** Late events and corrections stay out of workspaces whose usage is billed, so that their bills are plain sums. */
function specials(till: Till, choice: Random, place: Place, events: readonly UsageEventPlan[]): UsageEventPlan[] {
  const late = lateEvent(till, choice, place)
  const recent = events.filter(({ periodStart, quantity, recordedAt }) => periodStart === monthOf(NOW).start && quantity > 0 && recordedAt < NOW - 2 * HOUR)
  const corrected = recent[0] === undefined ? null : correctionOf(till, recent[0])
  return [late, corrected].filter((one) => one !== null)
}

/** 20 000 events of a slice with the counters that they moved: quotas never overrun where the rules forbid it. */
export function planUsage(world: World, supplies: readonly Materialized[], assignments: readonly PoolAssignmentPlan[], billable: ReadonlySet<PoolPlan>): Usage {
  const choice = random(`${world.brand.slug}/${world.slice}/usage`)
  const serviceAccounts = new Map(world.serviceAccounts.flatMap(({ id, workspace, isDefault }) => (isDefault && workspace !== null ? [[workspace.id, id] as const] : [])))
  const metered = new Set(world.subscriptions.filter(({ items }) => items.some(({ price }) => price.meter !== null)).map(({ account }) => account))
  const weights = supplies.map(({ pool }) => (metered.has(pool.account) ? 5 : pool.account.org.kind === 'ENTERPRISE' ? 3 : pool.account.org.kind === 'TEAM' ? 2 : 1))
  const total = weights.reduce((a, b) => a + b, 0)
  const counters: CounterPlan[] = []
  const events: UsageEventPlan[] = []
  const places = supplies.map((supply): Place => ({
    supply, serviceAccounts,
    assignments: assignments.filter(({ pool, priority }) => pool === supply.pool && priority === 100),
    members: world.members.filter(({ orgId, status }) => orgId === supply.pool.account.org.id && status === 'ACTIVE'),
    endsAt: supply.pool.stopsAt ?? NOW,
  }))
  for (const [i, place] of places.entries()) {
    const till = openTill(world.ids, place.supply, billable)
    const made = usageOf(till, choice, place, Math.floor((METERED_TRIES * (weights[i] ?? 1)) / total))
    const extra = metered.has(place.supply.pool.account) ? [] : specials(till, choice, place, made)
    events.push(...made, ...extra)
    if (place.supply.pool.stopsAt === null) for (const quota of place.supply.numerics) if (quota.kind === 'QUOTA') openMonth(till, quota, monthOf(NOW - 1).start)
    counters.push(...till.counters.values())
  }
  return { events: topUp(world, choice, places, events), counters }
}

/** Refused use is not stored; sign-ins, which nothing limits, fill the count. */
function topUp(world: World, choice: Random, places: readonly Place[], events: readonly UsageEventPlan[]): UsageEventPlan[] {
  const busy = places.filter(({ supply, assignments }) => supply.pool.stopsAt === null && assignments.length > 0)
  const missing = Math.max(0, EVENTS_PER_SLICE - events.length)
  const fill = Array.from({ length: missing }, (): UsageEventPlan => {
    const place = choice.pick(busy)
    const { workspace } = choice.pick(place.assignments)
    const from = workspace.createdAt + DAY
    const hour = from + choice.int(0, Math.floor(((workspace.archivedAt ?? NOW) - from - DAY) / (6 * HOUR))) * 6 * HOUR
    const at = hour + choice.int(0, 50) * MINUTE
    const actor = actorOf(choice, place, workspace, at)
    return {
      id: world.ids.next('entitlements.usage_events', at + SECOND), workspace, type: 'login', quantity: 1, at, recordedAt: at + SECOND, ...unmetered,
      late: false, corrects: null,
      personId: actor.personId, serviceAccountId: actor.serviceAccountId, properties: propertiesOf(choice, 'login', actor.member),
    }
  })
  return [...events, ...fill]
}
