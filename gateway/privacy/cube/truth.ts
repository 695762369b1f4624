import type pg from 'pg'
import { modules } from '../../../schema/metadata/index.ts'
import type { Entity, Measure, MetricColumn, MetricCondition, MetricPart, PublishedMetric } from '../../../schema/model.ts'

/** What one protected unit has in one finest cell of one period: the rows themselves, of which no caller learns. */
export interface TrueRow {
  readonly period: string
  /** By dimension, as clients name it. */
  readonly values: Readonly<Record<string, string | null>>
  readonly unit: string
  readonly count: bigint
  /** In millionths. */
  readonly sum: bigint
  /** What is counted once each. */
  readonly things: readonly string[]
}

export interface MetricOfEntity {
  readonly entity: Entity
  readonly metric: PublishedMetric
}

/** Every metric that is published. */
export const METRICS: readonly MetricOfEntity[] = modules.flatMap(({ entities }) => entities.flatMap((entity) => (entity.metrics ?? []).flatMap((metric) => metric.cube ? [{ entity, metric: { ...metric, cube: metric.cube } }] : [])))

/** Millionths of a number in decimals. */
export function millionths(text: string): bigint {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  return BigInt(`${sign}${whole}${fraction.slice(0, 6).padEnd(6, '0')}`)
}

/** Reads past every rule, and groups by itself: nothing here is shared with the publisher. */
export async function readTruth(client: pg.ClientBase, { metric }: MetricOfEntity, { part, brandId }: { readonly part: MetricPart; readonly brandId: string }): Promise<readonly TrueRow[]> {
  const { cube: { dimensions, unit, grain }, dimensions: all } = metric
  const own = entityNamed(part.entity)
  const at = (column: MetricColumn): string => columnSql(own, 't', column)
  const ofBase = ({ path, column }: MetricColumn): string => at({ path: [...part.via ?? [], ...path], column })
  const zone = '(select time_zone from platform.brands where id = $1)'
  const local = own.columns.find(({ name }) => name === part.time)?.pgType === 'date' ? `t.${part.time}::timestamp` : `t.${part.time} at time zone ${zone}`
  const measure = part.measure && measureSql(part.measure, at)
  const named = dimensions.map((name) => {
    const dimension = all.find((candidate) => candidate.name === name)
    if (!dimension || !('column' in dimension)) throw new Error(`${metric.name} has no column for ${name}.`)
    return `'${name.toUpperCase()}', ${ofBase(dimension)}::text`
  })
  const { rows } = await client.query<{ period: string; unit: string; count: string; sum: string; things: readonly string[]; values: Readonly<Record<string, string | null>> }>(
    `select to_char(date_trunc('${grain.toLowerCase()}', local) at time zone ${zone} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as period, unit, values,
      count(*)::text as count, coalesce(${isNumber(part) ? 'round(sum(measure::numeric), 6)' : '0'}, 0)::text as sum, array_remove(array_agg(distinct ${part.aggregation === 'COUNT_DISTINCT' ? 'measure::text' : 'null::text'}), null) as things
      from (select ${local} as local, ${ofBase({ path: [], column: unit })}::text as unit, jsonb_build_object(${named.join(', ')}) as values, ${measure ?? 'null'} as measure
        from ${own.schema}.${own.table} t where ${['t.brand_id = $1', ...part.where.map((condition) => conditionSql(condition, at)), ...measure && part.aggregation !== 'SUM' ? [`${measure} is not null`] : []].join(' and ')}) r
      where local is not null and unit is not null group by 1, 2, 3`, [brandId])
  return rows.map((row) => ({ ...row, count: BigInt(row.count), sum: millionths(row.sum) }))
}

const isNumber = ({ aggregation }: MetricPart): boolean => ['SUM', 'AVG'].includes(aggregation)

function entityNamed(type: string): Entity {
  const entity = modules.flatMap(({ entities }) => entities).find((candidate) => candidate.type === type)
  if (!entity) throw new Error(`There is no ${type}.`)
  return entity
}

/** Each step is a look at one row more; the publisher joins. */
function columnSql(entity: Entity, alias: string, { path: [step, ...rest], column }: MetricColumn): string {
  if (step === undefined) return `${alias}.${column}`
  const relation = entity.relations.find(({ field }) => field === step)
  if (!relation) throw new Error(`${entity.type} has no ${step}.`)
  const target = entityNamed(relation.target)
  const next = `${alias}x`
  return `(select ${columnSql(target, next, { path: rest, column })} from ${target.schema}.${target.table} ${next} where ${next}.brand_id = ${alias}.brand_id and ${next}.${relation.to} = ${alias}.${relation.from})`
}

function measureSql(measure: Measure, at: (column: MetricColumn) => string): string {
  if (measure.kind === 'COLUMN') return at(measure)
  if (measure.kind === 'ELAPSED') return `extract(epoch from ${measure.to ? at(measure.to) : 'now()'} - ${at(measure.from)}) / ${measure.in === 'DAYS' ? 86_400 : 1}`
  return `(${at(measure.columns[0])}::numeric ${measure.kind === 'PRODUCT' ? '*' : '+'} ${at(measure.columns[1])}::numeric)`
}

function conditionSql({ operator, values = [], ...place }: MetricCondition, at: (column: MetricColumn) => string): string {
  const value = at(place)
  const among = `array[${values.map((each) => `'${String(each)}'`).join(', ')}]::text[]`
  switch (operator) {
    case 'IN': return `${value}::text = any(${among})`
    case 'NOT_IN': return `${value}::text <> all(${among})`
    case 'POSITIVE': return `${value} > 0`
    case 'NOT_EMPTY': return `coalesce(array_length(${value}, 1), 0) > 0`
    case 'IS_NULL': return `${value} is null`
    case 'NOT_NULL': return `${value} is not null`
    case 'AHEAD': throw new Error('What depends on the present moment is not published.')
  }
}
