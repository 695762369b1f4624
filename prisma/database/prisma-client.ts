import { createHash } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '../client/client.ts'
import { openScopedPool } from './scoped-pool.ts'
import { sealTables, type WriteListener } from './seal-tables.ts'
import type { SealedTables } from './sealed-tables.ts'
import { heldStatements } from './statements-of.ts'
import { inTenant } from './tenant-scope.ts'
import type { TenantClient } from './tenant-statement.ts'
import { withoutMerging } from './without-merging.ts'

/** The models without the methods that cross tenants, and without raw SQL. */
export type TenantPrisma = {
  readonly [Name in Exclude<keyof PrismaClient, `$${string}` | symbol>]: Omit<PrismaClient[Name], 'findUnique' | 'findUniqueOrThrow'>
}

/** One open transaction of a command. */
export interface TenantTransaction {
  /** Whatever comes out of it is sealed where its label says so. */
  readonly tables: SealedTables
  /** Statements of the engine itself, on the same connection. */
  readonly statements: TenantClient
}

export interface TransactionScope {
  readonly brandId: string
  /** Settings that end with the transaction, such as `app.principal`. */
  readonly settings: Readonly<Record<string, string>>
  readonly onWrite?: WriteListener
}

/** Values as they stand in the database: for migrations of data, tests and machinery, never for a command. */
export interface UnsealedPrisma {
  /** Statements of one brand, each in a transaction of its own. */
  run<T>(brandId: string, use: (db: TenantPrisma) => Promise<T>): Promise<T>
  /** Statements of one brand that happen together or not at all, under settings such as `app.principal`. */
  transaction<T>(brandId: string, settings: Readonly<Record<string, string>>, use: (db: TenantPrisma) => Promise<T>): Promise<T>
}

export interface TenantPrismaClient {
  /** Everything that `use` writes happens together or not at all. */
  transaction<T>(scope: TransactionScope, use: (transaction: TenantTransaction) => Promise<T>): Promise<T>
  readonly unsealed: UnsealedPrisma
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
    async transaction({ brandId, settings, onWrite }, use) {
      const statements = heldStatements()
      try {
        return await inTenant({ brandId, settings, onBegin: statements.hold }, () =>
          client.$transaction((db) => use({ tables: sealTables(db, { brandId, onWrite }), statements: statements.client })))
      } finally {
        statements.close()
      }
    },
    unsealed: {
      run: (brandId, use) => inTenant({ brandId, settings: {} }, () => use(withoutMerging(client))),
      transaction: (brandId, settings, use) => inTenant({ brandId, settings }, () => client.$transaction((db) => use(withoutMerging(db)))),
    },
    end: async () => {
      await client.$disconnect()
      await pool.end()
    },
  }
}
