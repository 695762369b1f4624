import * as z from 'zod/mini'
import { CATALOG_PATHS } from '../paths.ts'
import type { Reader } from './reader.ts'

const UNAUTHENTICATED = 401
const answer = z.object({ data: z.optional(z.unknown()), errors: z.optional(z.array(z.object({ message: z.string() }))) })

const post = async (query: string, variables: unknown, reader: Reader): Promise<Response> => fetch(CATALOG_PATHS.graphql, {
  method: 'POST',
  headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json', authorization: `Bearer ${await reader.token()}` },
  body: JSON.stringify({ query, variables }),
})

/** Asks the graph as somebody. A token that has expired since is replaced once, where the gateway gives one. */
export const askGraph = async <Schema extends z.ZodMiniType>(reader: Reader, query: string, { schema, variables = {} }: { readonly schema: Schema, readonly variables?: unknown }): Promise<z.infer<Schema>> => {
  const first = await post(query, variables, reader)
  if (first.status === UNAUTHENTICATED) reader.forget()
  const response = first.status === UNAUTHENTICATED ? await post(query, variables, reader) : first
  const { data, errors } = z.parse(answer, await response.json())
  const [error] = errors ?? []
  if (error) throw new Error(error.message)
  return z.parse(schema, data)
}
