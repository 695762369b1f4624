import * as z from 'zod/mini'

/** Asks the gateway for something that is no GraphQL. */
export const fetchJson = async <Schema extends z.ZodMiniType>(url: string, schema: Schema, init: RequestInit = {}): Promise<z.infer<Schema>> => {
  const response = await fetch(url, init)
  if (!response.ok) throw new Error(`The gateway answered ${response.status} at ${url}.`)
  return z.parse(schema, await response.json())
}
