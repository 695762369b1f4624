import type pg from 'pg'
import { histogram } from '../../schema/observe/metrics.ts'
import { startBelow } from '../../schema/observe/tracing.ts'
import { roleLabels } from './watch-pool.ts'

const seconds = histogram('veil_sql_seconds', 'Time of a statement from sending it to its answer, by the role that asks; without the wait for a connection.', undefined, { role: [] })

/** To be called when the statement has its answer. */
export type EndStatement = (failure?: unknown) => void

/** Measures one statement. Of a statement nothing is told but the name under which it is prepared: its text and values never leave the database's own wire. */
export function beginStatement(client: pg.ClientBase & { readonly user?: string }, { name }: { readonly name?: string }): EndStatement {
  const started = performance.now()
  const end = startBelow('sql', { statement: name })
  return (failure) => {
    seconds.observe((performance.now() - started) / 1000, roleLabels(client.user))
    end?.(failure !== undefined && failure !== null)
  }
}
