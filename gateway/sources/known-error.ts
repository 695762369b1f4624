import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, Kind, visit } from 'graphql'
import type { DocumentNode, GraphQLSchema } from 'graphql'
import type { SubgraphError } from '../../schema/subgraph.ts'
import type { Fetch } from './subgraph-link.ts'

type Path = readonly (string | number)[]

const MEMBER = /^([_A-Za-z]\w*)\.([_A-Za-z]\w*)(?:\(([_A-Za-z]\w*):\))?$/

/** Whether a text is a coordinate of the schema: of a field, an argument, a member of an input or an enum value. */
export const isMember = (schema: GraphQLSchema, coordinate: string): boolean => {
  const [, typeName = '', name = '', argument] = MEMBER.exec(coordinate) ?? []
  const type = schema.getType(typeName)
  if (isEnumType(type)) return argument === undefined && type.getValue(name) !== undefined
  if (isInputObjectType(type)) return argument === undefined && Object.hasOwn(type.getFields(), name)
  if (!isObjectType(type) && !isInterfaceType(type)) return false
  const field = Object.hasOwn(type.getFields(), name) ? type.getFields()[name] : undefined
  return field !== undefined && (argument === undefined || field.args.some(one => one.name === argument))
}

const keysOfDocuments = new WeakMap<DocumentNode, ReadonlySet<string>>()

const keysIn = (document: DocumentNode): ReadonlySet<string> => {
  const known = keysOfDocuments.get(document)
  if (known) return known
  const keys = new Set<string>()
  visit(document, {
    [Kind.FIELD]({ alias, name }) {
      keys.add((alias ?? name).value)
    },
  })
  keysOfDocuments.set(document, keys)
  return keys
}

const knownPath = (path: Path, { document }: Fetch): Path => {
  const keys = document ? keysIn(document) : new Set<string>()
  const end = path.findIndex(part => (typeof part === 'string' ? !keys.has(part) : !Number.isSafeInteger(part)))
  return end < 0 ? path : path.slice(0, end)
}

/** An error of a subgraph without anything that the schema or the fetch did not hold before: it could be a value of a row. */
export const knownError = (schema: GraphQLSchema, fetch: Fetch, { message, path, extensions }: SubgraphError): SubgraphError => {
  const { coordinate, ...rest } = extensions
  const known = path && knownPath(path, fetch)
  return {
    message,
    ...(known && known.length > 0 && { path: known }),
    extensions: { ...rest, ...(coordinate !== undefined && isMember(schema, coordinate) && { coordinate }) },
  }
}
