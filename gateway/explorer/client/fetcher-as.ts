import type { GraphiQLProps } from 'graphiql'
import { PLAN_HEADER } from '../paths.ts'
import { askGraph } from './graph/ask-graph.ts'
import type { Asker } from './graph/ask-graph.ts'
import { isRecord } from './is-record.ts'
import { readAnswer } from './read-answer.ts'
import type { AnswerNotes } from './read-answer.ts'

type Fetcher = GraphiQLProps['fetcher']

/** What the graph answered, to whom, and how long it took. */
export interface Answer extends Asker, AnswerNotes {
  readonly milliseconds: number
  /** The document that was sent, and the name of its operation. */
  readonly query: string
  readonly operationName: string | undefined
  readonly variables: unknown
}

const INTROSPECTION = 'IntrospectionQuery'

/** The plan is shown beside the answer and not in it. */
const withoutPlan = (body: unknown): unknown => {
  if (!isRecord(body) || !isRecord(body.extensions)) return body
  const { plan, ...extensions } = body.extensions
  return plan === undefined ? body : { ...body, extensions }
}

/** Asks as somebody for the editors; what comes back is told apart from the reading of the schema. */
export const fetcherAs = (asker: Asker, onAnswer: (answer: Answer) => void): Fetcher => async (request, { headers = {} } = {}) => {
  const started = performance.now()
  const isSchema = request.operationName === INTROSPECTION
  const { body } = await askGraph(asker, request, { headers: { ...(!isSchema && { [PLAN_HEADER]: '1' }), ...headers } })
  if (isSchema) return Object(body)
  onAnswer({
    ...asker, ...readAnswer(body), milliseconds: performance.now() - started,
    query: request.query, operationName: request.operationName ?? undefined, variables: request.variables,
  })
  return Object(withoutPlan(body))
}
