import type pg from 'pg'
import { modules } from '../../../schema/metadata/index.ts'
import type { Entity, PublishedMetric } from '../../../schema/model.ts'

/** What one protected unit has in one finest cell of one period: the rows themselves, of which no caller learns. */
export interface TrueRow {
  readonly period: string
  /** By dimension, as clients name it. */
  readonly values: Readonly<Record<string, string | null>>
  readonly unit: string
  readonly amount: bigint
}

export interface MetricOfEntity {
  readonly entity: Entity
  readonly metric: PublishedMetric
}

/** Every metric that is published. */
export const METRICS: readonly MetricOfEntity[] = modules.flatMap(({ entities }) => entities.flatMap((entity) => (entity.metrics ?? []).flatMap((metric) => metric.cube ? [{ entity, metric: { ...metric, cube: metric.cube } }] : [])))

/** Reads past every rule, and groups by itself: nothing here is shared with the publisher. */
export async function readTruth(client: pg.ClientBase, { entity, metric }: MetricOfEntity, brandId: string): Promise<readonly TrueRow[]> {
  const { cube: { dimensions, unit, grain }, parts: [part], time } = metric
  const measure = part?.measure?.kind === 'COLUMN' ? part.measure.column : undefined
  const zone = '(select time_zone from platform.brands where id = $1)'
  const { rows } = await client.query<{ period: string; unit: string; amount: string; values: Readonly<Record<string, string | null>> }>(
    `select to_char(date_trunc('${grain.toLowerCase()}', ${time} at time zone ${zone}) at time zone ${zone} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as period, ${unit}::text as unit,
      ${measure === undefined ? 'count(*)' : `sum(${measure})`}::text as amount, jsonb_build_object(${dimensions.map((name) => `'${name.toUpperCase()}', ${name}::text`).join(', ')}) as values
      from ${entity.schema}.${entity.table} where brand_id = $1 and ${time} is not null and ${unit} is not null
        ${(part?.where ?? []).map(({ column, operator, values = [] }) => ` and ${column}::text ${operator === 'NOT_IN' ? '<> all' : '= any'} ('{${values.join()}}')`).join('')}
      group by 1, 2, 4`, [brandId])
  return rows.map(({ amount, ...row }) => ({ ...row, amount: BigInt(amount) }))
}
