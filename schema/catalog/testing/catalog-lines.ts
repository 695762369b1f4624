import type { CatalogColumn, CatalogEntity } from '../catalog-model.ts'
import { TWELVE_ENTITIES } from './twelve-entities.ts'

/** Facts of one entity, each a name and a value, so that two catalogs can be compared fact by fact. */
export type Lines = ReadonlyMap<string, string>

const columnLines = (entity: string, [name = '', type = '', ...more]: readonly string[]): readonly (readonly [string, string])[] => {
  const category = more.find(word => /^[A-Z_]+!?$/.test(word))
  const at = `${entity}.${name}`
  return [
    [`${at} type`, type], [`${at} null`, more.includes('null') ? 'yes' : 'no'], [`${at} key`, more.includes('key') ? 'yes' : 'no'],
    [`${at} identity`, more.includes('key') ? 'yes' : 'no'], [`${at} sensitivity`, category === undefined ? 'PUBLIC' : 'PII'], [`${at} category`, category ?? 'none'],
  ]
}

const metricLines = (at: string, [aggregation = '', measure = '', time = '', ...grains]: readonly string[]): readonly (readonly [string, string])[] =>
  [[`${at} aggregation`, aggregation], [`${at} measure`, measure], [`${at} time`, time], [`${at} grains`, grains.join(' ')]]

const linesOfBlock = (block: string): readonly (readonly [string, string])[] => {
  const [head = '', ...rest] = block.trim().split('\n')
  const [entity = '', table = '', group = ''] = head.split(' ')
  return [
    [`${entity} table`, table], [`${entity} group`, group], [`${entity} identity`, 'id'],
    ...rest.flatMap((line): readonly (readonly [string, string])[] => {
      const [sign, ...words] = line.split(' ')
      if (sign === '-') return columnLines(entity, words)
      const [name = ''] = words
      if (sign === '>') return [[`${entity} join ${name}`, `${words.slice(1).join(' ')} OPERATOR_AUTHORED`]]
      return metricLines(`${entity} metric ${name}`, words.slice(1))
    }),
  ]
}

/** What the twelve entities were. */
export const linesOfTwelve = (): Lines => new Map(TWELVE_ENTITIES.trim().split('\n\n').flatMap(linesOfBlock))

const columnWords = ({ name, type, isNullable, isKey, categories }: CatalogColumn): readonly string[] =>
  [name, type, ...isNullable ? ['null'] : [], ...isKey ? ['key'] : [], ...categories.map(({ category, level }) => `${category}${level === 'CATASTROPHIC' ? '!' : ''}`)]

const linesOfColumn = (entity: string, column: CatalogColumn): readonly (readonly [string, string])[] => [
  ...columnLines(entity, columnWords(column)).filter(([name]) => !name.endsWith(' identity') && !name.endsWith(' sensitivity')),
  [`${entity}.${column.name} identity`, column.isIdentity ? 'yes' : 'no'], [`${entity}.${column.name} sensitivity`, column.sensitivity],
]

/** What entities of our catalog are. */
export const linesOfCatalog = (entities: readonly CatalogEntity[]): Lines => new Map(entities.flatMap(({ name, table, group, identity, columns, joins, metrics }) => [
  [`${name} table`, table] as const, [`${name} group`, group] as const, [`${name} identity`, identity] as const,
  ...columns.flatMap(column => linesOfColumn(name, column)),
  ...joins.map(join => [`${name} join ${join.name}`, `${join.on} ${join.cardinality} ${join.provenance}`] as const),
  ...metrics.flatMap(metric => metricLines(`${name} metric ${metric.name}`, [metric.aggregation ?? '', metric.measure?.replaceAll(' ', '') ?? '', metric.time ?? '-', ...metric.grains.length === 0 ? ['-'] : metric.grains])),
]))

/** Every fact of the first that the second has not, or has otherwise. */
export const differencesOf = (was: Lines, is: Lines): readonly string[] =>
  [...was].filter(([name, value]) => is.get(name) !== value).map(([name, value]) => `${name}: ${value} -> ${is.get(name) ?? 'none'}`)

/** Names of what only the second has: whole columns, joins and metrics. */
export const additionsOf = (was: Lines, is: Lines): readonly string[] =>
  [...new Set([...is.keys()].filter(name => !was.has(name)).map(name => name.replace(/ (type|null|key|identity|sensitivity|category|aggregation|measure|time|grains)$/, '')))]
