import { context, trace } from '@opentelemetry/api'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { acceptEvents, type EventsDoor } from '../../schema/events/accept-events.ts'
import { EVENTS_HEADER } from '../../schema/events/sign-events.ts'
import { histogram } from '../../schema/observe/metrics.ts'
import type { FetchEntry } from '../../schema/observe/subgraph-log.ts'
import { contextOf } from '../../schema/observe/trace-parent.ts'
import { bodyHashOf } from '../../schema/policy/envelope.ts'
import { messageOf, type ErrorCode } from '../../schema/policy/error-codes.ts'
import type { Subgraph, SubgraphRequest, SubgraphResponse } from '../../schema/subgraph.ts'
import { isObject } from './read/decode.ts'

export interface SubgraphServerOptions {
  readonly host: string
  readonly port: number
  readonly subgraph: Subgraph
  /** Whether the database answers; for `/health/ready`. */
  isReady(): Promise<boolean>
  /** By which versions of the policy can be decided, the current one first. */
  policies?(): readonly string[]
  /** How long it goes on after it was told to stop, while it says that it is not ready. */
  readonly drainMs?: number
  /** Takes the messages of other processes at `POST /events`; a module that takes none needs no door. */
  readonly events?: EventsDoor
  /** After each fetch, where somebody wants to know. */
  readonly onAnswer?: (entry: FetchEntry) => void
}

export interface SubgraphServer {
  readonly url: string
  /** Goes on for as long as it was told to, then answers what was begun and takes nothing new. */
  stop(): Promise<void>
}

const answers = histogram('veil_subgraph_answer_seconds', 'Time in which a subgraph of its own answered a fetch.')

/** A fetch with thousands of entity keys fits; more is not a fetch of ours. */
const LARGEST_BODY_BYTES = 4 * 1024 * 1024
const STOP_MS = 10_000
/** Anything longer is not a time that the gateway gives. */
const TIME_LEFT = /^\d{1,7}$/

/** One subgraph behind `POST /graphql`. The gateway is the only caller: the envelope decides, not the network. */
export async function serveHttp({ host, port, subgraph, isReady, policies = () => [], events, drainMs = 0, onAnswer }: SubgraphServerOptions): Promise<SubgraphServer> {
  let isStopping = false
  // the envelope of somebody with hundreds of places is longer than what Node takes for all headers together
  const server = createServer({ maxHeaderSize: 1_000_000 }, (request, response) => {
    void respond(request, response).catch(() => send(response, 500, failure('INTERNAL_SERVER_ERROR')))
  })

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrived = Date.now()
    // the next request on this connection goes to another process, or waits for the one after this
    if (isStopping) response.setHeader('connection', 'close')
    const path = request.url?.split('?')[0]
    if (path === '/health/live') return send(response, 200, { status: 'live' })
    if (path === '/health/ready') return sendHealth(response, { isStopping, isReady: await isReady(), policies: policies() })
    if (path !== '/graphql' && !(events && path === '/events')) return send(response, 404, failure('NOT_FOUND'))
    if (request.method !== 'POST') return send(response, 405, failure('METHOD_NOT_ALLOWED'))
    const body = await readBody(request)
    if (body === undefined) {
      // the connection is in the middle of a body that nobody reads
      response.setHeader('connection', 'close')
      return send(response, 413, failure('BODY_TOO_LARGE'))
    }
    if (events && path === '/events') {
      const { status, content } = await acceptEvents(events, { header: request.headers[EVENTS_HEADER], body: body.toString('utf8') })
      return send(response, status, content)
    }
    const read = readRequest(body, request.headers['x-veil-envelope'])
    if (!read) return send(response, 400, failure('BAD_REQUEST'))
    // the gateway's trace; a span begins with the envelope, so nobody else can make one
    const origin = contextOf(request.headers.traceparent)
    const started = performance.now()
    const answer = await context.with(origin, () => subgraph.execute({ ...read, wantsTrace: request.headers['apollo-federation-include-trace'] === 'ftv1', deadline: deadlineOf(request, arrived) }))
    const durationMs = performance.now() - started
    answers.observe(durationMs / 1000)
    onAnswer?.({ requestId: request.headers['x-request-id'], traceId: trace.getSpanContext(origin)?.traceId, codes: (answer.errors ?? []).map(({ extensions }) => extensions.code), durationMs })
    send(response, 200, answer)
  }

  await listen(server, { host, port })
  return {
    url: urlOf(server.address(), host),
    async stop() {
      isStopping = true
      if (drainMs > 0) await sleep(drainMs)
      await close(server)
    },
  }
}

function listen(server: Server, { host, port }: { readonly host: string; readonly port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => server.closeAllConnections(), STOP_MS)
    server.close(() => { clearTimeout(giveUp); resolve() })
    server.closeIdleConnections()
  })
}

function urlOf(address: AddressInfo | string | null, host: string): string {
  return `http://${host}:${typeof address === 'object' && address ? address.port : ''}`
}

function sendHealth(response: ServerResponse, { isStopping, isReady, policies }: { readonly isStopping: boolean; readonly isReady: boolean; readonly policies: readonly string[] }): void {
  const status = isStopping ? 'draining' : isReady ? 'ready' : 'waiting'
  send(response, status === 'ready' ? 200 : 503, { status, parts: { database: isReady ? 'READY' : 'DOWN' }, policies })
}

/** How long the gateway waits, by our clock: those of two machines differ. */
function deadlineOf({ headers }: IncomingMessage, arrived: number): number | undefined {
  const { 'x-veil-time-left': left } = headers
  return typeof left === 'string' && TIME_LEFT.test(left) ? arrived + Number(left) : undefined
}

/** Undefined for a body that is too large; the rest of it is not waited for. */
function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= LARGEST_BODY_BYTES) chunks.push(chunk)
      else resolve(undefined)
    })
    request.on('end', () => resolve(Buffer.concat(chunks)))
    request.on('error', reject)
  })
}

function readRequest(body: Buffer, envelope: string | string[] | undefined): SubgraphRequest | undefined {
  const content = parseJson(body.toString('utf8'))
  if (!isObject(content) || typeof content.query !== 'string') return undefined
  const { query, variables, operationName } = content
  return {
    query,
    variables: isObject(variables) ? variables : undefined,
    operationName: typeof operationName === 'string' ? operationName : undefined,
    envelope: typeof envelope === 'string' ? envelope : '',
    bodyHash: bodyHashOf(body),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // not JSON: the caller is told so, without the text
    return undefined
  }
}

function failure(code: ErrorCode): SubgraphResponse {
  return { errors: [{ message: messageOf(code), extensions: { code } }] }
}

function send(response: ServerResponse, status: number, content: object): void {
  const body = Buffer.from(JSON.stringify(content))
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length, 'cache-control': 'private, no-store' })
  response.end(body)
}
