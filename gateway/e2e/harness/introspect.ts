import { buildClientSchema, getIntrospectionQuery } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import { isRecord } from '../../../schema/is-record.ts'
import type { Door } from './door.ts'

/** The graph as a client sees it. */
export async function introspect(door: Door): Promise<GraphQLSchema> {
  const { data } = await door.ask(getIntrospectionQuery({ descriptions: false }))
  if (!isIntrospection(data)) throw new Error('The graph cannot be introspected.')
  return buildClientSchema(data)
}

function isIntrospection(data: unknown): data is Parameters<typeof buildClientSchema>[0] {
  return isRecord(data) && isRecord(data['__schema'])
}
