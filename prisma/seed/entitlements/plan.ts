import { random } from '../random.ts'
import type { World } from '../world.ts'
import { findPrice } from '../world/catalog.ts'
import type { PricePlan } from '../world/catalog.ts'
import { planCapabilities } from './catalog.ts'
import type { Capabilities, KeyPlan } from './catalog.ts'
import { materialize, overageOf, stepAt } from './materialize.ts'
import type { Materialized } from './materialize.ts'
import { planSupply } from './provisions.ts'
import type { PoolPlan, Supply } from './provisions.ts'
import { planUsage } from './usage.ts'
import type { Usage } from './usage.ts'
import { NOW } from '../clock.ts'

/** Leave to go beyond a quota, at a price. */
export interface OndemandPlan {
  readonly id: string
  readonly pool: PoolPlan
  readonly key: KeyPlan
  readonly price: PricePlan
  readonly enabled: boolean
  readonly spendCap: number | null
  readonly quantityCap: number | null
  readonly createdAt: number
}

/** What workspaces show of their pool. */
export interface PoolProjection {
  readonly poolId: string
  readonly tier: string
  readonly seats: number
  readonly version: number
}

export interface EntitlementsPlan {
  readonly capabilities: Capabilities
  readonly supply: Supply
  readonly pools: readonly Materialized[]
  readonly ondemand: readonly OndemandPlan[]
  readonly usage: Usage
  /** By workspace id. */
  readonly projections: ReadonlyMap<string, PoolProjection>
}

const UNLIMITED_SEATS = 2_147_483_647

function planOndemand(world: World, capabilities: Capabilities, pools: readonly Materialized[]): OndemandPlan[] {
  const choice = random(`${world.brand.slug}/${world.slice}/ondemand`)
  const key = capabilities.keys.find((one) => one.key === 'api_calls')
  if (key === undefined) return []
  const asking = pools.filter((one) => overageOf(one, key) === 'BILL' || choice.chance(0.1))
  return asking.map((one) => ({
    id: world.ids.next('entitlements.pool_ondemand_config', one.pool.createdAt), pool: one.pool, key, createdAt: one.pool.createdAt,
    price: findPrice(world.catalog, { product: 'metered-api', currency: one.pool.account.currency, interval: 'MONTH' }),
    enabled: choice.chance(0.8),
    spendCap: choice.chance(0.5) ? 500_000 : null,
    quantityCap: choice.chance(0.3) ? 2_000_000 : null,
  }))
}

function projectionOf(one: Materialized): PoolProjection {
  const seats = one.numerics.find(({ key }) => key.key === 'seats')
  const limit = seats === undefined ? 0 : stepAt(seats, NOW).limit
  return { poolId: one.pool.id, tier: one.tier, seats: limit ?? UNLIMITED_SEATS, version: one.version }
}

export function planEntitlements(world: World): EntitlementsPlan {
  const capabilities = planCapabilities(world.brand)
  const supply = planSupply(world, capabilities)
  const pools = supply.pools.map((pool) => materialize(world.ids, pool, supply.provisions.filter((provision) => provision.pool === pool)))
  const ondemand = planOndemand(world, capabilities, pools)
  const billable = new Set(ondemand.filter(({ enabled }) => enabled).map(({ pool }) => pool))
  const usage = planUsage(world, pools, supply.assignments, billable)
  const projections = new Map(pools.flatMap((one) => one.pool.account.workspaces.map((workspace) => [workspace.id, projectionOf(one)] as const)))
  return { capabilities, supply, pools, ondemand, usage, projections }
}
