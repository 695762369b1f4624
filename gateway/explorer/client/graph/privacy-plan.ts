import { parse, print, separateOperations } from 'graphql'
import * as z from 'zod/mini'
import { askGraph } from './ask-graph.ts'
import type { Asker, GraphRequest } from './ask-graph.ts'
import { operationNamed } from './selection-tree.ts'

const entry = z.object({
  path: z.string(),
  coordinate: z.string(),
  category: z.nullable(z.string()),
  use: z.string(),
  decision: z.string(),
  rules: z.array(z.string()),
  unlock: z.nullable(z.string()),
})
/** One use of a sensitive field, and what happens to it. */
export type PlanEntry = z.infer<typeof entry>

const plan = z.object({ isAllowed: z.boolean(), refusedBy: z.nullable(z.string()), subjects: z.number(), lookups: z.number(), entries: z.array(entry) })
/** What the policy says to an operation, without a row being read. */
export type PrivacyPlan = z.infer<typeof plan>

const answer = z.object({ data: z.object({ privacyPlan: plan }) })
const failure = z.object({ errors: z.array(z.object({ message: z.string() })) })

const QUERY = `query PrivacyPlan($operation: String!, $variables: JSON) {
  privacyPlan(operation: $operation, variables: $variables) {
    isAllowed refusedBy subjects lookups
    entries { path coordinate category use decision rules unlock }
  }
}`

/** The one operation that is meant, with the fragments that it needs; a text that cannot be read is left to the gateway to refuse. */
export const oneOperation = ({ query, operationName }: GraphRequest): string => {
  try {
    const document = parse(query)
    const name = operationNamed(document, operationName)?.name?.value ?? ''
    const separate = separateOperations(document)
    return Object.keys(separate).length > 1 && separate[name] ? print(separate[name]) : query
  } catch {
    return query
  }
}

/** Asks what somebody would get of an operation; throws what the gateway says where it says nothing of it. */
export const privacyPlan = async (asker: Asker, request: GraphRequest, signal?: AbortSignal): Promise<PrivacyPlan> => {
  const { body } = await askGraph(asker, { query: QUERY, variables: { operation: oneOperation(request), variables: request.variables ?? {} }, operationName: 'PrivacyPlan' }, { signal })
  const { success, data } = answer.safeParse(body)
  if (success) return data.data.privacyPlan
  const { data: failed } = failure.safeParse(body)
  throw new Error(failed?.errors[0]?.message ?? 'The gateway did not say what the policy decides.')
}
