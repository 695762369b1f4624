import { createHash } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '../client/client.ts'
import { openScopedPool } from './scoped-pool.ts'
import { inTenant } from './tenant-scope.ts'
import { withoutMerging } from './without-merging.ts'

/** The models without the methods that cross tenants, and without raw SQL. */
export type TenantPrisma = {
  readonly [Name in Exclude<keyof PrismaClient, `$${string}` | symbol>]: Omit<PrismaClient[Name], 'findUnique' | 'findUniqueOrThrow'>
}

export interface TenantPrismaClient {
  /** Statements of one brand, each in a transaction of its own. */
  run<T>(brandId: string, use: (db: TenantPrisma) => Promise<T>): Promise<T>
  /** Statements of one brand that happen together or not at all, under settings such as `app.principal`. */
  transaction<T>(brandId: string, settings: Readonly<Record<string, string>>, use: (db: TenantPrisma) => Promise<T>): Promise<T>
  end(): Promise<void>
}

export interface TenantPrismaOptions {
  readonly connectionString: string
  readonly max: number
}

const WRITE_TIMEOUT_MS = 15_000
const WAIT_MS = 5_000

/** The Prisma client of one database role, for writes. */
export function createPrismaClient({ connectionString, max }: TenantPrismaOptions): TenantPrismaClient {
  const pool = openScopedPool({ connectionString, max, applicationName: 'veilgraph prisma', statementTimeoutMs: WRITE_TIMEOUT_MS })
  const adapter = new PrismaPg(pool, { statementNameGenerator: ({ sql }) => createHash('sha1').update(sql).digest('base64url') })
  const client = new PrismaClient({ adapter, transactionOptions: { maxWait: WAIT_MS, timeout: WRITE_TIMEOUT_MS } })
  return {
    run: (brandId, use) => inTenant({ brandId, settings: {} }, () => use(withoutMerging(client))),
    transaction: (brandId, settings, use) => inTenant({ brandId, settings }, () => client.$transaction((db) => use(withoutMerging(db)))),
    end: async () => {
      await client.$disconnect()
      await pool.end()
    },
  }
}
