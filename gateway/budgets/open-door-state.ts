import type { ConnectionFor } from '../../prisma/database/connection.ts'
import { createTenantPool } from '../../prisma/database/tenant-pool.ts'
import type { TenantPool } from '../../prisma/database/tenant-pool.ts'
import type { BreakGlass, Principal } from '../../schema/policy/principal.ts'
import { breakGlassMirror } from '../events/break-glass-mirror.ts'
import { budgetBroom } from './budget-broom.ts'
import { budgetRows } from './budget-rows.ts'
import { costBudget } from './cost/cost-budget.ts'
import { postgresLeases } from './cost/postgres-leases.ts'
import type { Demand, DoorState } from './door-state.ts'
import { reserveStatement } from './reserve-statement.ts'
import { usageStore } from '../usage/usage-store.ts'

/** Connections of the gateway. Most operations need none; a reservation holds one for two short statements. */
const CONNECTIONS = 2

/** Rolls back what one counter had room for when another one had not. */
class NoRoom extends Error {}

const reserve = async (pool: TenantPool, principal: Principal, demand: Demand): Promise<boolean> => {
  const rows = budgetRows(principal, demand)
  const { brandId } = principal
  // no counter has room for it, and it may be no number that the database takes
  if (rows.some(({ amount, limit }) => amount > limit)) return false
  try {
    await pool.transaction(brandId, {}, async client => {
      const { rowCount } = await client.query(reserveStatement(brandId, rows))
      if (rowCount !== rows.length) throw new NoRoom()
    })
    return true
  } catch (failure) {
    if (failure instanceof NoRoom) return false
    throw failure
  }
}

// the mirror is as late as the relay, and an access that was ended is over at once: so its own row is asked too
const RUNNING = `
select 1 from gateway.break_glass
where brand_id = $1::uuid and id = $2::uuid and principal_person_id = $3::uuid and ended_at is null and starts_at <= now() and expires_at > now()
  and audit.break_glass_runs($1::uuid, $2::uuid, $3::uuid)`

const NO_BRAND = '00000000-0000-0000-0000-000000000000'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const isRunning = async (pool: TenantPool, { brandId, personId = '' }: Principal, { grantId }: BreakGlass): Promise<boolean> => {
  if (!UUID.test(grantId) || !UUID.test(personId)) return false
  const { rows } = await pool.query(brandId, { name: 'gateway_break_glass', text: RUNNING, values: [brandId, grantId, personId] })
  return rows.length === 1
}

/** Where the state is kept. */
export interface DoorStateOptions {
  readonly connectionFor: ConnectionFor
  /** How often counters of old windows are cleared, in a brand that spends something. */
  readonly sweepEveryMs?: number
}

/** The counters in Postgres, so that they hold over several gateways; as role `vg_gateway`, which sees the gateway's own tables only. */
export const openDoorState = ({ connectionFor, sweepEveryMs }: DoorStateOptions): DoorState => {
  const pool = createTenantPool({ connectionString: connectionFor('vg_gateway'), max: CONNECTIONS, applicationName: 'veilgraph gateway' })
  const broom = budgetBroom(pool, sweepEveryMs)
  const leases = postgresLeases(pool)
  const usage = usageStore(pool)
  return {
    async reserve(principal, demand) {
      const hasRoom = await reserve(pool, principal, demand)
      if (hasRoom) broom.spent(principal.brandId)
      return hasRoom
    },
    isRunning: (principal, breakGlass) => isRunning(pool, principal, breakGlass),
    isReady: () => pool.query(NO_BRAND, { text: 'select 1', values: [] }).then(() => true, () => false),
    costs: costBudget({
      async lease(brandId, wishes) {
        const leased = await leases.lease(brandId, wishes)
        broom.spent(brandId)
        return leased
      },
    }),
    usage,
    receivers: [breakGlassMirror(pool)],
    async close() {
      await usage.close()
      await broom.idle()
      await pool.end()
    },
  }
}
