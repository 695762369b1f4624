import { isUnionType, Kind, type GraphQLObjectType, type GraphQLSchema } from 'graphql'
import type { References } from '../resolvers.ts'
import type { Catalog, Stub } from './catalog.ts'

/**
 * Types that a module gives fields to by hand although it has neither rows of them nor ids in its rows, such as the caller:
 * to the reads they are objects that consist of their id. Those that a reference finds are none of the reads' business.
 */
export function withWrittenStubs(catalog: Catalog, schema: GraphQLSchema, references: References): Catalog {
  const entities = schema.getType('_Entity')
  const written = isUnionType(entities) ? entities.getTypes().filter((type) => !catalog.tables.has(type.name) && !catalog.stubs.has(type.name) && !Object.hasOwn(references, type.name) && isResolvable(type)) : []
  const stubs = written.map(({ name }): readonly [string, Stub] => [name, { type: name, fields: new Map([['id', { kind: 'KEY', name: 'id' }]]) }])
  return stubs.length === 0 ? catalog : { ...catalog, stubs: new Map([...catalog.stubs, ...stubs]) }
}

/** `@key(…, resolvable: false)` only names a type that another module answers for. */
function isResolvable({ astNode }: GraphQLObjectType): boolean {
  const keys = astNode?.directives?.filter(({ name }) => name.value === 'key') ?? []
  return keys.some((key) => !key.arguments?.some(({ name, value }) => name.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value))
}
