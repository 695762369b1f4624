import { buildSubgraphSchema } from '@apollo/subgraph'
import { isScalarType, isUnionType, parse, type GraphQLSchema } from 'graphql'
import { lru } from './operation/lru.ts'
import { ENTITY_TYPE } from './operation/prepare-roots.ts'
import { isObject } from './read/decode.ts'
import { SCALARS } from './wire/scalars.ts'

/** Contracts that one process may have open; more are built again. */
const MOST_SCHEMAS = 64

const built = lru<GraphQLSchema>(MOST_SCHEMAS)

/** The executable schema of a contract. What the file promises is all there is: nothing is added here, and a contract that is opened again has the schema it had. */
export function buildSchemaOf(sdl: string): GraphQLSchema {
  const schema = built.get(sdl) ?? buildAnew(sdl)
  built.set(sdl, schema)
  return schema
}

function buildAnew(sdl: string): GraphQLSchema {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl) })
  for (const scalar of SCALARS) {
    const declared = schema.getType(scalar.name)
    if (!isScalarType(declared)) continue
    declared.serialize = scalar.serialize
    declared.parseValue = scalar.parseValue
    declared.parseLiteral = scalar.parseLiteral
  }
  leaveEntitiesToPlans(schema)
  return schema
}

/** The library would call reference resolvers, one an object; here a plan answers all of them and says what each is. */
function leaveEntitiesToPlans(schema: GraphQLSchema): void {
  const entities = schema.getQueryType()?.getFields()._entities
  if (entities) entities.resolve = undefined
  const entity = schema.getType('_Entity')
  if (isUnionType(entity)) entity.resolveType = (value) => isObject(value) ? String(value[ENTITY_TYPE]) : undefined
}
