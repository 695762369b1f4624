import pg from 'pg'

/** A value of a column as JSON carries it to Postgres: bigint within 2^53, bytea as `\x…`, times as ISO text. */
export type BatchCell = string | number | boolean | null | readonly BatchCell[] | { readonly [key: string]: BatchCell }

/** A row keyed by column names. */
export type BatchRow = { readonly [column: string]: BatchCell }

/** Rows of one statement; more gain nothing and cost memory on both sides. */
const BATCH = 1000

function quoted(table: string): string {
  return table.split('.').map((part) => pg.escapeIdentifier(part)).join('.')
}

/** Columns are those of the first row; a row with other columns is a mistake that would be lost in silence. */
function columnsOf(table: string, rows: readonly BatchRow[]): string[] {
  const columns = Object.keys(rows[0] ?? {})
  for (const row of rows) {
    const keys = Object.keys(row)
    if (keys.length !== columns.length || !columns.every((column) => column in row)) {
      throw new TypeError(`Rows of ${table} differ in their columns: ${columns.join(', ')} and ${keys.join(', ')}`)
    }
  }
  return columns
}

function* batchesOf(rows: readonly BatchRow[]): Generator<readonly BatchRow[]> {
  for (let from = 0; from < rows.length; from += BATCH) yield rows.slice(from, from + BATCH)
}

/** Inserts rows in their order, so that triggers that look at earlier rows see them; COPY is refused on tables with row security. */
export async function insertRows(client: pg.ClientBase, table: string, rows: readonly BatchRow[]): Promise<void> {
  if (rows.length === 0) return
  const columns = columnsOf(table, rows).map((column) => pg.escapeIdentifier(column)).join(', ')
  const text = `insert into ${quoted(table)} (${columns}) select ${columns} from json_populate_recordset(null::${quoted(table)}, $1)`
  for (const batch of batchesOf(rows)) await client.query({ text, values: [JSON.stringify(batch)] })
}

/** Sets the other columns of the rows with the same brand_id and id. */
export async function updateRows(client: pg.ClientBase, table: string, rows: readonly BatchRow[]): Promise<void> {
  if (rows.length === 0) return
  const changed = columnsOf(table, rows).filter((column) => column !== 'brand_id' && column !== 'id').map((column) => pg.escapeIdentifier(column))
  const text = `update ${quoted(table)} t set ${changed.map((column) => `${column} = r.${column}`).join(', ')}`
    + ` from json_populate_recordset(null::${quoted(table)}, $1) r where t.brand_id = r.brand_id and t.id = r.id`
  for (const batch of batchesOf(rows)) {
    const { rowCount } = await client.query({ text, values: [JSON.stringify(batch)] })
    if (rowCount !== batch.length) throw new Error(`Update of ${table}: ${batch.length} rows wanted, ${rowCount} found`)
  }
}

/** Rows belong to one brand, and nothing is lost if the machine fails meanwhile: the seeding is simply begun again. */
export async function beginBatches(client: pg.ClientBase, brandId: string | null, clock: string): Promise<void> {
  await client.query('begin')
  await client.query(`select set_config('synchronous_commit', 'off', true), set_config('app.clock', $1, true), set_config('app.brand_id', $2, true)`, [clock, brandId ?? ''])
}
