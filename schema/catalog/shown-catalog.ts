import type { Catalog, CatalogEntity, CatalogJoin, CatalogMetric } from './catalog-model.ts'
import { entityExample, metricExample } from './example-query.ts'
import { moduleFacts } from './read-catalog.ts'
import type { SchemaView } from './schema-view.ts'

/** A name of a member in a text, as `Invoice.status`. */
const COORDINATE = /\b[A-Z]\w*\.[a-z]\w*/g

/** A text that names something that is not shown says too much; it is left out as a whole. */
const shownText = (text: string, view: SchemaView): string => ((text.match(COORDINATE) ?? []).every(name => view.has(name)) ? text : '')

const shownJoin = (join: CatalogJoin, view: SchemaView): readonly CatalogJoin[] => {
  const { from, to, field, reverseField, description, ...rest } = join
  const isThere = field !== undefined && view.has(`${from.entity}.${field}`)
  const isBack = reverseField !== undefined && view.has(`${to.entity}.${reverseField}`)
  const hasKeys = view.has(`${from.entity}.${from.columnField}`) && view.has(`${to.entity}.${to.columnField}`)
  if (!hasKeys || (!isThere && !isBack)) return []
  return [{ ...rest, from, to, description: shownText(description, view), ...isThere && { field }, ...isBack && { reverseField } }]
}

const shownMetric = (metric: CatalogMetric, view: SchemaView, entities: ReadonlySet<string>): readonly CatalogMetric[] => {
  if (!view.has(`Metrics.${metric.field}`) || !entities.has(metric.entity)) return []
  const shown = {
    ...metric, definition: shownText(metric.definition, view),
    dimensions: metric.dimensions.filter(({ name }) => view.has(`${metric.entity}Dimension.${name}`)),
    across: view.has('Query.metricAcross') ? metric.across.filter(path => isShownPath(metric.entity, path, view)) : [],
  }
  return [{ ...shown, example: metricExample(shown, view) }]
}

/** Whether all steps of a dimension of another module are there, from the entity of the metric. */
const isShownPath = (entity: string, path: string, view: SchemaView): boolean => {
  let at: string | undefined = entity
  for (const step of path.split('.')) {
    if (at === undefined || !view.has(`${at}.${step}`)) return false
    at = view.typeOf(`${at}.${step}`)
  }
  return true
}

const shownEntity = (entity: CatalogEntity, view: SchemaView, { joins, metrics }: Pick<Catalog, 'joins' | 'metrics'>): CatalogEntity => {
  const { type } = entity
  const shown = {
    ...entity, description: shownText(entity.description, view),
    columns: entity.columns.filter(({ field }) => view.has(`${type}.${field}`)).map(column => ({ ...column, description: shownText(column.description, view) })),
    fields: entity.fields.filter(({ field }) => view.has(`${type}.${field}`))
      .map(field => ({ ...field, description: shownText(field.description, view), reads: field.reads.filter(name => view.has(name)) })),
    joins: joins.filter(({ from, to }) => from.entity === type || to.entity === type),
    metrics: metrics.filter(metric => metric.entity === type),
    transitions: view.has(`${type}.status`) ? entity.transitions : [],
  }
  return { ...shown, example: entityExample(shown, view) }
}

/**
 * As much of a catalog as a reader's schema shows, and nothing that follows from the rest: no count, no name in a text, no join to what is hidden.
 * What is searched is this, so that no search tells of what is hidden either.
 */
export const shownCatalog = (whole: Catalog, view: SchemaView): Catalog => {
  const known = whole.entities.filter(({ type }) => view.has(type))
  const joins = whole.joins.flatMap(join => shownJoin(join, view))
  const metrics = whole.metrics.flatMap(metric => shownMetric(metric, view, new Set(known.map(({ type }) => type))))
  const entities = known.map(entity => shownEntity(entity, view, { joins, metrics })).filter(({ columns }) => columns.length > 0)
  const modules = whole.modules.map(({ name }) => moduleFacts(name, entities)).filter(module => module.entities > 0)
  return { modules, entities, joins, metrics }
}
