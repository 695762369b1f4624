import { Pool } from 'undici'
import { z } from 'zod'
import type { SubgraphRequest, SubgraphResponse } from '../../schema/subgraph.ts'
import type { SubgraphLink } from './subgraph-link.ts'

/** Where a subgraph listens and how long the gateway waits for it. */
export interface HttpLinkOptions {
  readonly name: string
  readonly url: string
  readonly connectMs: number
  /** From sending the request to the last byte of the answer. */
  readonly answerMs: number
  readonly connections: number
}

const MAX_ANSWER_BYTES = 64 * 1024 * 1024

const errorExtensions = z.object({
  code: z.string().catch('INTERNAL_SERVER_ERROR'),
  coordinate: z.string().optional().catch(undefined),
  limit: z.number().optional().catch(undefined),
})

/** A body that is not a GraphQL answer counts as no answer. */
const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({
    message: z.string().catch(''),
    path: z.array(z.union([z.string(), z.number()])).optional().catch(undefined),
    extensions: errorExtensions.catch({ code: 'INTERNAL_SERVER_ERROR' }),
  })).optional(),
  extensions: z.record(z.string(), z.unknown()).optional(),
}).refine(({ data, errors }) => data !== undefined || errors !== undefined)

const bodyOf = ({ query, variables, operationName }: SubgraphRequest): string => JSON.stringify({ query, variables, operationName })

/** A subgraph behind HTTP: connections are kept, the answer has a deadline, the envelope travels in `x-veil-envelope`. */
export const httpLink = ({ name, url, connectMs, answerMs, connections }: HttpLinkOptions): SubgraphLink => {
  const { origin, pathname, search } = new URL(url)
  const pool = new Pool(origin, {
    connections, connect: { timeout: connectMs }, headersTimeout: answerMs, bodyTimeout: answerMs, maxResponseSize: MAX_ANSWER_BYTES,
  })
  return {
    name,
    async call(request, requestId): Promise<SubgraphResponse> {
      const { statusCode, body } = await pool.request({
        path: `${pathname}${search}`,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          'x-request-id': requestId,
          ...(request.envelope !== '' && { 'x-veil-envelope': request.envelope }),
        },
        body: bodyOf(request),
        signal: AbortSignal.timeout(answerMs),
      })
      const text = await body.text()
      if (statusCode >= 500) throw new Error(`status ${statusCode}`)
      return answer.parse(JSON.parse(text))
    },
    async isReady() {
      try {
        const { statusCode, body } = await pool.request({ path: '/health/ready', method: 'GET', signal: AbortSignal.timeout(connectMs) })
        await body.dump()
        return statusCode === 200
      } catch {
        return false
      }
    },
    close: () => pool.destroy(),
  }
}
