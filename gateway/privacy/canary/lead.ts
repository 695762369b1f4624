import { getNamedType, isInputObjectType, isObjectType, isRequiredArgument } from 'graphql'
import type { GraphQLField, GraphQLSchema } from 'graphql'
import type { Entity } from '../../../schema/model.ts'
import { ENTITIES } from '../oracle/standings.ts'

/** A way to rows of an entity: a root field, a relation, a reference to another module, a contributed list, a field written by hand. */
export interface Lead {
  /** `Type.field` that leads to the rows. */
  readonly name: string
  /** Text of an operation that goes this way; undefined where the row at hand cannot be reached so. */
  operation(selection: string, row: Row): Asked | undefined
}

/** An operation with its variables. */
export interface Asked {
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>>
}

/** A row of the entity, with the values that its public fields have in the database. */
export interface Row {
  readonly id: string
  readonly values: Readonly<Record<string, unknown>>
}

const SOME = 'first: 20'

/** Every way to rows of an entity that the schema of the graph has. */
export function leadsTo(schema: GraphQLSchema, entity: Entity): readonly Lead[] {
  const root = schema.getQueryType()
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || type.name.startsWith('__')) return []
    const fields = Object.values(type.getFields()).flatMap((field) => {
      const shape = shapeOf(schema, field, entity)
      return shape === undefined ? [] : [{ field, shape }]
    })
    if (type === root) return fields.map(({ field, shape }) => rootLead(field, shape))
    const parent = parentSql(schema, type.name)
    return parent === undefined ? [] : fields.filter(({ field }) => !field.args.some(isRequiredArgument)).map(({ field, shape }) => inner(`${type.name}.${field.name}`, parent, `${field.name}${shape.isList && field.args.some(({ name }) => name === 'first') ? '(first: 3)' : ''}`, shape))
  })
}

interface Shape {
  readonly isList: boolean
}

function shapeOf(schema: GraphQLSchema, { type }: GraphQLField<unknown, unknown>, entity: Entity): Shape | undefined {
  const named = getNamedType(type)
  if (named.name === entity.type) return { isList: false }
  if (!isObjectType(named) || !named.name.endsWith('Connection')) return undefined
  const nodes = named.getFields()['nodes']
  return nodes !== undefined && getNamedType(nodes.type) === schema.getType(entity.type) ? { isList: true } : undefined
}

const within = ({ isList }: Shape, selection: string): string => (isList ? `{ nodes { ${selection} } }` : `{ ${selection} }`)

function rootLead(field: GraphQLField<unknown, unknown>, shape: Shape): Lead {
  return {
    name: `Query.${field.name}`,
    operation(selection, { id, values }) {
      const known: Readonly<Record<string, unknown>> = { ...values, id }
      const needed = field.args.filter((argument) => isRequiredArgument(argument) || (!shape.isList && argument.name in known))
      if (needed.some(({ name }) => known[name] === undefined || known[name] === null)) return undefined
      const page = shape.isList && field.args.some(({ name }) => name === 'first') ? [SOME] : []
      const given = [...needed.map(({ name }) => `${name}: $${name}`), ...page]
      const head = needed.map(({ name, type }) => `$${name}: ${String(type)}`)
      return {
        query: `query Canary${head.length > 0 ? `(${head.join(', ')})` : ''} { row: ${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''} ${within(shape, selection)} }`,
        variables: Object.fromEntries(needed.map(({ name, type }) => [name, isInputObjectType(getNamedType(type)) ? {} : known[name]])),
      }
    },
  }
}

function inner(name: string, parent: (selection: string) => string, field: string, shape: Shape): Lead {
  return { name, operation: (selection) => ({ query: `query Canary { ${parent(`${field} ${within(shape, selection)}`)} }` }) }
}

/** How to get at rows of the type that the lead starts from. */
function parentSql(schema: GraphQLSchema, type: string): ((selection: string) => string) | undefined {
  const entity = ENTITIES.find((candidate) => candidate.type === type)
  if (entity !== undefined) return (selection) => `parents: ${entity.plural}(${SOME}) { nodes { id ${selection} } }`
  const single = Object.values(schema.getQueryType()?.getFields() ?? {}).find((field) => getNamedType(field.type).name === type && !field.args.some(isRequiredArgument))
  return single && !type.endsWith('Connection') ? (selection) => `parent: ${single.name} { ${selection} }` : undefined
}
