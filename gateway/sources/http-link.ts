import { randomUUID } from 'node:crypto'
import { Pool } from 'undici'
import { z } from 'zod'
import { traceParent } from '../../schema/observe/trace-parent.ts'
import { bodyHashOf, ENVELOPE_LIFETIME_MS, signEnvelope } from '../../schema/policy/envelope.ts'
import type { RequestFacts } from '../../schema/policy/envelope.ts'
import type { KeyRing } from '../../schema/policy/key-ring.ts'
import type { SubgraphResponse } from '../../schema/subgraph.ts'
import { exchange } from './exchange.ts'
import { LinkFailure } from './guard/link-failure.ts'
import { readAnswer } from './read-answer.ts'
import type { CallOptions, Fetch, SubgraphLink } from './subgraph-link.ts'

/** Where a subgraph listens and how long the gateway waits for it. */
export interface HttpLinkOptions {
  readonly name: string
  readonly url: string
  readonly connectMs: number
  /** From sending the request to the last byte of the answer. */
  readonly answerMs: number
  readonly connections: number
  /** Sign the envelopes. Without keys the subgraph is not ours and gets none, which another of our subgraphs would believe. */
  readonly keys: KeyRing | undefined
}

const MAX_ANSWER_BYTES = 64 * 1024 * 1024

const bodyOf = ({ query, variables, operationName }: Fetch): string => JSON.stringify({ query, variables, operationName })

/** What of the health of a subgraph is of interest; one that is not ours may say anything, or nothing. */
const healthShape = z.object({ policies: z.array(z.string()).optional() }).catch({})

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** One for each fetch, good for this body and no other. */
const envelopeFor = (keys: KeyRing, facts: RequestFacts, body: string): string =>
  signEnvelope(keys, { ...facts, jti: randomUUID(), exp: Date.now() + ENVELOPE_LIFETIME_MS, bodyHash: bodyHashOf(body) })

const headersFor = (keys: KeyRing | undefined, facts: RequestFacts, { body, withinMs }: { readonly body: string, readonly withinMs: number }): readonly string[] => {
  const headers = ['content-type', 'application/json', 'accept', 'application/json', 'x-request-id', facts.requestId]
  if (!keys) return headers
  const { traceparent } = traceParent()
  if (traceparent !== undefined) headers.push('traceparent', traceparent)
  headers.push('x-veil-envelope', envelopeFor(keys, facts, body), 'x-veil-time-left', String(withinMs))
  return headers
}

/** Without a connection nothing was sent, and the subgraph knows nothing of the fetch. */
const NOT_CONNECTED: ReadonlySet<unknown> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_DESTROYED', 'UND_ERR_CLOSED'])

const LEAVING_MS = 5_000

/** The time of the request and that of this subgraph may end at different moments; only the second says something about the subgraph. */
const failureOf = (cause: unknown, isOutOfTime: boolean): LinkFailure => {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (NOT_CONNECTED.has(code)) return new LinkFailure('The subgraph cannot be reached.', { wasSent: false, cause })
  return new LinkFailure('The subgraph gave no answer.', { ...(isOutOfTime && { code: 'TIMEOUT' }), wasSent: true, cause })
}

/** A subgraph behind HTTP: connections are kept, the answer has a deadline, the envelope travels in `x-veil-envelope`. */
export const httpLink = ({ name, url, connectMs, answerMs, connections, keys }: HttpLinkOptions): SubgraphLink => {
  const { origin, pathname, search } = new URL(url)
  const path = `${pathname}${search}`
  const pool = new Pool(origin, {
    connections, connect: { timeout: connectMs }, headersTimeout: answerMs, bodyTimeout: answerMs, maxResponseSize: MAX_ANSWER_BYTES,
  })
  let left = 0

  const post = async (fetch: Fetch, facts: RequestFacts, withinMs: number): Promise<SubgraphResponse> => {
    const body = bodyOf(fetch)
    const { status, headers, text } = await exchange(pool, { path, method: 'POST', headers: headersFor(keys, facts, { body, withinMs }), body, withinMs })
    if (headers.connection === 'close') left = Date.now()
    if (status >= 500) throw new Error(`status ${status}`)
    return readAnswer(text)
  }

  /** Undefined where nobody answers. */
  const health = async () => {
    try {
      const { status, text } = await exchange(pool, { path: '/health/ready', method: 'GET', headers: [], withinMs: connectMs })
      return { status, ...healthShape.parse(jsonOf(text)) }
    } catch {
      return undefined
    }
  }

  return {
    name,
    async call(fetch, facts, { deadline = Infinity, until = Infinity }: CallOptions = {}) {
      const leftMs = Math.floor(Math.min(answerMs, Math.min(deadline, until) - Date.now()))
      // a timer may be a moment early
      const isOver = () => Date.now() + 2 >= deadline
      if (leftMs <= 0) throw new LinkFailure('There is no time left for this fetch.', { ...(isOver() && { code: 'TIMEOUT' }), wasSent: false })
      return post(fetch, facts, leftMs).catch((cause: unknown) => {
        throw failureOf(cause, isOver())
      })
    },
    leavingSince: () => (Date.now() - left < LEAVING_MS ? left : 0),
    isReady: async () => (await health())?.status === 200,
    ...(keys && { knowsPolicy: async version => (await health())?.policies?.includes(version) ?? true }),
    close: () => pool.destroy(),
  }
}
