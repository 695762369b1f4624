import type { ColumnDimension, MetricColumn, MetricPart } from '../../../schema/metric-model.ts'
import type { Entity } from '../../../schema/model.ts'
import { conditionsOf, isColumnDimension, type Published } from '../../../schema/published-families.ts'
import { conditionSql, measureSql, type MeasureContext } from './metric-sql.ts'

/** SQL over the rows of one part of a metric, past all scopes: for the publisher alone. Parameter 1 is the brand. */
export interface PartRows {
  /** Tables and joins; `p` is the row of the part. */
  readonly from: string
  readonly where: string
  /** Local time of the brand. */
  readonly localTime: string
  /** The moment or day that is compared with a period. */
  readonly time: string
  readonly unit: string
  /** Dimensions of the cube by name. */
  readonly dimensions: readonly (readonly [name: string, sql: string])[]
  /** Undefined: rows are counted. */
  readonly measure?: string
}

export interface PartOf extends Published {
  readonly part: MetricPart
  readonly entities: readonly Entity[]
}

/** Rows of a part with everything that stands in the figures made of them. `zone` is the SQL of the time zone of the brand. */
export function partRows({ entity, metric, part, entities }: PartOf, zone: string): PartRows {
  const { cube } = metric
  const own = entityNamed(entities, part.entity)
  const joins = new Map<string, string>()
  const follow = (start: Row, path: readonly string[], kind: 'join' | 'left join'): Row => path.reduce((row, step) => stepTo(row, step, { entities, joins, kind }), start)
  const base = follow({ entity: own, alias: 'p' }, part.via ?? [], 'join')
  const sqlOf = (start: Row, { path, column }: MetricColumn): string => `${follow(start, path, 'left join').alias}.${column}`
  const context: MeasureContext = { at: (column) => sqlOf({ entity: own, alias: 'p' }, column), now: 'now()' }
  const dimensions = cube.dimensions.map((name): readonly [string, string] => {
    const dimension = metric.dimensions.find((candidate): candidate is ColumnDimension => candidate.name === name && isColumnDimension(candidate))
    if (!dimension) throw new Error(`The cube of ${metric.name} has no dimension ${name}.`)
    return [name, sqlOf({ entity, alias: base.alias }, dimension)]
  })
  const time = `p.${part.time ?? ''}`
  const isDay = own.columns.find(({ name }) => name === part.time)?.pgType === 'date'
  const where = ['p.brand_id = $1', `${base.alias}.${cube.unit} is not null`, ...conditionsOf(part).map((condition) => conditionSql(condition, context))].join(' and ')
  const measure = part.measure && measureSql(part.measure, context)
  return {
    from: [`${own.schema}.${own.table} p`, ...joins.values()].join(' '), where, measure, dimensions,
    localTime: isDay ? `${time}::timestamp` : `${time} at time zone ${zone}`,
    time: isDay ? `(${time}::timestamp at time zone ${zone})` : time,
    unit: `${base.alias}.${cube.unit}`,
  }
}

interface Row {
  readonly entity: Entity
  readonly alias: string
}

interface Walk {
  readonly entities: readonly Entity[]
  /** By alias; a join that stands there already is made once. */
  readonly joins: Map<string, string>
  readonly kind: 'join' | 'left join'
}

function stepTo({ entity, alias }: Row, step: string, { entities, joins, kind }: Walk): Row {
  const relation = entity.relations.find(({ field }) => field === step)
  if (!relation) throw new Error(`${entity.type} has no relation ${step}.`)
  const target = entityNamed(entities, relation.target)
  const next = `${alias}_${step.toLowerCase()}`
  if (!joins.has(next)) joins.set(next, `${kind} ${target.schema}.${target.table} ${next} on ${next}.brand_id = ${alias}.brand_id and ${next}.${relation.to} = ${alias}.${relation.from}`)
  return { entity: target, alias: next }
}

function entityNamed(entities: readonly Entity[], type: string): Entity {
  const entity = entities.find((candidate) => candidate.type === type)
  if (!entity) throw new Error(`There is no ${type} in this module.`)
  return entity
}
