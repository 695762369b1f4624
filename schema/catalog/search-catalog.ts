import type { CatalogEntity, CatalogMetric } from './catalog-model.ts'

/** What is looked for; all that is given must hold. */
export interface CatalogSearch {
  /** Words, each of which must be in a name or a description. */
  readonly text?: string | undefined
  readonly group?: string | undefined
  readonly module?: string | undefined
  readonly category?: string | undefined
}

const MOST_WORDS = 10

/** Words of a search in lower case; more than ten are not looked for. */
export const wordsOf = (text: string | undefined): readonly string[] => (text ?? '').toLowerCase().split(/\s+/).filter(word => word !== '').slice(0, MOST_WORDS)

const textsOf = ({ name, type, table, module, group, description, columns, fields, metrics }: CatalogEntity): readonly string[] => [
  name, type, table, module, group, description,
  ...columns.flatMap(column => [column.name, column.field, column.description]),
  ...fields.flatMap(field => [field.field, field.description]),
  ...metrics.flatMap(metric => [metric.name, metric.definition]),
]

const texts = new WeakMap<object, string>()

/** Everything that is searched of one thing, once a thing. */
const searched = <Thing extends object>(thing: Thing, read: (thing: Thing) => readonly string[]): string => {
  const text = texts.get(thing) ?? read(thing).join('\n').toLowerCase()
  texts.set(thing, text)
  return text
}

/** How soon somebody means this one: its own name first, then its columns', then a text. */
const rankOf = ({ name, type, columns }: CatalogEntity, words: readonly string[]): number => {
  const isNamed = (names: readonly string[]): boolean => words.every(word => names.some(one => one.toLowerCase().includes(word)))
  if (words.length === 0 || words.join('_') === name || words.join('') === type.toLowerCase()) return 0
  if (isNamed([name, type])) return 1
  return isNamed([name, type, ...columns.flatMap(column => [column.name, column.field])]) ? 2 : 3
}

/** Entities in which all words are found; those that are named so come first, else the order stays. */
export const searchEntities = (entities: readonly CatalogEntity[], { text, group, module, category }: CatalogSearch): readonly CatalogEntity[] => {
  const words = wordsOf(text)
  return entities
    .filter(entity => (group === undefined || entity.group === group) && (module === undefined || entity.module === module))
    .filter(({ columns }) => category === undefined || columns.some(({ categories }) => categories.some(one => one.category === category)))
    .filter(entity => words.every(word => searched(entity, textsOf).includes(word)))
    .map(entity => ({ entity, rank: rankOf(entity, words) })).sort((a, b) => a.rank - b.rank).map(({ entity }) => entity)
}

/** Metrics in which all words are found. */
export const searchMetrics = (metrics: readonly CatalogMetric[], { text, module }: Pick<CatalogSearch, 'text' | 'module'>): readonly CatalogMetric[] => {
  const words = wordsOf(text)
  return metrics.filter(metric => module === undefined || metric.module === module)
    .filter(metric => words.every(word => searched(metric, ({ name, field, entity, definition }) => [name, field, entity, definition]).includes(word)))
}
