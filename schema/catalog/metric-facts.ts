import type { Entity, Metric, MetricDimension, MetricPart, ModuleMetadata } from '../model.ts'
import { camelCase } from '../sdl/camel-case.ts'
import { exposedEntities } from '../sdl/exposed.ts'
import { dimensionName, metricField } from '../sdl/metric-types.ts'
import { acrossNames } from './across-dimensions.ts'
import type { CatalogDimension, CatalogMetric } from './catalog-model.ts'
import { entityName } from './entity-name.ts'
import { formulaOf, measuredText } from './metric-formula.ts'

const dimensionFacts = (dimension: MetricDimension): CatalogDimension => ({
  name: dimensionName(dimension), path: 'column' in dimension ? [...dimension.path, camelCase(dimension.column)].join('.') : null,
})

/** One aggregate over the rows of one table; what is made of several has none. */
const onlyPart = ({ kind, parts: [part, ...others] }: Metric): MetricPart | undefined => (others.length === 0 && (kind === 'ROWS' || kind === 'SNAPSHOT') ? part : undefined)

const metricFacts = (entity: Entity, metric: Metric, entities: ReadonlyMap<string, Entity>): CatalogMetric => {
  const { name, definition, kind, unit, time, grains, dimensions, cube } = metric
  const part = onlyPart(metric)
  return {
    name, field: metricField(metric), entity: entity.type, module: entity.module, definition, kind, unit,
    aggregation: part?.aggregation ?? null, measure: part === undefined ? null : measuredText(part, entity), formula: formulaOf(metric, entity),
    time: time === undefined ? null : `${entityName(entity)}.${time}`,
    grains, dimensions: dimensions.map(dimensionFacts), across: acrossNames(metric, entity, entities), isPublished: cube !== undefined, example: null,
  }
}

/** Every metric of the graph, in the order of the model. */
export const metricsOf = (modules: readonly ModuleMetadata[]): readonly CatalogMetric[] => {
  const entities = new Map(modules.flatMap(exposedEntities).map(entity => [entity.type, entity]))
  return [...entities.values()].flatMap(entity => (entity.metrics ?? []).map(metric => metricFacts(entity, metric, entities)))
}
