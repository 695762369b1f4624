import { modules } from '../../schema/metadata/index.ts'
import type { Entity } from '../../schema/model.ts'
import { DETECTORS_VERSION, redactText } from '../../schema/policy/detectors.ts'
import type { ConnectionFor } from './connection.ts'
import { withClient } from './open-client.ts'
import { createTenantPool } from './tenant-pool.ts'
import type { TenantPool } from './tenant-pool.ts'

/** Texts of a table that have redacted copies, and where the version of these stands. */
interface CopyTable {
  readonly name: string
  readonly versionColumn: string
  readonly texts: readonly { readonly text: string; readonly copy: string }[]
}

const BATCH = 500
/** Behind everybody's reads, so a slow batch disturbs nobody. */
const STATEMENT_TIMEOUT_MS = 60_000

/**
 * Writes redacted copies anew that older detectors have made: until then nobody is shown them. As the login of each module, brand by
 * brand, in batches; ends early when `isStopped` says so, and goes on where it was at the next start. Answers how many rows it has changed.
 */
export async function refreshCopies(connectionFor: ConnectionFor, isStopped: () => boolean = () => false): Promise<number> {
  const brands = await withClient(connectionFor('migration'), async (client) => (await client.query<{ id: string }>('select id from platform.brands order by id')).rows.map(({ id }) => id))
  let changed = 0
  for (const { name, schema, entities } of modules) {
    const tables = entities.flatMap((entity) => copyTablesOf(schema, entity))
    if (tables.length === 0) continue
    const pool = createTenantPool({ connectionString: connectionFor(`vg_${name}`), max: 1, applicationName: `veilgraph ${name} copies`, statementTimeoutMs: STATEMENT_TIMEOUT_MS })
    try {
      for (const table of tables) for (const brandId of brands) changed += await refreshTable(pool, { table, brandId, isStopped })
    } finally {
      await pool.end()
    }
  }
  return changed
}

function copyTablesOf(schema: string, { table, columns }: Entity): readonly CopyTable[] {
  const redacted = columns.flatMap(({ name, label }) => label.public || !label.redacted ? [] : [{ text: name, ...label.redacted }])
  return [...new Set(redacted.map(({ versionColumn }) => versionColumn))].map((versionColumn) => ({
    name: `"${schema}"."${table}"`, versionColumn,
    texts: redacted.filter((one) => one.versionColumn === versionColumn).map(({ text, column }) => ({ text, copy: column })),
  }))
}

interface Refresh {
  readonly table: CopyTable
  readonly brandId: string
  isStopped(): boolean
}

async function refreshTable(pool: TenantPool, { table, brandId, isStopped }: Refresh): Promise<number> {
  let changed = 0
  while (!isStopped()) {
    const rows = await pool.transaction(brandId, {}, async (client) => {
      const old = await client.query({ text: oldRows(table), values: [brandId, DETECTORS_VERSION, BATCH] })
      const fresh = old.rows.map((row) => ({ id: row.id, ...Object.fromEntries(table.texts.map(({ text, copy }) => [copy, typeof row[text] === 'string' ? redactText(row[text]) : null])) }))
      if (fresh.length > 0) await client.query({ text: freshRows(table), values: [brandId, DETECTORS_VERSION, JSON.stringify(fresh)] })
      return fresh.length
    })
    changed += rows
    if (rows < BATCH) break
  }
  return changed
}

// locked, because a text that changes meanwhile must not get the copy of the old one
function oldRows({ name, versionColumn, texts }: CopyTable): string {
  const columns = texts.map(({ text }) => text)
  return `select id, ${columns.join(', ')} from ${name} where brand_id = $1 and coalesce(${versionColumn}, 0) < $2 and num_nonnulls(${columns.join(', ')}) > 0
order by id limit $3 for update skip locked`
}

function freshRows({ name, versionColumn, texts }: CopyTable): string {
  const copies = texts.map(({ copy }) => copy)
  return `update ${name} t set ${versionColumn} = $2, ${copies.map((copy) => `${copy} = r.${copy}`).join(', ')}
from json_to_recordset($3::json) r(id uuid, ${copies.map((copy) => `${copy} text`).join(', ')}) where t.brand_id = $1 and t.id = r.id`
}
