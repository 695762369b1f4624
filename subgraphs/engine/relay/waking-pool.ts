import type { TenantPool } from '../../../prisma/database/tenant-pool.ts'

/** A pool that tells after each transaction that there may be something to take out of the outbox; reads write nothing. */
export function wakingPool(pool: TenantPool, wake: () => void): TenantPool {
  return {
    ...pool,
    async transaction(brandId, settings, run) {
      const result = await pool.transaction(brandId, settings, run)
      wake()
      return result
    },
  }
}
