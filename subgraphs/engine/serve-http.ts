import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { acceptEvents, type EventsDoor } from '../../schema/events/accept-events.ts'
import { EVENTS_HEADER } from '../../schema/events/sign-events.ts'
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
  /** Takes the messages of other processes at `POST /events`; a module that takes none needs no door. */
  readonly events?: EventsDoor
}

export interface SubgraphServer {
  readonly url: string
  /** Answers what was begun, takes nothing new. */
  stop(): Promise<void>
}

/** A fetch with thousands of entity keys fits; more is not a fetch of ours. */
const LARGEST_BODY_BYTES = 4 * 1024 * 1024
const STOP_MS = 10_000

/** One subgraph behind `POST /graphql`. The gateway is the only caller: the envelope decides, not the network. */
export async function serveHttp({ host, port, subgraph, isReady, events }: SubgraphServerOptions): Promise<SubgraphServer> {
  let isStopping = false
  // the envelope of somebody with hundreds of places is longer than what Node takes for all headers together
  const server = createServer({ maxHeaderSize: 1_000_000 }, (request, response) => {
    void respond(request, response).catch(() => send(response, 500, failure('INTERNAL_SERVER_ERROR')))
  })

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.split('?')[0]
    if (path === '/health/live') return send(response, 200, { status: 'live' })
    if (path === '/health/ready') return health(response, !isStopping && await isReady())
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
    send(response, 200, await subgraph.execute(read))
  }

  await listen(server, { host, port })
  return {
    url: urlOf(server.address(), host),
    stop() {
      isStopping = true
      return close(server)
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

function health(response: ServerResponse, isReady: boolean): void {
  send(response, isReady ? 200 : 503, { status: isReady ? 'ready' : 'not ready' })
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
