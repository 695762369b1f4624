import type pg from 'pg'
import { DatabaseError } from './database-error.ts'
import { isServerRefusal } from './is-server-refusal.ts'
import { beginStatement } from './observe-statement.ts'
import type { ExtendedQuery } from './to-query.ts'

interface ReadAndWrite {
  /** Opens the transaction and ties it to a brand. */
  readonly begin: string
  readonly query: ExtendedQuery
  /** What the answer gives cause to write; where it throws, nothing has happened. */
  readonly follow: (answer: pg.QueryResult) => ExtendedQuery | undefined
}

/**
 * Runs a statement and then the one that its answer gives cause to, in one transaction, and gives the connection back.
 * Two packets leave: `begin` with the first statement, the second with the commit. Resolves when the commit has happened;
 * where there was nothing to write nobody waits for it.
 */
export async function sendAndWrite(client: pg.PoolClient, { begin, query, follow }: ReadAndWrite): Promise<void> {
  let next: ExtendedQuery | undefined
  const end = beginStatement(client, query)
  try {
    next = follow(await sendTogether(client, [begin, query]))
    if (next) requireCommit(await sendTogether(client, [next, 'commit']))
    end()
  } catch (error) {
    end(error)
    return rollBack(client, error)
  }
  if (next) client.release()
  else client.query('commit', (error: Error | null) => client.release(error ?? undefined))
}

/** Several statements in one packet; the answer is that of the last or the first error. */
function sendTogether(client: pg.PoolClient, statements: readonly [ExtendedQuery | string, ExtendedQuery | string]): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    let failure: Error | undefined
    const { stream } = client.connection
    stream.cork()
    client.query(statements[0], (error: Error | null) => { failure = error ?? undefined })
    client.query(statements[1], (error: Error | null, result: pg.QueryResult) => {
      failure ??= error ?? undefined
      if (failure) reject(failure)
      else resolve(result)
    })
    stream.uncork()
  })
}

// After a refused statement Postgres answers a commit with a rollback and no error.
function requireCommit({ command }: pg.QueryResult): void {
  if (command !== 'COMMIT') throw new DatabaseError('TRANSACTION_ROLLED_BACK', 'A read could not be recorded, so nobody has its answer.')
}

/** The caller hears of the first error; a connection on which even the rollback fails is not used again. */
async function rollBack(client: pg.PoolClient, cause: unknown): Promise<never> {
  const isUsable = await client.query('rollback').then(() => cause instanceof DatabaseError || !isConnectionError(cause), () => false)
  client.release(!isUsable)
  throw cause
}

// what `follow` throws has nothing to do with the connection
function isConnectionError(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && !isServerRefusal(cause)
}
