import { failure, failureOf } from './http-error.ts'
import { isRow } from './json.ts'
import type { Row } from './json.ts'

/** Where the graph is, and as whom it is asked. */
export interface Connection {
  readonly url: string
  /** Headers of every request, above all `authorization`; asked for each one, so that a token may change. */
  headers(): Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>
  /** What for (`x-veil-purpose`); without it the graph takes that of the token. */
  purpose?(): string | undefined
  /** By default that of the platform. */
  readonly fetch?: typeof fetch
}

/** One operation. */
export interface Operation {
  readonly query: string
  readonly variables?: Row
  readonly signal?: AbortSignal | undefined
  /** Of a mutation: makes a repeated request harmless. */
  readonly idempotencyKey?: string
}

/** What the graph answers: data, and what it says about it. */
export interface Answer {
  readonly data: Row
  readonly extensions: Row
  /** Errors of single fields, beside data. */
  readonly problems: readonly unknown[]
}

/** Sends an operation. Rejects with react-admin's HttpError where there is no data. */
export type Ask = (operation: Operation) => Promise<Answer>

const readBody = async (response: Response): Promise<Row> => {
  const body: unknown = await response.json().catch(() => undefined)
  return isRow(body) ? body : {}
}

/** Asks one graph over HTTP. */
export const askerOf = ({ url, headers, purpose, fetch: send = fetch }: Connection): Ask => async ({ query, variables = {}, signal, idempotencyKey }) => {
  const wanted = purpose?.()
  const response = await send(url, {
    method: 'POST',
    signal: signal ?? null,
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...wanted !== undefined && { 'x-veil-purpose': wanted },
      ...idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey },
      ...await headers(),
    },
    body: JSON.stringify({ query, variables }),
  }).catch((cause: unknown) => {
    if (signal?.aborted === true) throw cause
    throw failure('The graph cannot be reached; try again in a moment.', { code: 'SUBGRAPH_UNAVAILABLE' })
  })
  const { data, errors, extensions } = await readBody(response)
  if (!isRow(data)) throw failureOf(errors, { status: response.status, requestId: response.headers.get('x-request-id') })
  return { data, extensions: isRow(extensions) ? extensions : {}, problems: Array.isArray(errors) ? errors : [] }
}
