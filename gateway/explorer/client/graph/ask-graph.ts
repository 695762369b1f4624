import { PATHS } from '../../paths.ts'
import { forgetToken, tokenOf } from '../tokens.ts'

/** As whom and what for a query is sent. */
export interface Asker {
  readonly persona: string
  readonly purpose: string
}

/** An operation as it is sent. */
export interface GraphRequest {
  readonly query: string
  readonly variables?: unknown
  readonly operationName?: string | null
}

/** What came back, whatever its status. */
export interface GraphAnswer {
  readonly body: unknown
  /** Seconds that the gateway asks to wait, where the budget of the minute is used up. */
  readonly retryAfter: number | undefined
}

const UNAUTHENTICATED = 401

const post = async (request: GraphRequest, { persona, purpose }: Asker, headers: Readonly<Record<string, unknown>>, signal?: AbortSignal): Promise<Response> => fetch(PATHS.graphql, {
  method: 'POST',
  ...(signal && { signal }),
  headers: {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json',
    authorization: `Bearer ${await tokenOf(persona)}`,
    'x-veil-purpose': purpose,
    ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])),
  },
  body: JSON.stringify(request),
})

const secondsOf = (text: string | null): number | undefined => (text !== null && /^\d+$/.test(text) ? Number(text) : undefined)

/** Asks the graph as somebody; headers that are given win. A token that has expired since is replaced once. */
export const askGraph = async (
  asker: Asker, request: GraphRequest, { headers = {}, signal }: { readonly headers?: Readonly<Record<string, unknown>>, readonly signal?: AbortSignal } = {},
): Promise<GraphAnswer> => {
  const first = await post(request, asker, headers, signal)
  if (first.status === UNAUTHENTICATED) forgetToken(asker.persona)
  const response = first.status === UNAUTHENTICATED ? await post(request, asker, headers, signal) : first
  return { body: await response.json(), retryAfter: secondsOf(response.headers.get('retry-after')) }
}
