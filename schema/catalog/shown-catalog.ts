import type { Catalog, CatalogEntity, CatalogJoin, CatalogMetric } from './catalog-model.ts'
import { entityExample, metricExample } from './example-query.ts'
import { isShownPath } from './is-shown-path.ts'
import { moduleFacts } from './read-catalog.ts'
import type { SchemaView } from './schema-view.ts'

/** A name of a member in a text, as `Invoice.status`. */
const COORDINATE = /\b[A-Z]\w*\.[a-z]\w*/g

/** What a reader's schema has, and the words by which the rest is called. */
interface Sight extends SchemaView {
  readonly hidden: ReadonlySet<string>
}

/** A word that means one thing only: of several words, as `InvoiceLine`, `invoice_line` and `totalCents`. */
const isName = (word: string): boolean => /_|[a-z0-9][A-Z]/.test(word)

const namesOfEntity = ({ name, type, table, plural, singular }: CatalogEntity): readonly string[] => [name, type, plural, singular, ...table.split('.').slice(1)]

/** Names of entities, columns and metrics of which the reader sees none that is called so. */
const sightOf = ({ entities, metrics }: Catalog, view: SchemaView): Sight => {
  const [shown, hidden] = [new Set<string>(), new Set<string>()]
  const add = (isShown: boolean, names: readonly string[]): void => { for (const name of names.filter(isName)) (isShown ? shown : hidden).add(name) }
  for (const entity of entities) {
    add(view.has(entity.type), namesOfEntity(entity))
    for (const { name, field } of entity.columns) add(view.has(`${entity.type}.${field}`), [name, field])
  }
  for (const { name, field } of metrics) add(view.has(`Metrics.${field}`), [name, field])
  return { ...view, hidden: new Set([...hidden].filter(name => !shown.has(name))) }
}

/** A text that names something that is not shown says too much; it is left out as a whole. */
const shownText = (text: string, { has, hidden }: Sight): string =>
  ((text.match(COORDINATE) ?? []).every(name => has(name)) && (text.match(/\w+/g) ?? []).every(word => !hidden.has(word)) ? text : '')

const textOrNull = (text: string | null, view: Sight): string | null => (text === null || shownText(text, view) === '' ? null : text)

const shownJoin = (join: CatalogJoin, view: Sight): readonly CatalogJoin[] => {
  const { from, to, field, reverseField, description, ...rest } = join
  const isThere = field !== undefined && view.has(`${from.entity}.${field}`)
  const isBack = reverseField !== undefined && view.has(`${to.entity}.${reverseField}`)
  const hasKeys = view.has(`${from.entity}.${from.columnField}`) && view.has(`${to.entity}.${to.columnField}`)
  if (!hasKeys || (!isThere && !isBack)) return []
  return [{ ...rest, from, to, description: shownText(description, view), ...isThere && { field }, ...isBack && { reverseField } }]
}

const shownMetric = (metric: CatalogMetric, view: Sight, entities: ReadonlySet<string>): readonly CatalogMetric[] => {
  if (!view.has(`Metrics.${metric.field}`) || !entities.has(metric.entity)) return []
  const shown = {
    ...metric, definition: shownText(metric.definition, view), formula: shownText(metric.formula, view),
    measure: textOrNull(metric.measure, view), time: textOrNull(metric.time, view),
    dimensions: metric.dimensions.filter(({ name }) => view.has(`${metric.entity}Dimension.${name}`)),
    across: view.has('Query.metricAcross') ? metric.across.filter(path => isShownPath(metric.entity, path, view)) : [],
  }
  return [{ ...shown, example: metricExample(shown, view) }]
}

const shownEntity = (entity: CatalogEntity, view: Sight, { joins, metrics }: Pick<Catalog, 'joins' | 'metrics'>): CatalogEntity => {
  const { type } = entity
  const shown = {
    ...entity, description: shownText(entity.description, view), where: textOrNull(entity.where, view),
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
export const shownCatalog = (whole: Catalog, schema: SchemaView): Catalog => {
  const view = sightOf(whole, schema)
  const known = whole.entities.filter(({ type }) => view.has(type))
  const joins = whole.joins.flatMap(join => shownJoin(join, view))
  const metrics = whole.metrics.flatMap(metric => shownMetric(metric, view, new Set(known.map(({ type }) => type))))
  const entities = known.map(entity => shownEntity(entity, view, { joins, metrics })).filter(({ columns }) => columns.length > 0)
  const modules = whole.modules.map(({ name }) => moduleFacts(name, entities)).filter(module => module.entities > 0)
  return { modules, entities, joins, metrics }
}
