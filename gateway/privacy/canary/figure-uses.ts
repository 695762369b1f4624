import { getNamedType, isEnumType, isInputObjectType, isObjectType } from 'graphql'
import type { GraphQLField, GraphQLSchema } from 'graphql'
import { modules } from '../../../schema/metadata/index.ts'
import type { Metric } from '../../../schema/model.ts'
import { exposedRelations } from '../../../schema/sdl/exposed.ts'
import { filterOf } from '../../../schema/sdl/filter-members.ts'
import { metricField } from '../../../schema/sdl/metric-types.ts'
import { ENTITIES } from '../oracle/standings.ts'
import type { CanaryColumn } from './cells.ts'
import type { Use } from './uses.ts'

const METRICS: ReadonlyMap<string, Metric> = new Map(modules.flatMap(({ entities }) => entities.flatMap(({ metrics = [] }) => metrics.map((metric) => [metricField(metric), metric] as const))))

/** A figure that somebody could ask for with a sensitive column in it, and the names of its arguments. */
interface Figure {
  readonly field: GraphQLField<unknown, unknown>
  readonly metric: Metric
  readonly filter: string
}

/** Every way in which a figure can name a sensitive column: as a group, in its filter, in the filter of a row that its rows are related to. */
export function figureUses(schema: GraphQLSchema, column: CanaryColumn): readonly Use[] {
  const type = schema.getType('Metrics')
  const figures = isObjectType(type) ? Object.values(type.getFields()).flatMap((field): readonly Figure[] => {
    const [metric, filter] = [METRICS.get(field.name), field.args.find(({ name }) => name === 'filter')]
    return metric && filter ? [{ field, metric, filter: String(getNamedType(filter.type)) }] : []
  }) : []
  return figures.flatMap((figure) => [...groups(figure, column), ...filters(schema, figure, column)])
}

const ROWS = '{ source rows { period value group { dimension value } } }'

/** Members of the enumeration of dimensions that stand for the column, its own name or one at the end of a path. */
function groups({ field, metric, filter }: Figure, { entity, column }: CanaryColumn): readonly Use[] {
  const dimensions = getNamedType(field.args.find(({ name }) => name === 'groupBy')?.type)
  if (!isEnumType(dimensions) || filter !== `${entity.type}Filter` || dimensions.getValue(column.name.toUpperCase()) === undefined) return []
  const member = column.name.toUpperCase()
  return [[member], [...moneyOf(metric), member], [member, 'ID'].filter((name) => name === member || dimensions.getValue('ID') !== undefined)].map((names, way): Use => ({
    name: `figure ${field.name} by group ${way}`, kind: 'GROUP',
    operation: () => ({ query: `query Canary { hit: metrics { figure: ${field.name}(groupBy: [${names.join(', ')}]) ${ROWS} } }` }),
  }))
}

const moneyOf = ({ currency }: Metric): readonly string[] => currency === undefined ? [] : [currency.toUpperCase()]

function filters(schema: GraphQLSchema, { field, metric, filter }: Figure, { entity, column }: CanaryColumn): readonly Use[] {
  const name = filterOf(column)
  const input = name === undefined ? undefined : schema.getType(name)
  const root = ENTITIES.find(({ type }) => filter === `${type}Filter`)
  if (!isInputObjectType(input) || root === undefined) return []
  const operators = Object.keys(input.getFields())
  const ask = (way: string, of: (value: string | number) => object): Use => ({
    name: `figure ${field.name} by filter ${way}`, kind: 'FIGURE',
    operation: ({ value }) => (value === undefined ? undefined : {
      query: `query Canary($f: ${filter}) { hit: metrics { figure: ${field.name}(groupBy: [${moneyOf(metric).join(', ')}], filter: $f) ${ROWS} } }`, variables: { f: of(value) },
    }),
  })
  const leaf = (operator: string, value: unknown): object => ({ [column.field]: { [operator]: operator === 'in' || operator === 'nin' ? [value] : operator === 'isNull' ? false : value } })
  const [found] = ['eq', 'in', 'contains'].filter((operator) => operators.includes(operator))
  const own = root.type === entity.type && found !== undefined ? [ask(found, (value) => leaf(found, value)), ask(`not ${found}`, (value) => ({ not: { not: leaf(found, value) } }))] : []
  const near = found === undefined ? [] : exposedRelations(root).filter(({ target }) => target === entity.type).map(({ field: relation, many }) =>
    ask(`${relation}.${column.field}`, (value) => ({ [relation]: many ? { some: leaf(found, value) } : leaf(found, value) })))
  return [...own, ...near]
}
