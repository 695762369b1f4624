import { z } from 'zod'
import type { SubgraphError, SubgraphResponse } from '../../schema/subgraph.ts'

const errorExtensions = z.object({
  code: z.string().catch('INTERNAL_SERVER_ERROR'),
  coordinate: z.string().optional().catch(undefined),
  limit: z.number().optional().catch(undefined),
  rule: z.string().optional().catch(undefined),
  dimensions: z.array(z.string()).optional().catch(undefined),
  instead: z.string().optional().catch(undefined),
  grains: z.array(z.string()).optional().catch(undefined),
})

const errorList = z.array(z.object({
  message: z.string().catch(''),
  path: z.array(z.union([z.string(), z.number()])).optional().catch(undefined),
  extensions: errorExtensions.catch({ code: 'INTERNAL_SERVER_ERROR' }),
}))

type Members = Record<string, unknown>

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value)

const refuse = (): never => {
  throw new Error('This is no answer of a subgraph.')
}

/** Nobody means a member of this name, and who puts it together with others would change what the object is. */
const withoutPrototype = (members: Members): Members => {
  delete members.__proto__
  return members
}

const dataOf = (value: unknown): Members | null | undefined => {
  if (value === undefined || value === null) return value
  return isMembers(value) ? (Object.hasOwn(value, '__proto__') ? withoutPrototype(value) : value) : refuse()
}

const extensionsOf = (value: unknown): Members | undefined => (value === undefined || isMembers(value) ? value : refuse())

const errorsOf = (value: unknown): readonly SubgraphError[] | undefined => (value === undefined ? undefined : errorList.parse(value))

/** Reads the body of an answer; throws for one that is not a GraphQL answer, which counts as none. What is right, as nearly every answer is, is not copied. */
export const readAnswer = (text: string): SubgraphResponse => {
  const content: unknown = JSON.parse(text)
  if (!isMembers(content)) return refuse()
  const { data: givenData, errors: givenErrors, extensions: givenExtensions } = content
  if (givenData === undefined && givenErrors === undefined) return refuse()
  const [data, errors, extensions] = [dataOf(givenData), errorsOf(givenErrors), extensionsOf(givenExtensions)]
  return { ...(data !== undefined && { data }), ...(errors && { errors }), ...(extensions && { extensions }) }
}
