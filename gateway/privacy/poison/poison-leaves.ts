import { isEnumType, isInputObjectType, type GraphQLSchema } from 'graphql'
import type { Column, Entity } from '../../../schema/model.ts'
import { exposedRelations } from '../../../schema/sdl/exposed.ts'
import { filterColumns, filterOf } from '../../../schema/sdl/filter-members.ts'
import { ENTITIES } from '../oracle/standings.ts'
import { poisonOf } from './poison-values.ts'

/** Conditions on one filter leaf, as one operation with a list for each. */
export interface Leaf {
  readonly coordinate: string
  readonly operators: readonly string[]
  /** Entities whose rows are answered, by response key. */
  readonly roots: ReadonlyMap<string, Entity>
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

interface Listing {
  readonly operator: string
  readonly root: Entity
  readonly filter: Readonly<Record<string, unknown>>
}

/** Root fields of one operation; the gateway's limit is 20. */
const TOGETHER = 20

/** Every leaf and operator that the graph offers, with values that hidden rows have. `hidden` gives one of an id column. */
export function poisonLeaves(schema: GraphQLSchema, hidden: (entity: Entity, column: Column) => string | undefined): readonly Leaf[] {
  return ENTITIES.flatMap((entity) => filterColumns(entity).flatMap((column) => leavesOf(schema, entity, { column, hidden: hidden(entity, column) })))
}

interface Hidden {
  readonly column: Column
  readonly hidden?: string
}

function leavesOf(schema: GraphQLSchema, entity: Entity, { column, hidden }: Hidden): readonly Leaf[] {
  const input = schema.getType(filterOf(column) ?? '')
  if (!isInputObjectType(input)) return []
  const operators = Object.keys(input.getFields()).filter((operator) => operator !== 'caseSensitive')
  const values = valuesOf(schema, column, hidden)
  const listings = operators.flatMap((operator) => conditions(operator, values).flatMap((condition, index) => listingsOf(entity, { column, operator, condition, isFirst: index === 0 })))
  // a mask lets ask for null and for nothing else, and one refused condition refuses its whole operation
  return [listings.filter(({ operator }) => operator === 'isNull'), listings.filter(({ operator }) => operator !== 'isNull')]
    .flatMap((kind) => chunks(kind).map((some) => together(`${entity.type}.${column.field}`, some)))
}

function chunks(listings: readonly Listing[]): readonly (readonly Listing[])[] {
  return Array.from({ length: Math.ceil(listings.length / TOGETHER) }, (_, index) => listings.slice(index * TOGETHER, (index + 1) * TOGETHER))
}

function together(coordinate: string, listings: readonly Listing[]): Leaf {
  const keyed = listings.map((listing, index) => [`l${index}`, listing] as const)
  return {
    coordinate, operators: [...new Set(listings.map(({ operator }) => operator))],
    roots: new Map(keyed.map(([key, { root }]) => [key, root])),
    query: `query Poison(${keyed.map(([key, { root }]) => `$${key}: ${root.type}Filter`).join(', ')}) { ${keyed.map(([key, { root }]) => `${key}: ${root.plural}(first: 20, filter: $${key}) { totalCount nodes { id } }`).join(' ')} }`,
    variables: Object.fromEntries(keyed.map(([key, { filter }]) => [key, filter])),
  }
}

function valuesOf(schema: GraphQLSchema, column: Column, hidden: string | undefined): readonly unknown[] {
  if (hidden !== undefined) return [hidden]
  const type = column.enum === undefined ? undefined : schema.getType(column.enum)
  if (isEnumType(type)) return type.getValues().slice(0, 2).map(({ name }) => name)
  return poisonOf(column)?.wire ?? []
}

function conditions(operator: string, values: readonly unknown[]): readonly Readonly<Record<string, unknown>>[] {
  if (operator === 'isNull') return [{ isNull: true }, { isNull: false }]
  if (operator === 'in' || operator === 'nin') return values.length === 0 ? [] : [{ [operator]: values }]
  const isPattern = ['contains', 'startsWith', 'endsWith'].includes(operator)
  return values.flatMap((value) => [{ [operator]: value }, ...isPattern ? [{ [operator]: value, caseSensitive: false }] : []])
}

interface Condition {
  readonly column: Column
  readonly operator: string
  readonly condition: Readonly<Record<string, unknown>>
  /** The others are not nested: what a relation does with a leaf does not depend on the value. */
  readonly isFirst: boolean
}

/** The leaf itself, negated, and through every relation that leads to its rows. */
function listingsOf(entity: Entity, { column, operator, condition, isFirst }: Condition): readonly Listing[] {
  const leaf = { [column.field]: condition }
  const over = (root: Entity, filter: Readonly<Record<string, unknown>>): Listing => ({ operator, root, filter })
  if (!isFirst) return [over(entity, leaf)]
  const nested = ENTITIES.flatMap((root) => exposedRelations(root).filter(({ target }) => target === entity.type)
    .flatMap(({ field, many }) => many ? ['some', 'none', 'every'].map((quantifier) => over(root, { [field]: { [quantifier]: leaf } })) : [over(root, { [field]: leaf })]))
  return [over(entity, leaf), over(entity, { not: leaf }), ...nested]
}
