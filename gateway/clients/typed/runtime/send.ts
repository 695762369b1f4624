import type { PrintedOperation } from './print-operation.ts'
import { isMembers } from './field-table.ts'
import type { Members } from './field-table.ts'
import { GraphError } from './graph-error.ts'
import type { GraphErrorCode, GraphProblem } from './graph-error.ts'

/** Where the graph is, and as whom it is asked. */
export interface GraphOptions {
  readonly url: string
  /** The access token; asked for each request, so that it may change. Without one the graph is asked by nobody. */
  token?(): string | undefined | Promise<string | undefined>
  /** What for (`x-veil-purpose`); without it the graph takes that of the token. */
  readonly purpose?: string
  /** By default that of the platform. */
  readonly fetch?: typeof fetch
}

/** What may be said with one request. */
export interface RequestOptions {
  /** Name of the operation, for logs; letters and digits. */
  readonly name?: string
  readonly purpose?: string
  readonly signal?: AbortSignal
  /** Of a mutation: what is sent again with the same key is done once. */
  readonly idempotencyKey?: string
}

/** What came back. */
export interface RawAnswer {
  readonly data: Members
  readonly extensions: Members
  readonly problems: readonly GraphProblem[]
  readonly status: number
  readonly requestId: string | undefined
}

const UNREACHABLE = { code: 'UNREACHABLE', message: 'The graph cannot be reached; try again in a moment.' } as const

const isCode = (code: unknown): code is GraphErrorCode => typeof code === 'string'

const problemOf = (error: unknown): GraphProblem => {
  const { message, path, extensions } = isMembers(error) ? error : {}
  const { code, ...facts } = isMembers(extensions) ? extensions : {}
  return {
    ...facts,
    code: isCode(code) ? code : 'INTERNAL_SERVER_ERROR', message: typeof message === 'string' ? message : 'The graph failed.',
    ...Array.isArray(path) && { path },
  }
}

/** Sends an operation; rejects where there is no data. */
export const send = async ({ url, token, purpose: usual, fetch: ask = fetch }: GraphOptions, { query, variables }: PrintedOperation, { purpose = usual, signal, idempotencyKey }: RequestOptions): Promise<RawAnswer> => {
  const bearer = await token?.()
  const response = await ask(url, {
    method: 'POST',
    signal: signal ?? null,
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...bearer !== undefined && { authorization: `Bearer ${bearer}` },
      ...purpose !== undefined && { 'x-veil-purpose': purpose },
      ...idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey },
    },
    body: JSON.stringify({ query, variables }),
  }).catch((cause: unknown) => {
    if (signal?.aborted === true) throw cause
    throw new GraphError({ ...UNREACHABLE, problems: [UNREACHABLE], status: 0 })
  })
  const body: unknown = await response.json().catch(() => undefined)
  const { data, errors, extensions } = isMembers(body) ? body : {}
  const problems = Array.isArray(errors) ? errors.map(problemOf) : []
  const requestId = response.headers.get('x-request-id') ?? undefined
  if (isMembers(data)) return { data, extensions: isMembers(extensions) ? extensions : {}, problems, status: response.status, requestId }
  const first = problems[0] ?? problemOf(undefined)
  throw new GraphError({ code: first.code, message: first.message, problems: [first, ...problems.slice(1)], status: response.status, requestId })
}
