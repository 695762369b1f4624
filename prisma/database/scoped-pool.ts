import type pg from 'pg'
import { DatabaseError } from './database-error.ts'
import { beginStatement } from './observe-statement.ts'
import { openPool } from './open-pool.ts'
import type { PoolOptions } from './open-pool.ts'
import { replaceMethods } from './replace-methods.ts'
import { sendAtOnce } from './send-at-once.ts'
import { currentTenant } from './tenant-scope.ts'
import { setLocals, setTenant } from './tenant-setting.ts'

type AdapterQuery = pg.QueryConfig<unknown[]>

/** A pool for Prisma's adapter, which knows nothing of tenants: every transaction begins with the tenant that is current. */
export function openScopedPool(options: PoolOptions): pg.Pool {
  const pool = openPool(options)
  return replaceMethods(pool, {
    query: async (query: AdapterQuery) => {
      const begin = beginForTenant()
      return sendAtOnce(await pool.connect(), begin, { ...query, queryMode: 'extended' })
    },
    connect: async () => scopedClient(await pool.connect()),
  })
}

/** The connection of an explicit transaction; it serves nothing before the adapter's BEGIN. */
function scopedClient(client: pg.PoolClient): pg.PoolClient {
  let begun = false
  return replaceMethods(client, {
    query: async (query: AdapterQuery) => {
      if (begun) return observedQuery(client, query)
      if (query.text !== 'BEGIN') throw new DatabaseError('TENANT_MISSING', 'A statement of the Prisma client ran before its transaction began.')
      begun = true
      const answer = await client.query(beginForTenant())
      currentTenant().onBegin?.(client)
      return answer
    },
    // A transaction that was left open would go on for the next tenant.
    release: (error?: Error | boolean) => client.release(error ?? client.getTransactionStatus() !== 'I'),
  })
}

async function observedQuery(client: pg.PoolClient, query: AdapterQuery): Promise<pg.QueryResult> {
  const end = beginStatement(client, {})
  try {
    const answer = await client.query(query)
    end()
    return answer
  } catch (error) {
    end(error)
    throw error
  }
}

function beginForTenant(): string {
  const { brandId, settings } = currentTenant()
  return `begin; ${setTenant(brandId)}${setLocals(settings)}`
}
