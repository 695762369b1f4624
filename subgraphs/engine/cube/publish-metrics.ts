import type { ConnectionFor } from '../../../prisma/database/connection.ts'
import { withClient } from '../../../prisma/database/open-client.ts'
import { createTenantPool, type TenantClient, type TenantPool } from '../../../prisma/database/tenant-pool.ts'
import { modules } from '../../../schema/metadata/index.ts'
import type { ModuleMetadata } from '../../../schema/model.ts'
import { cellsOfPeriod, type CubeModel, type PeriodRow } from './cells-of-period.ts'
import { textSql } from '../read/scope.ts'
import { aggregateSql, conditionSql, type MeasureContext } from './metric-sql.ts'
import { publicationsOf } from './publication.ts'
import { publishedMetrics } from './published-metrics.ts'

export interface PublishOptions {
  readonly connectionFor: ConnectionFor
  /** In milliseconds since 1970. */
  readonly now: number
}

interface Brand {
  readonly id: string
  readonly timeZone: string
}

/** A row that comes late still falls into its period when that has been closed for an hour. */
const SETTLING = '1 hour'
const STATEMENT_TIMEOUT_MS = 60_000

/**
 * Publishes every period of every metric that is over and was not published yet, brand by brand, under the login of the module.
 * What is published stays: corrections that come later change the rows, not the figures that everybody has seen. Gives the number of periods.
 */
export async function publishMetrics({ connectionFor, now }: PublishOptions): Promise<number> {
  const measured = modules.filter(({ entities }) => entities.some((entity) => publishedMetrics(entity).length > 0))
  const brands = await readBrands(connectionFor)
  let published = 0
  for (const module of measured) {
    const pool = createTenantPool({ connectionString: connectionFor(`vg_${module.name}`), max: 1, applicationName: 'veilgraph metrics', statementTimeoutMs: STATEMENT_TIMEOUT_MS })
    try {
      for (const brand of brands) for (const model of modelsOf(module)) published += await publishMetric(pool, model, { brand, now })
    } finally {
      await pool.end()
    }
  }
  return published
}

function modelsOf({ entities, enums }: ModuleMetadata): readonly CubeModel[] {
  return entities.flatMap((entity) => publishedMetrics(entity).map((metric) => ({ entity, metric, enums })))
}

function readBrands(connectionFor: ConnectionFor): Promise<readonly Brand[]> {
  return withClient(connectionFor('migration'), async (client) => {
    const { rows } = await client.query<{ id: string; timeZone: string }>('select id::text, time_zone as "timeZone" from platform.brands order by id')
    return rows
  })
}

function publishMetric(pool: TenantPool, model: CubeModel, { brand, now }: { readonly brand: Brand; readonly now: number }): Promise<number> {
  return pool.transaction(brand.id, {}, async (client) => {
    const periods = await openPeriods(client, model, { brand, now })
    for (const { start, end } of periods) {
      const cells = cellsOfPeriod(model, await rowsOf(client, model, { brand, start, end }))
      await client.query({
        text: `insert into ${publicationsOf(model.entity.schema)} (brand_id, metric, grain, period_start, period_end, published_at, cells)
          values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
        values: [brand.id, model.metric.name, model.metric.cube.grain, start, end, new Date(now).toISOString(), JSON.stringify(cells)],
      })
    }
    return periods.length
  })
}

interface Period {
  readonly start: string
  readonly end: string
}

/** Closed periods after the last published one, or since the first row. A zone of a brand that changes leaves no period counted twice. */
async function openPeriods(client: TenantClient, { entity, metric }: CubeModel, { brand, now }: { readonly brand: Brand; readonly now: number }): Promise<readonly Period[]> {
  const unit = metric.cube.grain.toLowerCase()
  const step = unit === 'quarter' ? '3 months' : `1 ${unit}`
  const { rows } = await client.query({
    rowMode: 'array',
    text: `with published as (
        select max(period_end) at time zone $4 as at from ${publicationsOf(entity.schema)} where brand_id = $1 and metric = $2 and grain = $3),
      first as (
        select case when date_trunc('${unit}', at) = at then at else date_trunc('${unit}', at) + interval '${step}' end as start from published where at is not null
        union all
        select date_trunc('${unit}', min(${metric.time}) at time zone $4) from ${entity.schema}.${entity.table} where brand_id = $1 and (select at from published) is null),
      periods as (
        select at at time zone $4 as starts, (at + interval '${step}') at time zone $4 as ends
        from first, generate_series(start, $5::timestamptz at time zone $4, interval '${step}') at)
      select starts::text, ends::text from periods where ends + interval '${SETTLING}' <= $5::timestamptz order by starts`,
    values: [brand.id, metric.name, metric.cube.grain, brand.timeZone, new Date(now).toISOString()],
  })
  return rows.map(([start, end]) => ({ start: String(start), end: String(end) }))
}

async function rowsOf(client: TenantClient, { entity, metric }: CubeModel, { brand, start, end }: Period & { readonly brand: Brand }): Promise<readonly PeriodRow[]> {
  const { cube: { dimensions, unit }, parts: [part], time } = metric
  if (part === undefined) return []
  const { rows } = await client.query({
    rowMode: 'array',
    text: `select ${unit}::text, (${aggregateSql(part, PLAIN)})::text, json_build_object(${dimensions.map((column) => `${textSql(column)}, ${column}::text`).join(', ')})::text
      from ${entity.schema}.${entity.table} t
      where ${['brand_id = $1', `${time} >= $2`, `${time} < $3`, `${unit} is not null`, ...part.where.map((condition) => conditionSql(condition, PLAIN))].join(' and ')}
      group by ${[unit, ...dimensions].join(', ')}`,
    values: [brand.id, start, end],
  })
  return rows.map(([id, amount, values]) => ({ unit: String(id), amount: BigInt(String(amount)), values: parseValues(values) }))
}

const PLAIN: MeasureContext = { at: ({ column }) => `t.${column}`, now: 'now()' }

function parseValues(text: unknown): Readonly<Record<string, string | null>> {
  const values: unknown = JSON.parse(String(text))
  if (typeof values !== 'object' || values === null) throw new Error('A group has no values.')
  return Object.fromEntries(Object.entries(values).map(([column, value]) => [column, value === null ? null : String(value)]))
}
