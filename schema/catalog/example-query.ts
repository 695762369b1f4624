import { capitalized } from '../sdl/camel-case.ts'
import type { CatalogEntity, CatalogMetric } from './catalog-model.ts'
import type { SchemaView } from './schema-view.ts'

const ROWS = 5
const MOST_FIELDS = 7

/** Columns that say nothing to somebody who looks at rows for the first time, or more than a first look should. */
const DULL = ['brandId', 'rowVersion', 'updatedAt']
const GOVERNED = ['GOVERNMENT_ID', 'PAYMENT_CARD', 'FREE_TEXT', 'MIXED', 'HEALTH', 'FINANCIAL_ACCOUNT']

const firstFields = ({ columns }: CatalogEntity): readonly string[] => columns
  .filter(({ field, isReadable, categories, graphqlType }) => isReadable && !DULL.includes(field) && graphqlType !== 'JSON' && !categories.some(({ category }) => GOVERNED.includes(category)))
  .map(({ field }) => field).slice(0, MOST_FIELDS)

/** A first query for an entity: some rows where it has a list, one row by its id where it has not. */
export const entityExample = (entity: CatalogEntity, view: SchemaView): string | null => {
  const { singular, plural, type } = entity
  const fields = firstFields(entity)
  if (fields.length === 0) return null
  if (view.has(`Query.${plural}`)) return `query First${capitalized(plural)} {\n  ${plural}(first: ${ROWS}) {\n    nodes {\n${fields.map(field => `      ${field}\n`).join('')}    }\n  }\n}\n`
  return view.has(`Query.${singular}`) ? `query One${type}($id: ID!) {\n  ${singular}(id: $id) {\n${fields.map(field => `    ${field}\n`).join('')}  }\n}\n` : null
}

const PREFERRED = 'MONTH'

/** A first query for a metric: by months where it has them, and by currency where it is about money. */
export const metricExample = ({ field, grains, dimensions, entity }: CatalogMetric, view: SchemaView): string | null => {
  if (!view.has(`Metrics.${field}`)) return null
  const [grain] = [...grains.filter(name => name === PREFERRED), ...grains]
  const currency = dimensions.find(({ name }) => name === 'CURRENCY' && view.has(`${entity}Dimension.${name}`))
  const given = [...grain === undefined ? [] : [`grain: ${grain}`], ...currency === undefined ? [] : ['groupBy: [CURRENCY]']]
  const args = given.length === 0 ? '' : `(${given.join(', ')})`
  return `query ${capitalized(field)} {\n  metrics {\n    ${field}${args} {\n      unit\n      rows {\n        period\n        group {\n          dimension\n          value\n        }\n        value\n      }\n    }\n  }\n}\n`
}
