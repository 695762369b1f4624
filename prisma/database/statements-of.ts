import type pg from 'pg'
import { DatabaseError } from './database-error.ts'
import type { ArrayRows, ArrayStatement, ObjectRows, TenantClient, TenantStatement } from './tenant-statement.ts'
import { textTypes } from './text-types.ts'
import { toQuery } from './to-query.ts'

/** Statements of our own on the connection of a transaction that Prisma has begun; values as those of a tenant pool. */
export interface HeldStatements {
  readonly client: TenantClient
  /** Told of the connection by the pool. */
  hold(connection: pg.PoolClient): void
  close(): void
}

export function heldStatements(): HeldStatements {
  let held: pg.PoolClient | undefined
  function query(statement: ArrayStatement): Promise<ArrayRows>
  function query(statement: TenantStatement): Promise<ObjectRows>
  async function query(statement: TenantStatement): Promise<ArrayRows | ObjectRows> {
    // The connection may already serve another tenant.
    if (held === undefined) throw new DatabaseError('TRANSACTION_ENDED', 'This transaction has ended: await every statement inside it.')
    const extended: pg.QueryConfig<unknown[]> = { ...toQuery(statement), types: textTypes }
    const answer: pg.QueryResult = await held.query(extended)
    return answer
  }
  return {
    client: { query },
    hold(connection) { held = connection },
    close() { held = undefined },
  }
}
