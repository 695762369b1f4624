import { DAY, HOUR, MINUTE, NOW } from '../clock.ts'
import type { Random } from '../random.ts'
import { random } from '../random.ts'
import type { World } from '../world.ts'
import type { AccountPlan } from '../world/accounts.ts'
import type { WorkspacePlan } from '../world/organizations.ts'
import type { PersonPlan } from '../world/people.ts'
import type { ItemPlan, SubscriptionPlan } from '../world/subscription-plan.ts'
import { setOnSale } from './catalog.ts'
import type { Capabilities, KeyPlan, RulePlan, SetPlan } from './catalog.ts'

export interface PoolPlan {
  readonly id: string
  readonly account: AccountPlan
  readonly name: string
  readonly createdAt: number
  readonly status: 'ACTIVE' | 'SUSPENDED' | 'CLOSED'
  /** From here on the pool gives nothing. */
  readonly stopsAt: number | null
}

export interface PoolAssignmentPlan {
  readonly id: string
  readonly pool: PoolPlan
  readonly workspace: WorkspacePlan
  readonly priority: number
  readonly filter: readonly string[]
  readonly startsAt: number
  readonly endedAt: number | null
  readonly status: 'ACTIVE' | 'PAUSED' | 'ENDED'
}

export type Cause = 'PROVISION_STARTED' | 'QUANTITY_CHANGED' | 'SUSPENDED' | 'RESUMED' | 'ENDED'

/** The state of a provision from an instant on. */
export interface Phase {
  readonly at: number
  readonly active: boolean
  readonly quantity: number
  readonly cause: Cause
}

export interface GrantPlan {
  readonly id: string
  readonly pool: PoolPlan
  readonly set: SetPlan | null
  readonly rule: RulePlan | null
  readonly reason: string
  readonly by: PersonPlan
  readonly startsAt: number
  readonly expiresAt: number | null
  readonly revokedAt: number | null
  readonly status: 'ACTIVE' | 'EXPIRED' | 'REVOKED'
}

export interface ProvisionPlan {
  readonly id: string
  readonly pool: PoolPlan
  readonly source: 'SUBSCRIPTION' | 'PURCHASE' | 'GRANT' | 'DEFAULT'
  readonly subscription: SubscriptionPlan | null
  readonly item: ItemPlan | null
  readonly purchaseId: string | null
  readonly priceId: string | null
  readonly productId: string | null
  readonly grant: GrantPlan | null
  readonly set: SetPlan | null
  readonly rules: readonly RulePlan[]
  readonly priority: number
  readonly anchorAt: number
  readonly startsAt: number
  /** Known end, past or to come. */
  readonly endsAt: number | null
  readonly phases: readonly Phase[]
}

export interface Supply {
  readonly pools: readonly PoolPlan[]
  readonly assignments: readonly PoolAssignmentPlan[]
  readonly grants: readonly GrantPlan[]
  readonly provisions: readonly ProvisionPlan[]
}

const POOL_NAMES = ['Default', 'Second budget'] as const
const PRIORITIES = { SUBSCRIPTION: 100, PURCHASE: 200, GRANT: 150, DEFAULT: 1000 } as const

function planPool(world: World, account: AccountPlan): PoolPlan {
  const { org } = account
  const createdAt = account.createdAt + MINUTE
  return {
    id: world.ids.next('entitlements.resource_pools', createdAt), account, createdAt,
    name: account.number.endsWith('1') ? POOL_NAMES[0] : POOL_NAMES[1],
    status: org.status, stopsAt: org.closedAt ?? org.suspendedAt,
  }
}

/** Every workspace draws on the pool of its payer; in enterprises the first workspace may draw on the second pool too. */
function planPoolAssignments(world: World, pools: readonly PoolPlan[], choice: Random): PoolAssignmentPlan[] {
  const assign = (pool: PoolPlan, workspace: WorkspacePlan, rest: Partial<PoolAssignmentPlan> = {}): PoolAssignmentPlan => {
    const startsAt = Math.max(pool.createdAt, workspace.createdAt) + MINUTE
    const endedAt = workspace.status === 'DELETED' ? workspace.archivedAt : null
    const status = endedAt !== null ? 'ENDED' : workspace.status === 'ARCHIVED' ? 'PAUSED' : 'ACTIVE'
    return { id: world.ids.next('entitlements.pool_assignments', startsAt), pool, workspace, priority: 100, filter: [], startsAt, endedAt, status, ...rest }
  }
  const own = pools.flatMap((pool) => pool.account.workspaces.map((workspace) => assign(pool, workspace)))
  const second = pools.filter(({ name }) => name === POOL_NAMES[1]).flatMap((pool) => {
    const [first] = pool.account.org.workspaces
    if (first === undefined || pool.account.org.n === 0) return []
    const over = choice.chance(0.4) ? { endedAt: NOW - choice.int(20, 60) * DAY, status: 'ENDED' as const } : {}
    return [assign(pool, first, { priority: 200, filter: ['api_calls', 'exports'], ...over })]
  })
  return [...own, ...second]
}

/** Access is on in TRIALING, ACTIVE and PAST_DUE; it follows the changes of the subscription. */
function phasesOf(item: ItemPlan, subscription: SubscriptionPlan): Phase[] {
  const marks: Phase[] = []
  let quantity = 1
  const add = (at: number, active: boolean, cause: Cause) => marks.push({ at, active, quantity, cause })
  for (const step of item.seats) {
    quantity = Math.max(1, step.seats)
    add(step.at, true, marks.length === 0 ? 'PROVISION_STARTED' : 'QUANTITY_CHANGED')
  }
  const events = subscription.changes.filter(({ at }) => at > item.addedAt && at < (item.removedAt ?? Infinity))
  for (const { type, at } of events) {
    quantity = Math.max(1, item.seats.reduce((seats, step) => (step.at <= at ? step.seats : seats), 1))
    if (type === 'PAUSED' || type === 'MARKED_UNPAID') add(at, false, 'SUSPENDED')
    if (type === 'RESUMED') add(at, true, 'RESUMED')
  }
  const end = item.removedAt ?? subscription.endedAt
  if (end !== null) add(end, false, 'ENDED')
  return marks.sort((a, b) => a.at - b.at)
}

function stopWithPool(phases: readonly Phase[], { status, stopsAt }: PoolPlan): Phase[] {
  if (stopsAt === null) return [...phases]
  const before = phases.filter(({ at }) => at < stopsAt)
  const last = before.at(-1)
  if (last === undefined || !last.active) return before
  return [...before, { at: stopsAt, active: false, quantity: last.quantity, cause: status === 'CLOSED' ? 'ENDED' : 'SUSPENDED' }]
}

type Draft = Omit<ProvisionPlan, 'id' | 'phases'> & { readonly phases: readonly Phase[] }

const nothing = { subscription: null, item: null, purchaseId: null, priceId: null, productId: null, grant: null, set: null, endsAt: null } as const

function fromSubscriptions(world: World, capabilities: Capabilities, poolOf: (account: AccountPlan) => PoolPlan): Draft[] {
  const given = world.subscriptions.filter(({ standing }) => standing.status !== 'INCOMPLETE' && standing.status !== 'INCOMPLETE_EXPIRED')
  return given.flatMap((subscription) => subscription.items.flatMap((item): Draft[] => {
    const { product } = item.price
    if (product.setKey === null) return []
    const key = item.price.interval === 'YEAR' && product.code === 'plan-team' ? 'business' : product.setKey
    const set = setOnSale(capabilities, key, item.addedAt)
    const endsAt = item.removedAt ?? subscription.endedAt ?? (subscription.cancelAtPeriodEnd ? subscription.period.end : null)
    return [{
      ...nothing, pool: poolOf(subscription.account), source: 'SUBSCRIPTION', subscription, item, priceId: item.price.id, productId: product.id, set,
      rules: set.rules,
      priority: PRIORITIES.SUBSCRIPTION, anchorAt: subscription.anchor, startsAt: item.addedAt, endsAt, phases: phasesOf(item, subscription),
    }]
  }))
}

function fromPurchases(world: World, capabilities: Capabilities, poolOf: (account: AccountPlan) => PoolPlan): Draft[] {
  return world.purchases.filter(({ credit }) => credit).map((purchase) => {
    const set = setOnSale(capabilities, 'ai_credits', purchase.at)
    const startsAt = purchase.at + 10 * MINUTE
    const { product } = purchase.price
    const quantity = product.code === 'credits-large' ? 5 : 1
    return {
      ...nothing, pool: poolOf(purchase.account), source: 'PURCHASE', purchaseId: purchase.id, priceId: purchase.price.id, productId: product.id, set,
      rules: set.rules,
      priority: PRIORITIES.PURCHASE, anchorAt: startsAt, startsAt, phases: [{ at: startsAt, active: true, quantity, cause: 'PROVISION_STARTED' }],
    } as const
  })
}

function fromDefaults(pools: readonly PoolPlan[], capabilities: Capabilities): Draft[] {
  return pools.map((pool) => {
    const set = setOnSale(capabilities, 'free', pool.createdAt)
    return {
      ...nothing, pool, source: 'DEFAULT', set, rules: set.rules, priority: PRIORITIES.DEFAULT, anchorAt: pool.createdAt, startsAt: pool.createdAt,
      phases: [{ at: pool.createdAt, active: true, quantity: 1, cause: 'PROVISION_STARTED' }],
    } as const
  })
}

const GRANTS = 24

interface AdHoc {
  readonly key: string
  readonly flag?: boolean
  readonly amount?: number
}

const AD_HOC: readonly AdHoc[] = [
  { key: 'sso', flag: false }, { key: 'sso', flag: true }, { key: 'projects', amount: 10 }, { key: 'api_calls', amount: 3000 },
  { key: 'audit_export', flag: true },
]

function adHocRule(capabilities: Capabilities, { key, flag, amount }: AdHoc): RulePlan {
  const found: KeyPlan | undefined = capabilities.keys.find((one) => one.key === key)
  if (found === undefined) throw new RangeError(`no resource key ${key}`)
  return { id: '', key: found, flag: flag ?? null, amount: amount ?? null, unlimited: false, perQuantity: false, overage: 'BLOCK', rollover: 0, ttlDays: null }
}

const REASONS = [
  'Goodwill after the outage of March', 'Pilot of the new export, agreed by phone', 'Compensation for a late delivery',
  'Trial of single sign-on for the security review',
] as const

function planGrants(world: World, pools: readonly PoolPlan[], capabilities: Capabilities, choice: Random): GrantPlan[] {
  const open = pools.filter(({ status }) => status === 'ACTIVE')
  const [by] = world.people.persons
  if (by === undefined) return []
  return Array.from({ length: GRANTS }, (_, i) => {
    const pool = choice.pick(open)
    const future = i === 0
    const startsAt = future ? NOW + 3 * DAY : pool.createdAt + choice.int(20, Math.floor((NOW - pool.createdAt) / DAY) - 5) * DAY
    const status = future ? 'ACTIVE' : choice.weighted<GrantPlan['status']>([[5, 'ACTIVE'], [2, 'EXPIRED'], [2, 'REVOKED']])
    const later = startsAt + choice.int(1, Math.max(1, Math.floor((NOW - startsAt) / DAY) - 1)) * DAY + HOUR
    return {
      id: world.ids.next('entitlements.grants', Math.min(startsAt, NOW - HOUR)), pool, reason: choice.pick(REASONS), by, startsAt, status,
      set: i % 2 === 0 ? setOnSale(capabilities, 'goodwill', NOW) : null,
      rule: i % 2 === 0 ? null : adHocRule(capabilities, choice.pick(AD_HOC)),
      expiresAt: status === 'EXPIRED' ? later : status === 'ACTIVE' && choice.chance(0.5) ? NOW + choice.int(5, 90) * DAY : null,
      revokedAt: status === 'REVOKED' ? later : null,
    }
  })
}

function fromGrants(grants: readonly GrantPlan[]): Draft[] {
  return grants.map((grant) => {
    const end = grant.status === 'EXPIRED' ? grant.expiresAt : grant.revokedAt
    const start: Phase[] = grant.startsAt > NOW ? [] : [{ at: grant.startsAt, active: true, quantity: 1, cause: 'PROVISION_STARTED' }]
    return {
      ...nothing, pool: grant.pool, source: 'GRANT', grant, set: grant.set, rules: grant.set?.rules ?? (grant.rule === null ? [] : [grant.rule]),
      priority: PRIORITIES.GRANT, anchorAt: grant.startsAt, startsAt: grant.startsAt, endsAt: end ?? grant.expiresAt,
      phases: end === null ? start : [...start, { at: end, active: false, quantity: 1, cause: 'ENDED' as const }],
    }
  })
}

/** Everything that feeds the pools: what was bought, granted or given by default. */
export function planSupply(world: World, capabilities: Capabilities): Supply {
  const choice = random(`${world.brand.slug}/${world.slice}/pools`)
  const pools = world.accounts.map((account) => planPool(world, account))
  const byAccount = new Map(pools.map((pool) => [pool.account, pool]))
  const poolOf = (account: AccountPlan): PoolPlan => {
    const pool = byAccount.get(account)
    if (pool === undefined) throw new RangeError(`no pool for account ${account.id}`)
    return pool
  }
  const assignments = planPoolAssignments(world, pools, choice)
  const grants = planGrants(world, pools, capabilities, choice)
  const drafts = [
    ...fromDefaults(pools, capabilities), ...fromSubscriptions(world, capabilities, poolOf), ...fromPurchases(world, capabilities, poolOf),
    ...fromGrants(grants),
  ]
  const provisions = drafts.map((draft): ProvisionPlan => ({
    ...draft, id: world.ids.next('entitlements.pool_provisions', Math.min(draft.startsAt, NOW - HOUR)), phases: stopWithPool(draft.phases, draft.pool),
  }))
  return { pools, assignments, grants, provisions }
}
