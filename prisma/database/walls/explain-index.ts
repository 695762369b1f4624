import type pg from 'pg'
import type { Entity, Index } from '../../../schema/model.ts'

export interface ListedIndex {
  readonly entity: Entity
  readonly index: Index
}

/** How Postgres would answer a question that this index is made for. */
export interface IndexUse {
  /** The condition with which the index is entered; absent where another way was taken. */
  readonly condition?: string
  /** True where rows come in the order of the index, without a sort. */
  readonly ordered: boolean
}

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Index Name'?: string
  readonly 'Index Cond'?: string
  readonly Plans?: readonly PlanNode[]
}

/** Values of a real row where there is one: a range that no row is in would be planned differently. */
export async function sampleValues(client: pg.ClientBase, { entity, index }: ListedIndex): Promise<ReadonlyMap<string, string>> {
  const present = index.columns.map((column) => `${column} is not null`).join(' and ')
  const wanted = index.columns.map((column) => `'${column}', ${column}::text`).join(', ')
  const { rows } = await client.query<{ sample: Record<string, string> }>(
    `select json_build_object(${wanted}) as sample from ${entity.schema}.${entity.table} where ${present} and (${index.where ?? 'true'}) limit 1`)
  return new Map(Object.entries(rows[0]?.sample ?? {}))
}

/** Equal on all columns but the last, from there on in the order of the index: what lists, look-ups and pages ask. */
export function question({ entity, index }: ListedIndex, samples: ReadonlyMap<string, string>): string {
  const last = index.columns.at(-1)
  const terms = index.columns.map((column) => {
    const type = typeOf(entity, column)
    const operator = column === last && column !== 'brand_id' && type !== 'boolean' ? '>=' : '='
    return `${column} ${operator} '${(samples.get(column) ?? DUMMIES[type] ?? '').replaceAll(`'`, `''`)}'::${type}`
  })
  const where = index.where === undefined ? '' : ` and (${index.where})`
  return `select 1 from ${entity.schema}.${entity.table} where ${terms.join(' and ')}${where} order by ${index.columns.join(', ')} limit 21`
}

const DUMMIES: Readonly<Record<string, string>> = {
  uuid: '019b0000-0000-7000-8000-000000000000', text: 'x', bpchar: 'x', timestamptz: '2026-06-30T00:00:00Z', date: '2026-06-30', bigint: '1', integer: '1', smallint: '1', boolean: 'true',
}

/** `char` alone would mean a single character. */
function typeOf({ columns }: Entity, name: string): string {
  const type = columns.find((column) => column.name === name)?.pgType
  if (type === undefined) throw new Error(`the index names a column ${name} that the table does not have`)
  return type === 'char' ? 'bpchar' : type
}

/** The plan of a statement, as the session would run it. */
export async function explainIndex(client: pg.ClientBase, statement: string, indexName: string): Promise<IndexUse> {
  const { rows } = await client.query<{ 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }>(`explain (format json, costs off) ${statement}`)
  const nodes = (rows[0]?.['QUERY PLAN'] ?? []).flatMap(({ Plan }) => flatten(Plan))
  return {
    condition: nodes.find((node) => node['Index Name'] === indexName)?.['Index Cond'],
    ordered: !nodes.some((node) => node['Node Type'] === 'Sort'),
  }
}

function flatten(node: PlanNode): readonly PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)]
}
