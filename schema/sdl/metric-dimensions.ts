import type { Column, ColumnDimension, Entity, Metric, MetricColumn, MetricDimension } from '../model.ts'
import { coordinateOf } from './coordinate.ts'
import { exposedColumns, exposedRelations } from './exposed.ts'
import { inputLabel } from './sensitivity.ts'

/** A column as a dimension: what may be grouped by is for the metric to say, so that the others can be refused with a reason. */
export const dimensionName = ({ name }: Pick<MetricDimension, 'name'>): string => name.toUpperCase()

/** Whether a dimension is read from a column, and not worked out. */
export const isColumnDimension = (dimension: MetricDimension): dimension is ColumnDimension => 'column' in dimension

/** A value of `<Type>Dimension`. */
export interface DimensionMember {
  readonly value: string
  /** The column that it stands for; absent for what is worked out. */
  readonly at?: EntityColumn
  /** Whether it is read from another row. */
  readonly isJoined: boolean
}

/** A column with the entity that has it. */
export interface EntityColumn {
  readonly entity: Entity
  readonly column: Column
}

/** Finds an entity of the module. */
export type FindEntity = (type: string) => Entity | undefined

/** Where a path of relations ends; undefined where the module has no such column. */
export const columnAt = (entity: Entity, { path, column: name }: MetricColumn, find: FindEntity): EntityColumn | undefined => {
  const end = path.reduce<Entity | undefined>((from, step) => find(from?.relations.find(({ field }) => field === step)?.target ?? ''), entity)
  const column = end?.columns.find(candidate => candidate.name === name)
  return end && column && { entity: end, column }
}

/**
 * What `<Type>Dimension` names: the columns of the entity, what its metrics are grouped by or refuse to be, and the columns of
 * the rows that it points to. Most of it is refused by most metrics; it has a name so that the refusal can explain itself.
 */
export const dimensionMembers = (entity: Entity, find: FindEntity): ReadonlyMap<string, DimensionMember> => {
  const members = [
    ...exposedColumns(entity).filter(canGroup).map((column): DimensionMember => ({ value: dimensionName(column), at: { entity, column }, isJoined: false })),
    ...(entity.metrics ?? []).flatMap(metric => declaredMembers(entity, metric, find)),
    ...neighbourMembers(entity, find),
  ]
  const named = new Map<string, DimensionMember>()
  for (const member of members) if (!named.has(member.value)) named.set(member.value, member)
  return named
}

const canGroup = ({ list, wire }: Column): boolean => !list && wire !== 'JSON'

const declaredMembers = (entity: Entity, metric: Metric, find: FindEntity): readonly DimensionMember[] => {
  const startOf = (dimension: ColumnDimension): Entity => {
    const part = metric.parts.find(({ dimensions = [] }) => dimensions.some(({ name }) => name === dimension.name))
    return find(part?.entity ?? '') ?? entity
  }
  return [
    ...metric.dimensions.map((dimension): DimensionMember => isColumnDimension(dimension)
      ? { value: dimensionName(dimension), at: columnAt(startOf(dimension), dimension, find), isJoined: dimension.path.length > 0 }
      : { value: dimensionName(dimension), isJoined: false }),
    ...metric.fanOuts.map((fanOut): DimensionMember => ({ value: dimensionName(fanOut), at: columnAt(entity, fanOut, find), isJoined: true })),
  ]
}

/** What people would think of to group by, and what must be refused: the rest only makes the enumeration long. */
const isLikely = ({ label, enum: name, wire }: Column): boolean => !label.public || name !== undefined || wire === 'CountryCode' || wire === 'CurrencyCode'

const neighbourMembers = (entity: Entity, find: FindEntity): readonly DimensionMember[] =>
  exposedRelations(entity).filter(({ many, target }) => !many && target !== entity.type).flatMap(({ field, target }) => {
    const other = find(target)
    if (other === undefined) return []
    return exposedColumns(other).filter(column => canGroup(column) && isLikely(column))
      .map(column => ({ value: `${snakeCase(field)}_${column.name}`.toUpperCase(), at: { entity: other, column }, isJoined: true }))
  })

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

/** A member as a line of the enumeration, with the label of its column. */
export const printMember = ({ value, at }: DimensionMember): string => `${value}${at ? inputLabel(at.entity, at.column) : ''}`

/** The coordinate of a member. */
export const memberCoordinate = ({ at }: DimensionMember): string | undefined => at && coordinateOf(at.entity, at.column)
