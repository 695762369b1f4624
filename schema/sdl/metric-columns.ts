import type { Entity, Measure, Metric, MetricColumn, MetricPart } from '../model.ts'
import { columnAt, isColumnDimension, type EntityColumn, type FindEntity } from './metric-dimensions.ts'

const ofMeasure = (measure: Measure | undefined): readonly MetricColumn[] => {
  if (measure === undefined) return []
  if (measure.kind === 'COLUMN') return [measure]
  return measure.kind === 'ELAPSED' ? [measure.from, ...measure.to ? [measure.to] : []] : measure.columns
}

const own = (columns: readonly (string | undefined)[]): readonly MetricColumn[] => columns.flatMap(column => column === undefined ? [] : [{ path: [], column }])

const ofPart = ({ measure, where, time, positive, dimensions = [] }: MetricPart): readonly MetricColumn[] =>
  [...ofMeasure(measure), ...where, ...own([time, positive]), ...dimensions]

/** Every column that a metric reads, wherever it stands; none of them twice. */
export const metricColumns = (entity: Entity, metric: Metric, find: FindEntity): readonly EntityColumn[] => {
  const extra = new Set(metric.parts.flatMap(({ dimensions = [] }) => dimensions.map(({ name }) => name)))
  const found = [
    ...metric.parts.flatMap(part => ofPart(part).map(place => columnAt(find(part.entity) ?? entity, place, find))),
    ...[...own([metric.time, metric.asOf?.subject, metric.asOf?.value, metric.asOf?.before, metric.ages?.column]), ...metric.dimensions.filter(isColumnDimension).filter(({ name }) => !extra.has(name))]
      .map(place => columnAt(entity, place, find)),
  ].filter(place => place !== undefined)
  return [...new Map(found.map(place => [`${place.entity.type}.${place.column.name}`, place])).values()]
}
