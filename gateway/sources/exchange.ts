import type { IncomingHttpHeaders } from 'node:http'
import type { Pool } from 'undici'

/** What is sent, and how long anybody waits for what comes back. */
export interface ExchangeOptions {
  readonly path: string
  readonly method: 'GET' | 'POST'
  /** Names and values in turn. */
  readonly headers: readonly string[]
  readonly body?: string
  /** From now to the last byte. */
  readonly withinMs: number
}

/** An answer, whole. */
export interface Exchanged {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

const textOf = (chunks: readonly Buffer[]): string => {
  const [first, ...others] = chunks
  if (!first) return ''
  return (others.length === 0 ? first : Buffer.concat(chunks)).toString('utf8')
}

/**
 * Sends one request over a pool and reads the answer to its end. Nothing outlives it: the timer is taken back, where a signal of the platform
 * would be kept until its time is over, with all that hangs on it.
 */
export const exchange = (pool: Pool, { path, method, headers, body, withinMs }: ExchangeOptions): Promise<Exchanged> => new Promise((resolve, reject) => {
  const chunks: Buffer[] = []
  let status = 0
  let received: IncomingHttpHeaders = {}
  let abort: ((reason: Error) => void) | undefined
  let late: Error | undefined
  const timer = setTimeout(() => {
    late = new Error('There was no answer in time.')
    reject(late)
    abort?.(late)
  }, withinMs)
  pool.dispatch({ path, method, headers: [...headers], body }, {
    onRequestStart(controller) {
      // one that waited for a connection until nobody waited for its answer
      if (late) controller.abort(late)
      else abort = reason => controller.abort(reason)
    },
    onResponseStart(_controller, statusCode, given) {
      status = statusCode
      received = given
    },
    onResponseData: (_controller, chunk) => void chunks.push(chunk),
    onResponseEnd() {
      clearTimeout(timer)
      resolve({ status, headers: received, text: textOf(chunks) })
    },
    onResponseError(_controller, cause) {
      clearTimeout(timer)
      reject(cause)
    },
  })
})
