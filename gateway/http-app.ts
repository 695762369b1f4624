import { fastify } from 'fastify'
import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { messageOf } from '../schema/policy/error-codes.ts'
import type { ErrorCode } from '../schema/policy/error-codes.ts'
import type { Fault } from './fault.ts'
import { useRequestId } from './plugins/use-request-id.ts'

const BODY_LIMIT = 100_000
/** Room for the token of somebody who works in a thousand workspaces. */
const HEADER_LIMIT = 80_000
const REQUEST_WITHIN_MS = 20_000
/** A body that comes byte by byte is ended by Node only where headers have no longer than the whole, and only as often as it looks. */
const SLOW_CLIENTS = { headersTimeout: REQUEST_WITHIN_MS, requestTimeout: REQUEST_WITHIN_MS, connectionsCheckingInterval: 2_000 } as const

const CODE_OF_STATUS: ReadonlyMap<unknown, ErrorCode> = new Map([
  [400, 'BAD_REQUEST'], [404, 'NOT_FOUND'], [405, 'METHOD_NOT_ALLOWED'], [413, 'BODY_TOO_LARGE'], [415, 'UNSUPPORTED_MEDIA_TYPE'],
])

const errorBody = (code: ErrorCode) => ({ errors: [{ message: messageOf(code), extensions: { code } }] })

// Before routing there is no reply whose type knows a status.
const sendRaw = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}

/** The server before it has routes: what fails before GraphQL begins is answered in the same form. */
export const httpApp = (onFault: ((fault: Fault) => void) | undefined): FastifyInstance => {
  const app = fastify({
    bodyLimit: BODY_LIMIT, requestTimeout: REQUEST_WITHIN_MS, http: { maxHeaderSize: HEADER_LIMIT, ...SLOW_CLIENTS },
    exposeHeadRoutes: false, forceCloseConnections: 'idle', return503OnClosing: false, genReqId: ({ headers }) => useRequestId(headers),
    // an address that cannot be read; the default would repeat it
    frameworkErrors: (_error, _request, reply) => { sendRaw(reply.hijack().raw, 400, errorBody('BAD_REQUEST')) },
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ 'x-request-id': request.id, 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' })
  })
  app.setErrorHandler((error, _request, reply) => {
    const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined
    const code = CODE_OF_STATUS.get(status)
    if (code === undefined) onFault?.({ where: 'http', cause: error })
    return reply.status(code !== undefined && typeof status === 'number' ? status : 500).send(errorBody(code ?? 'INTERNAL_SERVER_ERROR'))
  })
  app.setNotFoundHandler((_request, reply) => reply.status(404).send(errorBody('NOT_FOUND')))
  return app
}
