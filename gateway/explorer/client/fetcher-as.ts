import type { GraphiQLProps } from 'graphiql'
import { PATHS } from '../paths.ts'
import { forgetToken, tokenOf } from './tokens.ts'

type Fetcher = GraphiQLProps['fetcher']
type Request = Parameters<Fetcher>[0]

/** When and to whom the graph answered. */
export interface Answer {
  readonly persona: string
  readonly milliseconds: number
}

const UNAUTHENTICATED = 401
const INTROSPECTION = 'IntrospectionQuery'

const post = async (request: Request, persona: string, headers: Readonly<Record<string, unknown>>): Promise<Response> => fetch(PATHS.graphql, {
  method: 'POST',
  headers: {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json',
    authorization: `Bearer ${await tokenOf(persona)}`,
    ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])),
  },
  body: JSON.stringify(request),
})

/** Asks as one persona; headers of the editor win. A token that has expired since is replaced once. */
export const fetcherAs = (persona: string, onAnswer: (answer: Answer) => void): Fetcher => async (request, { headers = {} } = {}) => {
  const started = performance.now()
  const first = await post(request, persona, headers)
  if (first.status === UNAUTHENTICATED) forgetToken(persona)
  const response = first.status === UNAUTHENTICATED ? await post(request, persona, headers) : first
  const answer = await response.json()
  if (request.operationName !== INTROSPECTION) onAnswer({ persona, milliseconds: performance.now() - started })
  return answer
}
