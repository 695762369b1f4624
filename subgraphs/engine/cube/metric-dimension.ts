import type { Metric, MetricDimension } from '../../../schema/model.ts'
import type { Entity } from '../../../schema/model.ts'
import { dimensionMembers, dimensionName, memberCoordinate, type DimensionMember, type FindEntity } from '../../../schema/sdl/metric-dimensions.ts'
import { ReadError } from '../read/read-error.ts'

/** A metric with the entity that declares it, among those of its module. */
export interface MetricSubject {
  readonly entity: Entity
  readonly metric: Metric
  readonly find: FindEntity
}

/** Names of the dimensions of a metric, as clients write them. */
export function allowedDimensions(metric: Pick<Metric, 'dimensions'>): readonly string[] {
  return metric.dimensions.map(dimensionName)
}

/** The dimension of that name; a refusal says why it is none, and what answers instead. */
export function dimensionNamed({ entity, metric, find }: MetricSubject, name: string): MetricDimension {
  const dimension = metric.dimensions.find((candidate) => dimensionName(candidate) === name)
  if (dimension) return dimension
  const dimensions = allowedDimensions(metric)
  const member = membersOf(entity, find).get(name)
  const coordinate = member && memberCoordinate(member)
  const fanOut = metric.fanOuts.find((candidate) => dimensionName(candidate) === name)
  if (fanOut) throw new ReadError('METRIC_FANOUT', { coordinate, rule: 'MANY_TO_ONE', instead: fanOut.instead, dimensions })
  const label = member?.at?.column.label
  if (label && !label.public) throw new ReadError('PII_GROUP_REFUSED', { coordinate, rule: `${label.category}/GROUP`, dimensions })
  throw new ReadError('METRIC_UNKNOWN_DIMENSION', { coordinate, rule: member?.isJoined ? 'DECLARED_JOINS' : 'DECLARED_DIMENSIONS', dimensions })
}

const known = new WeakMap<Entity, ReadonlyMap<string, DimensionMember>>()

/** Worked out for the first refusal and not at start. */
function membersOf(entity: Entity, find: FindEntity): ReadonlyMap<string, DimensionMember> {
  const members = known.get(entity) ?? dimensionMembers(entity, find)
  known.set(entity, members)
  return members
}
