import type pg from 'pg'
import { isServerRefusal } from './is-server-refusal.ts'
import { beginStatement } from './observe-statement.ts'
import type { ExtendedQuery } from './to-query.ts'

/**
 * Runs one statement between `begin` and commit and gives the connection back.
 * All of it leaves in one packet: the transaction costs no round trip of its own.
 * A statement that Postgres refuses turns the commit into a rollback, so the connection stays usable;
 * any other failure discards the connection.
 */
export function sendAtOnce(client: pg.PoolClient, begin: string, query: ExtendedQuery): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    let failure: Error | null | undefined
    let framing: Error | null | undefined
    let answer: pg.QueryResult
    const end = beginStatement(client, query)
    const { stream } = client.connection
    stream.cork()
    client.query(begin, (error) => { framing = error })
    // pg reports a value it cannot send and then, for the same statement, a success: the first word counts.
    client.query(query, (error, result) => { failure ??= error; answer = result })
    client.query('commit', (error) => {
      framing ??= error
      const first = framing ?? failure
      end(first)
      client.release(first && !(first === failure && isServerRefusal(first)) ? first : undefined)
      if (first) reject(first)
      else resolve(answer)
    })
    stream.uncork()
  })
}
