import type { Column, ColumnDimension, Entity, Metric, MetricDimension, MetricPart, Reference } from '../model.ts'
import { exposedColumns, exposedReferences } from '../sdl/exposed.ts'

/** A dimension of a metric that holds the key of another module's rows. */
export interface ReferenceDimension {
  /** What leads to those rows: `workspace`, or `invoice.workspace` where the metric's rows lead to the row that holds the key. */
  readonly path: string
  readonly dimension: ColumnDimension
  readonly reference: Reference
  readonly target: Entity
}

const ADDITIVE_KINDS: readonly Metric['kind'][] = ['ROWS', 'COMBINED', 'AS_OF', 'MOVEMENT', 'SNAPSHOT']

const isAdditivePart = ({ aggregation, positive }: MetricPart): boolean => (aggregation === 'SUM' || aggregation === 'COUNT') && positive === undefined

/** Whether the figures of groups add up to that of their union: then they may be grouped anew by whoever knows the groups only. */
export const isAdditive = ({ kind, parts }: Metric): boolean => ADDITIVE_KINDS.includes(kind) && parts.every(isAdditivePart)

const isColumnDimension = (dimension: MetricDimension): dimension is ColumnDimension => 'column' in dimension

/** The entity at the end of a path of many-to-one relations inside a module. */
const entityAt = (entity: Entity, path: readonly string[], entities: ReadonlyMap<string, Entity>): Entity | undefined =>
  path.reduce<Entity | undefined>((at, step) => {
    const relation = at?.relations.find(({ field, many }) => field === step && !many)
    return relation && entities.get(relation.target)
  }, entity)

/** Dimensions of a metric that lead out of its module, each by one declared reference. Empty where figures do not add up. */
export const referenceDimensions = (metric: Metric, entity: Entity, entities: ReadonlyMap<string, Entity>): readonly ReferenceDimension[] => {
  if (!isAdditive(metric)) return []
  return metric.dimensions.filter(isColumnDimension).flatMap(dimension => {
    const holder = entityAt(entity, dimension.path, entities)
    const reference = holder && exposedReferences(holder).find(({ column }) => column === dimension.column)
    const target = reference && entities.get(reference.target.type)
    return reference === undefined || target === undefined ? [] : [{ path: [...dimension.path, reference.field].join('.'), dimension, reference, target }]
  })
}

/** Texts of which there are few, and what they are about; a moment or an amount makes a group of every row. */
const GROUPED: readonly Column['wire'][] = ['String', 'Boolean', 'CountryCode', 'CurrencyCode']

/** Whether rows may be told apart by a column: everybody who sees a row reads it. */
export const isGroupable = ({ label, list, wire }: Column): boolean => label.public && label.scope === undefined && !list && GROUPED.includes(wire)

/** Columns of another module's entity that a metric may be grouped by. */
export const groupableColumns = (target: Entity): readonly Column[] => exposedColumns(target).filter(isGroupable)

/** Dimensions of other modules by which a metric may be grouped, as `workspace.region`. */
export const acrossNames = (metric: Metric, entity: Entity, entities: ReadonlyMap<string, Entity>): readonly string[] =>
  referenceDimensions(metric, entity, entities).flatMap(({ path, target }) => groupableColumns(target).map(({ field }) => `${path}.${field}`))
