import type pg from 'pg'
import { modules } from '../../../schema/metadata/index.ts'
import type { World } from '../../e2e/harness/open-world.ts'
import { tableOf } from '../oracle/row-sql.ts'
import type { CanaryFinder } from './find-canaries.ts'

/** What a run leaves behind: messages to other modules, access logs, stored answers, budgets, metrics, faults. A canary in any of them is a leak. */
export async function searchStores({ world, database, find }: { readonly world: World; readonly database: pg.Client; readonly find: CanaryFinder }): Promise<{ readonly texts: number; readonly faults: readonly string[] }> {
  const faults: string[] = []
  let texts = 0
  const search = (where: string, text: string): void => {
    texts++
    faults.push(...find(text).map(({ cell, form }) => `${where} holds ${cell?.of.coordinate ?? 'a piece of a canary'} (${form})`))
  }
  for (const table of await storeTables(database)) {
    const { rows } = await database.query<{ row: string }>(`select to_jsonb(t)::text as row from ${table} t`)
    for (const { row } of rows) search(table, row)
  }
  for (const fault of world.faults()) search('a fault', fault instanceof Error ? `${fault.message} ${fault.stack ?? ''}` : JSON.stringify(fault))
  const metrics = await world.send({ method: 'GET' }, '/metrics')
  if (metrics.status === 200) search('/metrics', metrics.text)
  return { texts, faults: [...new Set(faults)] }
}

/** Tables of the modules that no client sees. */
async function storeTables(database: pg.Client): Promise<readonly string[]> {
  const hidden = modules.flatMap(({ entities }) => entities).filter(({ exposed }) => !exposed).map(tableOf)
  const { rows } = await database.query<{ name: string }>(`select schemaname || '.' || tablename as name from pg_tables where schemaname = 'gateway' or tablename in ('outbox', 'audit_log', 'idempotency_keys')`)
  return [...new Set([...hidden, ...rows.map(({ name }) => name)])]
}
