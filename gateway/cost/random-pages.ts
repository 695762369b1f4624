import { getNamedType, isCompositeType, isListType, isNonNullType, isObjectType } from 'graphql'
import type { GraphQLCompositeType, GraphQLField, GraphQLSchema } from 'graphql'
import { randomFrom } from '../fixture/random-operation.ts'

/** An operation with the values of its variables. */
export interface RandomPages {
  readonly query: string
  readonly variables: Readonly<Record<string, number | boolean>>
}

const isConnection = (field: GraphQLField<unknown, unknown>): boolean => getNamedType(field.type).name.endsWith('Connection')

const needsArguments = ({ args }: GraphQLField<unknown, unknown>): boolean => args.some(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined)

const isLeafList = (field: GraphQLField<unknown, unknown>): boolean => isListType(field.type) && !isCompositeType(getNamedType(field.type))

/**
 * Makes operations over the lists of a graph, pages inside pages: sizes written out, in variables and left out, rows as nodes and as edges,
 * the same field twice, conditions, fragments. Fields that need arguments are left out.
 */
export const randomPages = (schema: GraphQLSchema, seed: number, deepest = 3): RandomPages => {
  const random = randomFrom(seed)
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)]
  const variables: Record<string, number | boolean> = {}
  const declared: string[] = []
  const variable = (type: string, value: number | boolean): string => {
    const name = `v${declared.length}`
    declared.push(`$${name}: ${type}`)
    variables[name] = value
    return `$${name}`
  }
  const page = (): string => {
    const size = 1 + Math.floor(random() * 6)
    const written = random() < 0.5 ? String(size) : variable('Int', size)
    return random() < 0.15 ? '' : `(${random() < 0.8 ? 'first' : 'last'}: ${written})`
  }
  const condition = (): string => (random() < 0.15 ? ` @${random() < 0.5 ? 'include' : 'skip'}(if: ${variable('Boolean!', random() < 0.5)})` : '')
  const fieldsOf = (parent: GraphQLCompositeType): readonly GraphQLField<unknown, unknown>[] =>
    ('getFields' in parent ? Object.values(parent.getFields()).filter(field => !needsArguments(field)) : [])

  const rows = (parent: GraphQLCompositeType, depth: number): string => {
    const connection = isObjectType(parent) ? getNamedType(parent.getFields().nodes?.type ?? parent) : parent
    const row = isCompositeType(connection) ? connection : parent
    const parts = [`nodes ${selection(row, depth)}`, `edges { cursor node ${selection(row, depth)} }`, 'totalCount', 'pageInfo { hasNextPage }', '__typename']
    return `{ ${[parts[random() < 0.7 ? 0 : 1], ...parts.filter(() => random() < 0.15)].join(' ')} }`
  }
  const field = (parent: GraphQLCompositeType, depth: number): string => {
    const fields = fieldsOf(parent)
    const chosen = depth > 0 && random() < 0.6
      ? pick(fields.filter(({ type }) => isCompositeType(getNamedType(type)))) : pick(fields.filter(({ type }) => !isCompositeType(getNamedType(type))))
    if (!chosen || isLeafList(chosen)) return '__typename'
    const type = getNamedType(chosen.type)
    const alias = random() < 0.1 ? `${chosen.name}_x: ` : ''
    if (isConnection(chosen) && isCompositeType(type)) return `${alias}${chosen.name}${page()}${condition()} ${rows(type, depth - 1)}`
    return `${alias}${chosen.name}${condition()}${isCompositeType(type) ? ` ${selection(type, depth - 1)}` : ''}`
  }
  const selection = (parent: GraphQLCompositeType, depth: number): string => {
    const fields = Array.from({ length: 1 + Math.floor(random() * 3) }, () => field(parent, depth))
    return random() < 0.2 ? `{ __typename ... on ${parent.name}${condition()} { ${fields.join(' ')} } }` : `{ ${fields.join(' ')} }`
  }
  const root = schema.getQueryType()
  const lists = root ? fieldsOf(root).filter(isConnection) : []
  const list = pick(lists)
  const type = list && getNamedType(list.type)
  const body = list && isCompositeType(type) ? `{ ${list.name}${page()} ${rows(type, deepest)} }` : '{ __typename }'
  return { query: `query${declared.length > 0 ? ` (${declared.join(' ')})` : ''} ${body}`, variables }
}
