import type { TenantPool } from '../../prisma/database/tenant-pool.ts'

/** Clears counters of windows that are long over. Only that of the running window is ever read. */
export interface BudgetBroom {
  /** Called when a brand has spent something. Returns at once; nobody waits for what is cleared. */
  spent(brandId: string): void
  /** Resolves when nothing is being cleared. */
  idle(): Promise<void>
}

const EVERY_MS = 3_600_000

/** Rows of one statement; where there are more, the next spending goes on. */
const AT_ONCE = 5_000

// The longest window is a day: these are over for two days and more. Those of a minute are many, and over soon.
const OLD = `
delete from gateway.budgets where ctid in (
  select ctid from gateway.budgets where brand_id = $1::uuid and (starts_at < now() - interval '3 days' or (span = 'MINUTE' and starts_at < now() - interval '10 minutes')) limit ${AT_ONCE})`

/** Sweeps a brand once in a while, for the first time when the process is that old: a short-lived one clears nothing. */
export const budgetBroom = (pool: TenantPool, everyMs = EVERY_MS): BudgetBroom => {
  const opened = Date.now()
  const sweptAt = new Map<string, number>()
  const running = new Set<Promise<void>>()

  const sweep = async (brandId: string): Promise<void> => {
    try {
      const { rowCount } = await pool.transaction(brandId, {}, client => client.query({ name: 'gateway_old_budgets', text: OLD, values: [brandId] }))
      if (rowCount === AT_ONCE) sweptAt.delete(brandId)
    } catch {
      // old rows do no harm: the next time is soon enough
    }
  }

  return {
    spent(brandId) {
      if (Date.now() - (sweptAt.get(brandId) ?? opened) < everyMs) return
      sweptAt.set(brandId, Date.now())
      const sweeping = sweep(brandId).finally(() => running.delete(sweeping))
      running.add(sweeping)
    },
    idle: async () => void await Promise.all(running),
  }
}
