import type { FastifyInstance } from 'fastify'
import { acceptEvents } from '../schema/events/accept-events.ts'
import type { Receiver } from '../schema/events/outbox-message.ts'
import type { KeyRing } from '../schema/policy/key-ring.ts'

/** What the gateway takes of the events of subgraphs that run elsewhere. */
export interface EventsRouteOptions {
  readonly ring: KeyRing
  readonly receivers: readonly Receiver[]
}

const BODY_LIMIT = 4 * 1024 * 1024

/** Takes events at /events. No token: the signature over the very bytes decides, so they are not parsed before. */
export const eventsRoute = (app: FastifyInstance, { ring, receivers }: EventsRouteOptions): void => {
  void app.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_LIMIT }, (_request, body, done) => done(null, body))
    scope.post('/events', { bodyLimit: BODY_LIMIT }, async ({ headers, body }, reply) => {
      const { status, content } = await acceptEvents(
        { audience: 'gateway', ring, receivers }, { header: headers['x-veil-events'], body: typeof body === 'string' ? body : '' },
      )
      return reply.status(status).send(content)
    })
  })
}
