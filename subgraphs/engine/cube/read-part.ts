import type { TenantClient } from '../../../prisma/database/tenant-pool.ts'
import { readAmount } from './amount.ts'
import type { MeasuredPart, OrderRow, PartRow } from './figure-of.ts'
import type { Period, PublishingBrand } from './open-periods.ts'
import { partRows, type PartOf } from './part-rows.ts'
import { textSql } from '../read/scope.ts'

export interface PartRead {
  readonly brand: PublishingBrand
  /** Without a gap between them; at least one. */
  readonly periods: readonly Period[]
}

/** By start of the period; a period without rows is absent. */
export type PartByPeriod = ReadonlyMap<string, MeasuredPart>

const ORDERS: Readonly<Record<string, (measure: string) => string>> = {
  MIN: (measure) => `min(${measure})`, MAX: (measure) => `max(${measure})`,
  P50: (measure) => `percentile_disc(0.5) within group (order by ${measure})`, P95: (measure) => `percentile_disc(0.95) within group (order by ${measure})`,
}

/** What the rows of one part are in all periods, by unit and dimensions: one statement, and one more for what cannot be added. */
export async function readPart(client: TenantClient, of: PartOf, { brand, periods }: PartRead): Promise<PartByPeriod> {
  const { part, metric: { cube, currency } } = of
  const rows = partRows(of, '$2')
  const bucket = `(date_trunc('${cube.grain.toLowerCase()}', ${rows.localTime}) at time zone $2)::text`
  const object = (names: readonly (readonly [string, string])[]): string => `json_build_object(${names.map(([name, sql]) => `${textSql(name)}, ${sql}::text`).join(', ')})::text`
  const within = `from ${rows.from} where ${rows.where} and ${rows.time} >= $3 and ${rows.time} < $4`
  const values = [brand.id, brand.timeZone, periods[0]?.start, periods.at(-1)?.end]
  const measured = rows.measure ?? '0'
  const isSum = part.aggregation === 'SUM' || part.aggregation === 'AVG'
  const sums = await client.query({
    rowMode: 'array', values,
    text: `select ${bucket}, ${rows.unit}::text, count(*)::text, ${isSum ? `coalesce(round(sum(${measured})::numeric, 6), 0)` : '0'}::text,
      ${part.aggregation === 'COUNT_DISTINCT' ? `json_agg(distinct ${measured}::text)` : "'[]'"}::text, ${object(rows.dimensions)} ${within} group by 1, ${[rows.unit, ...rows.dimensions.map(([, sql]) => sql)].join(', ')}`,
  })
  const order = ORDERS[part.aggregation]
  const money = rows.dimensions.filter(([name]) => name === currency)
  const orders = order && await client.query({
    rowMode: 'array', values, text: `select ${bucket}, trim_scale(round(${order(measured)}::numeric, 6))::text, ${object(money)} ${within} group by ${['1', ...money.map(([, sql]) => sql)].join(', ')}`,
  })
  const byPeriod = new Map<string, { rows: PartRow[]; orders: OrderRow[] }>()
  const at = (start: unknown): { rows: PartRow[]; orders: OrderRow[] } => {
    const found = byPeriod.get(String(start)) ?? { rows: [], orders: [] }
    byPeriod.set(String(start), found)
    return found
  }
  for (const [start, unit, count, sum, things, dimensions] of sums.rows) {
    at(start).rows.push({ unit: String(unit), count: readAmount(String(count)), sum: readAmount(String(sum)), things: readTexts(things), values: readValues(dimensions) })
  }
  for (const [start, value, dimensions] of orders?.rows ?? []) at(start).orders.push({ value: String(value), values: readValues(dimensions) })
  return new Map([...byPeriod].map(([start, found]) => [start, { part, ...found }]))
}

function readTexts(text: unknown): readonly string[] {
  const things: unknown = JSON.parse(String(text))
  return Array.isArray(things) ? things.map(String) : []
}

function readValues(text: unknown): Readonly<Record<string, string | null>> {
  const values: unknown = JSON.parse(String(text))
  if (typeof values !== 'object' || values === null) throw new Error('A group has no values.')
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value === null ? null : String(value)]))
}
