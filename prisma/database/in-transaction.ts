import type pg from 'pg'
import { DatabaseError } from './database-error.ts'
import { isServerRefusal } from './is-server-refusal.ts'
import { beginStatement } from './observe-statement.ts'
import type { ArrayRows, ArrayStatement, ObjectRows, TenantClient, TenantStatement } from './tenant-statement.ts'
import { toQuery } from './to-query.ts'

export interface TransactionOptions {
  readonly client: pg.PoolClient
  /** Opens the transaction and ties it to a brand. */
  readonly begin: string
  readonly announce: (statement: TenantStatement) => void
}

/** Runs a transaction to its end, whatever happens inside, and gives the connection back. */
export async function inTransaction<T>({ client, begin, announce }: TransactionOptions, run: (client: TenantClient) => Promise<T>): Promise<T> {
  const scope = openScope(client, announce)
  try {
    await scope.send(begin)
    const result = await run(scope.client)
    await commit(scope)
    return result
  } catch (error) {
    await rollback(scope)
    throw error
  } finally {
    scope.close()
  }
}

type Scope = ReturnType<typeof openScope>

/** After a refused statement Postgres answers a commit with a rollback and no error, so the answer is read. */
async function commit(scope: Scope): Promise<void> {
  const { command } = await scope.send('commit')
  if (command === 'COMMIT') return
  throw new DatabaseError('TRANSACTION_ROLLED_BACK', 'A statement of this transaction was refused and the refusal was not passed on; nothing was written.')
}

/** The caller hears of the first error; one of the rollback only costs the connection, which `send` has noted. */
async function rollback(scope: Scope): Promise<void> {
  await scope.send('rollback').catch(() => undefined)
}

/** The connection for as long as the transaction lasts; remembers what makes it unfit for the next one. */
function openScope(client: pg.PoolClient, announce: (statement: TenantStatement) => void) {
  let open = true
  let broken: Error | undefined

  async function send(statement: string | ReturnType<typeof toQuery>): Promise<pg.QueryResult> {
    const end = typeof statement === 'string' ? undefined : beginStatement(client, statement)
    try {
      const answer = await client.query(statement)
      end?.()
      return answer
    } catch (error) {
      end?.(error)
      if (!isServerRefusal(error)) broken = error instanceof Error ? error : new Error('statement failed', { cause: error })
      throw error
    }
  }

  function query(statement: ArrayStatement): Promise<ArrayRows>
  function query(statement: TenantStatement): Promise<ObjectRows>
  async function query(statement: TenantStatement): Promise<ArrayRows | ObjectRows> {
    // The connection may already serve another tenant.
    if (!open) throw new DatabaseError('TRANSACTION_ENDED', 'This transaction has ended: await every statement inside it.')
    announce(statement)
    return send(toQuery(statement))
  }

  function close(): void {
    open = false
    client.release(broken)
  }

  return { client: { query }, send, close }
}
