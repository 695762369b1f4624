import type { TenantPool } from '../../../prisma/database/tenant-pool.ts'

/** A pool that tells when something was committed that may have to be taken out of the outbox; plain reads write nothing. */
export function wakingPool(pool: TenantPool, wake: () => void): TenantPool {
  return {
    ...pool,
    async queryAndWrite(brandId, statement, follow) {
      let hasWritten = false
      await pool.queryAndWrite(brandId, statement, (answer) => {
        const trace = follow(answer)
        hasWritten = trace !== undefined
        return trace
      })
      if (hasWritten) wake()
    },
    async transaction(brandId, settings, run) {
      const result = await pool.transaction(brandId, settings, run)
      wake()
      return result
    },
  }
}
