import { buildSubgraphSchema } from '@apollo/subgraph'
import { isScalarType, parse, type GraphQLSchema } from 'graphql'
import { SCALARS } from './wire/scalars.ts'

/** The executable schema of a contract. What the file promises is all there is: nothing is added here. */
export function buildSchemaOf(sdl: string): GraphQLSchema {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl) })
  for (const scalar of SCALARS) {
    const declared = schema.getType(scalar.name)
    if (!isScalarType(declared)) continue
    declared.serialize = scalar.serialize
    declared.parseValue = scalar.parseValue
    declared.parseLiteral = scalar.parseLiteral
  }
  return schema
}
