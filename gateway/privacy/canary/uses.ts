import { isEnumType, isInputObjectType } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import { exposedRelations } from '../../../schema/sdl/exposed.ts'
import { filterOf } from '../../../schema/sdl/filter-members.ts'
import { ENTITIES } from '../oracle/standings.ts'
import type { CanaryColumn } from './cells.ts'
import { figureUses } from './figure-uses.ts'
import { leadsTo } from './lead.ts'
import type { Asked, Row } from './lead.ts'

/** One way in which an operation can touch a sensitive column. */
export interface Use {
  readonly name: string
  /** FIND: a row in the answer under `hit` tells that its value is the one that was named; FIGURE: so does a value. GROUP: nobody may. */
  readonly kind: 'SELECT' | 'FIND' | 'INPUT' | 'ASK' | 'FIGURE' | 'GROUP'
  operation(target: UseTarget): Asked | undefined
}

/** A row that the person sees, and the text of its value, where it has one. */
export interface UseTarget {
  readonly row: Row
  readonly value: string | number | undefined
  readonly purpose: string
}

/** All uses of a column that the schema of the graph offers; nothing here names a module. */
export function usesOf(schema: GraphQLSchema, target: CanaryColumn): readonly Use[] {
  return [...selections(schema, target), ...forms(target), ...filters(schema, target), ...orders(schema, target), ...figureUses(schema, target), ...schema.getDirective('reveal') ? asks(target) : []]
}

function selections(schema: GraphQLSchema, { entity, column }: CanaryColumn): readonly Use[] {
  return leadsTo(schema, entity).map(({ name, operation }) => ({
    name: `select by ${name}`, kind: 'SELECT', operation: ({ row }) => operation(`id ${column.field}`, row),
  }))
}

function forms({ entity: { plural, singular, type }, column: { field } }: CanaryColumn): readonly Use[] {
  const select = (name: string, query: string, variables?: Asked['variables']): Use => ({ name, kind: 'SELECT', operation: ({ row }) => ({ query, variables: { ...variables, ...(query.includes('$id') && { id: row.id }) } }) })
  return [
    select('alias', `query Canary { list: ${plural}(first: 20) { nodes { id: id a: ${field} b: ${field} } } }`),
    select('named fragment', `query Canary { ${plural}(first: 20) { nodes { ...F } } } fragment F on ${type} { id ${field} }`),
    select('inline fragments', `query Canary { ${plural}(first: 20) { nodes { ... on ${type} { ... { id ${field} } } } } }`),
    select('include by variable', `query Canary($yes: Boolean!, $no: Boolean! = false) { ${plural}(first: 20) { nodes { id ${field} @include(if: $yes) @skip(if: $no) } } }`, { yes: true }),
    select('edges and cursors', `query Canary { ${plural}(first: 20) { totalCount pageInfo { startCursor endCursor hasNextPage } edges { cursor node { id ${field} } } } }`),
    select('last page', `query Canary { ${plural}(last: 20) { edges { cursor node { id ${field} } } } }`),
    select('aliases by id', `query Canary($id: ID!) { one: ${singular}(id: $id) { id x: ${field} } two: ${singular}(id: $id) { id ${field} __typename } }`),
    select('errors wanted', `query Canary { ${plural}(first: 20) { nodes { id ${field} } } }`),
  ]
}

function filters(schema: GraphQLSchema, { entity, column }: CanaryColumn): readonly Use[] {
  const name = filterOf(column)
  const input = name === undefined ? undefined : schema.getType(name)
  if (!isInputObjectType(input)) return []
  const operators = Object.keys(input.getFields()).filter((operator) => operator !== 'caseSensitive')
  const leaf = (operator: string, value: unknown): object => ({ [column.field]: { [operator]: operator === 'in' || operator === 'nin' ? [value] : operator === 'isNull' ? false : value } })
  const filtered = (name: string, kind: Use['kind'], filter: (value: string | number) => object): Use => ({
    name, kind,
    operation: ({ value }) => (value === undefined ? undefined : {
      query: `query Canary($f: ${entity.type}Filter) { hit: ${entity.plural}(first: 20, filter: $f) { totalCount nodes { id } } }`, variables: { f: filter(value) },
    }),
  })
  const text = operators.includes('contains')
  const literal: readonly Use[] = operators.includes('eq') ? [{
    name: 'filter eq, literal', kind: 'FIND',
    operation: ({ value }) => (value === undefined ? undefined : { query: `query Canary { hit: ${entity.plural}(filter: { ${column.field}: { eq: ${JSON.stringify(value)} } }) { totalCount nodes { id } } }` }),
  }, {
    name: 'filter eq, default of a variable', kind: 'FIND',
    operation: ({ value }) => (value === undefined ? undefined : { query: `query Canary($f: ${entity.type}Filter = { and: [{ ${column.field}: { eq: ${JSON.stringify(value)} } }] }) { hit: ${entity.plural}(filter: $f) { totalCount nodes { id } } }` }),
  }] : []
  return [
    ...operators.map((operator) => filtered(`filter ${operator}`, ['eq', 'in', 'contains', 'startsWith', 'endsWith'].includes(operator) ? 'FIND' : 'INPUT', (value) => leaf(operator, value))),
    ...literal,
    ...(operators.includes('eq') ? [
      filtered('filter not', 'INPUT', (value) => ({ not: leaf('eq', value) })),
      filtered('filter or', 'FIND', (value) => ({ or: [leaf('eq', value), { id: { in: [] } }] })),
      filtered('filter and not not', 'FIND', (value) => ({ and: [{ not: { not: leaf('in', value) } }] })),
    ] : []),
    ...(text ? [filtered('filter eq in either case', 'FIND', (value) => ({ [column.field]: { eq: String(value).toUpperCase(), caseSensitive: false } }))] : []),
    ...nestedFilters(target(entity.type), leaf, operators),
  ]
}

const target = (type: string) => ENTITIES.flatMap((root) => exposedRelations(root).filter((relation) => relation.target === type).map((relation) => ({ root, relation })))

/** Through every relation that leads to the entity: what a parent's filter says of its child. */
function nestedFilters(relations: ReturnType<typeof target>, leaf: (operator: string, value: unknown) => object, operators: readonly string[]): readonly Use[] {
  const operator = operators.includes('eq') ? 'eq' : 'isNull'
  return relations.flatMap(({ root, relation: { field, many } }) => (many ? ['some', 'none', 'every'] : ['one']).map((quantifier): Use => ({
    name: `filter ${root.type}.${field} ${quantifier}`, kind: 'INPUT',
    operation: ({ value }) => (value === undefined ? undefined : {
      query: `query Canary($f: ${root.type}Filter) { list: ${root.plural}(first: 20, filter: $f) { totalCount nodes { id } } }`,
      variables: { f: { [field]: quantifier === 'one' ? leaf(operator, value) : { [quantifier]: leaf(operator, value) } } },
    }),
  })))
}

function orders(schema: GraphQLSchema, { entity, column }: CanaryColumn): readonly Use[] {
  const members = schema.getType(`${entity.type}OrderField`)
  const value = column.name.toUpperCase()
  if (!isEnumType(members) || !members.getValue(value)) return []
  const ordered = (name: string, direction: string, page: string): Use => ({
    name, kind: 'INPUT',
    operation: () => ({
      query: `query Canary($o: [${entity.type}OrderBy!]) { list: ${entity.plural}(${page}, orderBy: $o) { edges { cursor node { id } } pageInfo { startCursor endCursor } } }`,
      variables: { o: [{ field: value, direction }] },
    }),
  })
  return [ordered('order ascending', 'ASC', 'first: 20'), ordered('order descending', 'DESC', 'first: 20'), ordered('order backwards', 'ASC', 'last: 20')]
}

/** Requests for the raw value: with a good reason and the purpose of the day, for another purpose, and with a reason that says nothing. */
function asks({ entity: { plural }, column: { field } }: CanaryColumn): readonly Use[] {
  const asking = (name: string, argument: (purpose: string) => string): Use => ({
    name, kind: 'ASK', operation: ({ purpose }) => ({ query: `query Canary { list: ${plural}(first: 20) { nodes { id ${field} @reveal(${argument(purpose)}) } } }` }),
  })
  return [
    asking('reveal with a reason', (purpose) => `reason: "the caller wants to know what we keep", purpose: ${purpose}`),
    asking('reveal without a purpose', () => 'reason: "the caller wants to know what we keep"'),
    asking('reveal for another purpose', () => 'reason: "the caller wants to know what we keep", purpose: MARKETING'),
    asking('reveal without a reason', (purpose) => `reason: "", purpose: ${purpose}`),
  ]
}
