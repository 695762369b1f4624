import type { Entity, Measure, Metric, MetricColumn, MetricDimension, ModuleMetadata } from '../model.ts'
import { camelCase } from '../sdl/camel-case.ts'
import { exposedEntities } from '../sdl/exposed.ts'
import { dimensionName, metricField } from '../sdl/metric-types.ts'
import { acrossNames } from './across-dimensions.ts'
import type { CatalogDimension, CatalogMetric } from './catalog-model.ts'
import { entityName } from './entity-name.ts'

const columnText = ({ path, column }: MetricColumn): string => [...path, column].join('.')

const measureText = (measure: Measure): string => {
  switch (measure.kind) {
    case 'COLUMN': return columnText(measure)
    case 'PRODUCT': return measure.columns.map(columnText).join(' * ')
    case 'SUM': return measure.columns.map(columnText).join(' + ')
    case 'ELAPSED': return `${measure.to === undefined ? 'now' : columnText(measure.to)} - ${columnText(measure.from)}`
  }
}

const dimensionFacts = (dimension: MetricDimension): CatalogDimension => ({
  name: dimensionName(dimension), path: 'column' in dimension ? [...dimension.path, camelCase(dimension.column)].join('.') : null,
})

const metricFacts = (entity: Entity, metric: Metric, entities: ReadonlyMap<string, Entity>): CatalogMetric => {
  const { name, definition, kind, unit, parts: [part], time, grains, dimensions, cube } = metric
  return {
    name, field: metricField(metric), entity: entity.type, module: entity.module, definition, kind, unit,
    aggregation: part?.aggregation ?? null,
    // rows are counted by what names them
    measure: part === undefined ? null : part.measure === undefined ? entity.keys[0] ?? null : measureText(part.measure),
    time: time === undefined ? null : `${entityName(entity)}.${time}`,
    grains, dimensions: dimensions.map(dimensionFacts), across: acrossNames(metric, entity, entities), isPublished: cube !== undefined, example: null,
  }
}

/** Every metric of the graph, in the order of the model. */
export const metricsOf = (modules: readonly ModuleMetadata[]): readonly CatalogMetric[] => {
  const entities = new Map(modules.flatMap(exposedEntities).map(entity => [entity.type, entity]))
  return [...entities.values()].flatMap(entity => (entity.metrics ?? []).map(metric => metricFacts(entity, metric, entities)))
}
