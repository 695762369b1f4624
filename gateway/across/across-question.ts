import { z } from 'zod'
import { acrossNames, groupableColumns, isAdditive, isGroupable, referenceDimensions, type ReferenceDimension } from '../../schema/catalog/across-dimensions.ts'
import { METRIC_GRAINS, type Column, type Entity, type Metric, type ModuleMetadata } from '../../schema/model.ts'
import { exposedEntities, exposedReferences, exposedRelations } from '../../schema/sdl/exposed.ts'
import { dimensionName } from '../../schema/sdl/metric-types.ts'
import { refuse } from '../refusal.ts'

/** One dimension of another module, understood. */
export interface AcrossDimension {
  /** As it was asked for, which is as the catalog has it. */
  readonly name: string
  readonly by: ReferenceDimension
  readonly column: Column
}

/** A question about a metric that two modules know the answer to. */
export interface AcrossQuestion {
  readonly entity: Entity
  readonly metric: Metric
  readonly across: readonly AcrossDimension[]
  /** Own dimensions of the metric, as its `groupBy` takes them. */
  readonly groupBy: readonly string[]
  readonly grain?: string
  readonly range?: { readonly from: unknown, readonly to: unknown }
  readonly timeZone?: string
  /** Everything that it could be grouped by. */
  readonly dimensions: readonly string[]
}

const MOST_TEXT = 200
const MOST_ACROSS = 3
const name = z.string().max(MOST_TEXT)
const question = z.object({
  metric: name, dimensions: z.array(name).min(1).max(MOST_ACROSS), groupBy: z.array(name).max(MOST_ACROSS),
  grain: z.enum(METRIC_GRAINS).nullish(), range: z.object({ from: z.unknown(), to: z.unknown() }).nullish(), timeZone: name.nullish(),
})

interface Known {
  readonly entity: Entity
  readonly metric: Metric
  readonly entities: ReadonlyMap<string, Entity>
  readonly dimensions: readonly string[]
}

/** A way to many rows, or from a row to those that name it: figures along it would count rows twice. */
const fansOut = (entity: Entity, step: string, entities: ReadonlyMap<string, Entity>): boolean =>
  exposedRelations(entity).some(({ field, many }) => field === step && many)
  || [...entities.values()].flatMap(exposedReferences).some(({ target, reverse }) => target.type === entity.type && reverse === step)

/** Why there is no such dimension, in names of the schema; the same whatever rows there are. */
const refusalOf = (path: string, { entity, metric, entities, dimensions }: Known) => {
  const steps = path.split('.')
  const refused = metric.fanOuts.find(one => [...one.path, one.column].join('.') === path || one.name === path)
  const facts = { dimensions }
  if (refused !== undefined) return refuse('METRIC_FANOUT', { ...facts, rule: 'MANY_TO_ONE', instead: refused.instead })
  let at: Entity | undefined = entity
  for (const step of steps.slice(0, -1)) {
    if (at !== undefined && fansOut(at, step, entities)) return refuse('METRIC_FANOUT', { ...facts, rule: 'MANY_TO_ONE' })
    const [relation] = at === undefined ? [] : exposedRelations(at).filter(({ field }) => field === step)
    const [reference] = at === undefined ? [] : exposedReferences(at).filter(({ field }) => field === step)
    at = entities.get(relation?.target ?? reference?.target.type ?? '')
  }
  const column = at?.columns.find(({ field, internal }) => field === steps.at(-1) && !internal)
  if (at === undefined || column === undefined) return refuse('METRIC_UNKNOWN_DIMENSION', { ...facts, rule: 'DECLARED_DIMENSIONS' })
  const coordinate = `${at.type}.${column.field}`
  if (!column.label.public) return refuse('PII_GROUP_REFUSED', { ...facts, coordinate, rule: `${column.label.category}/GROUP` })
  return refuse('METRIC_UNKNOWN_DIMENSION', { ...facts, coordinate, rule: isAdditive(metric) ? 'DECLARED_DIMENSIONS' : 'ADDITIVE_METRICS' })
}

const dimensionAt = (path: string, known: Known): AcrossDimension => {
  const end = path.lastIndexOf('.')
  const by = referenceDimensions(known.metric, known.entity, known.entities).find(one => one.path === path.slice(0, Math.max(end, 0)))
  const column = by && groupableColumns(by.target).find(({ field }) => field === path.slice(end + 1))
  if (by === undefined || column === undefined || !isGroupable(column)) throw refusalOf(path, known)
  return { name: path, by, column }
}

/** Whoever asks for one that is not there is told what there is, and where it is asked for. */
const ownDimension = (asked: string, { entity, metric, dimensions }: Known): string => {
  if (metric.dimensions.some(dimension => dimensionName(dimension) === asked)) return asked
  const column = entity.columns.find(one => dimensionName(one) === asked && !one.internal)
  if (column && !column.label.public) throw refuse('PII_GROUP_REFUSED', { coordinate: `${entity.type}.${column.field}`, rule: `${column.label.category}/GROUP`, dimensions })
  throw refuse('METRIC_UNKNOWN_DIMENSION', { rule: 'DECLARED_DIMENSIONS', dimensions })
}

/** Reads the arguments; refuses by names of the schema alone, before any row is read. */
export const acrossQuestion = (modules: readonly ModuleMetadata[], args: unknown): AcrossQuestion => {
  const { success, data } = question.safeParse(args)
  if (!success) throw refuse('VALIDATION_FAILED')
  const entities = new Map(modules.flatMap(exposedEntities).map(entity => [entity.type, entity]))
  const [found] = [...entities.values()].flatMap(entity => (entity.metrics ?? []).filter(metric => metric.name === data.metric).map(metric => ({ entity, metric })))
  if (found === undefined) throw refuse('VALIDATION_FAILED', { rule: 'METRIC' })
  const { entity, metric } = found
  const dimensions = [...metric.dimensions.map(dimensionName), ...acrossNames(metric, entity, entities)]
  const known = { ...found, entities, dimensions }
  if (new Set([...data.dimensions, ...data.groupBy]).size < data.dimensions.length + data.groupBy.length) throw refuse('VALIDATION_FAILED')
  const { grain, range, timeZone } = data
  // a figure without buckets takes neither
  if (metric.grains.length === 0 && (range != null || timeZone != null)) throw refuse('VALIDATION_FAILED', { rule: 'GRAIN' })
  if (grain != null && !metric.grains.includes(grain)) throw refuse('VALIDATION_FAILED', { rule: 'GRAIN' })
  return {
    entity, metric, dimensions, across: data.dimensions.map(path => dimensionAt(path, known)), groupBy: data.groupBy.map(asked => ownDimension(asked, known)),
    ...grain != null && { grain }, ...range != null && { range }, ...timeZone != null && { timeZone },
  }
}
