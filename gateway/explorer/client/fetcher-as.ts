import type { GraphiQLProps } from 'graphiql'
import { PATHS } from '../paths.ts'
import { forgetToken, tokenOf } from './tokens.ts'

type Fetcher = GraphiQLProps['fetcher']
type Request = Parameters<Fetcher>[0]

/** As whom and what for a query is sent. */
export interface Asker {
  readonly persona: string
  readonly purpose: string
}

/** To whom the graph answered, and how long it took. */
export interface Answer extends Asker {
  readonly milliseconds: number
}

const UNAUTHENTICATED = 401
const INTROSPECTION = 'IntrospectionQuery'

const post = async (request: Request, { persona, purpose }: Asker, headers: Readonly<Record<string, unknown>>): Promise<Response> => fetch(PATHS.graphql, {
  method: 'POST',
  headers: {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json',
    authorization: `Bearer ${await tokenOf(persona)}`,
    'x-veil-purpose': purpose,
    ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])),
  },
  body: JSON.stringify(request),
})

/** Asks as somebody; headers of the editor win. A token that has expired since is replaced once. */
export const fetcherAs = (asker: Asker, onAnswer: (answer: Answer) => void): Fetcher => async (request, { headers = {} } = {}) => {
  const started = performance.now()
  const first = await post(request, asker, headers)
  if (first.status === UNAUTHENTICATED) forgetToken(asker.persona)
  const response = first.status === UNAUTHENTICATED ? await post(request, asker, headers) : first
  const answer = await response.json()
  if (request.operationName !== INTROSPECTION) onAnswer({ ...asker, milliseconds: performance.now() - started })
  return answer
}
