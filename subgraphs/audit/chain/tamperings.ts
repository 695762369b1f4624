/** A change of one stored row by somebody who may do anything to the database. */
export interface Tampering {
  readonly column: string
  /** SQL that changes one row. */
  readonly damage: string
  /** SQL that makes it what it was. */
  repair(kept: Readonly<Record<string, unknown>>): string
}

export interface TamperedRow {
  readonly brandId: string
  readonly seq: number
}

/** An expression for a changed value, by column: every position of a text, every digit of an id, every kind of change of JSON. */
const TEXTS = ['actor_id', 'actor_type', 'entity_id', 'entity_type', 'event_type', 'outcome', 'source_module', 'tier', 'prev_hash', 'entry_hash'] as const
const IDS = ['org_id', 'source_event_id', 'workspace_id'] as const
const PLACES = [1, 2, 3] as const

/** What the verification of a chain must see; for tests and the proof, which play the attacker. */
export function tamperings(table: string, row: TamperedRow): readonly Tampering[] {
  const where = `where brand_id = '${row.brandId}' and chain_seq = ${row.seq}`
  const change = (column: string, value: string): Tampering => ({
    column, damage: `update ${table} set ${column} = ${value} ${where}`,
    repair: (kept) => `update ${table} set ${column} = ${literal(kept[column])} ${where}`,
  })
  const flip = (column: string, place: number): string =>
    `overlay(${column}::text placing case substr(${column}::text, ${place}, 1) when '1' then '2' else '1' end from ${place} for 1)`
  return [
    ...TEXTS.flatMap((column) => PLACES.map((place) => change(column, flip(column, place)))),
    ...IDS.flatMap((column) => PLACES.map((place) => change(column, `(${flip(column, place)})::uuid`))),
    ...[...TEXTS.filter((column) => column.startsWith('entity')), 'org_id', 'workspace_id'].map((column) => change(column, 'null')),
    change('occurred_at', `occurred_at + interval '1 millisecond'`), change('occurred_at', `occurred_at - interval '1 day'`),
    change('occurred_at', `occurred_at - interval '4051 years'`), change('occurred_at', `'infinity'`),
    change('details', `details || '{"x": 1}'`), change('details', `details - 'at'`), change('details', `jsonb_set(details, '{at}', '1.50')`),
    change('details', `jsonb_set(details, '{n}', '9007199254740990.9999999999')`), change('details', `jsonb_set(details, '{list,0}', '"e"')`),
    change('details', `jsonb_set(details, '{at}', '"1.5"')`), change('details', `'[]'`),
    { column: 'brand_id', damage: `update ${table} set brand_id = uuidv7() ${where}`, repair: (kept) => `update ${table} set brand_id = '${row.brandId}' where id = ${literal(kept.id)}` },
    { column: 'chain_seq', damage: `update ${table} set chain_seq = 1000005 ${where}`, repair: (kept) => `update ${table} set chain_seq = ${row.seq} where id = ${literal(kept.id)}` },
    { column: 'chain_seq', damage: `update ${table} set chain_seq = 0 - ${row.seq} ${where}`, repair: (kept) => `update ${table} set chain_seq = ${row.seq} where id = ${literal(kept.id)}` },
  ]
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  const text = value instanceof Date ? value.toISOString() : typeof value === 'object' ? JSON.stringify(value) : String(value)
  return `'${text.replaceAll('\'', '\'\'')}'`
}
