import { ROOT_CONTEXT } from '@opentelemetry/api'
import type { Context } from '@opentelemetry/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { contextOf } from '../../schema/observe/trace-parent.ts'
import { isErrorCode } from '../../schema/policy/error-codes.ts'
import { isInNetworks } from '../authenticate/networks.ts'
import type { Networks } from '../authenticate/networks.ts'
import type { DoorRequest } from '../authenticate/caller-of.ts'
import type { GatewayContext } from '../gateway-context.ts'
import { counter } from '../metrics.ts'
import { beginRequest, endPhase, endRequest, observationOf, observeCaller } from './observation.ts'

const responses = counter('veil_http_responses_total', 'Answers over HTTP, on all paths.', { status: [] })

const STATUS_LABELS = ['1xx', '2xx', '3xx', '4xx', '5xx'].map(status => ({ status }))

/** What of a server is measured. */
export interface ObserveHttpOptions {
  /** Where the graph is. */
  readonly path: string
  /** Machines of ours in front of the gateway. */
  readonly trustedProxies?: Networks
}

/**
 * Measures requests from their arrival to the last byte. The trace of a caller is joined where one of our own proxies hands it on:
 * anybody else could have every request of theirs recorded, or hang it into a trace of others.
 */
export const observeHttp = (app: FastifyInstance, { path, trustedProxies: trusted = [] }: ObserveHttpOptions): void => {
  const isGraph = ({ routeOptions }: FastifyRequest): boolean => routeOptions.url === path
  const parentOf = ({ raw: { headers, socket } }: FastifyRequest): Context =>
    (headers.traceparent !== undefined && trusted.length > 0 && isInNetworks(trusted, socket.remoteAddress) ? contextOf(headers.traceparent) : ROOT_CONTEXT)
  app.addHook('onRequest', (request, { raw: response }, done) => {
    if (isGraph(request)) beginRequest(request.raw, parentOf(request))
    // comes for callers too who have gone before there was an answer
    response.once('close', () => {
      if (response.headersSent) responses.add(STATUS_LABELS[Math.trunc(response.statusCode / 100) - 1])
      endRequest(request.raw)
    })
    done()
  })
}

const codeOf = (failure: unknown): string => {
  const extensions = failure instanceof Error && 'extensions' in failure ? failure.extensions : undefined
  const code = typeof extensions === 'object' && extensions !== null && 'code' in extensions ? extensions.code : undefined
  return isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR'
}

/** Measures how long it takes to know who asks, and lets the stages of the request find its observation. */
export const observeContext = <R extends DoorRequest & Parameters<typeof observationOf>[0]>(open: (request: R, requestId: string, body?: unknown) => Promise<GatewayContext>) =>
  async (request: R, requestId: string, body?: unknown): Promise<GatewayContext> => {
    const observation = observationOf(request)
    try {
      const context = await open(request, requestId, body)
      if (observation) {
        context.scope.observation = observation
        endPhase(observation, 'authenticate')
        observeCaller(observation, context.scope.principal)
      }
      return context
    } catch (failure) {
      if (observation) observation.code = codeOf(failure)
      throw failure
    }
  }
