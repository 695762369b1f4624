import type { FastifyInstance } from 'fastify'
import type { Readiness } from './readiness.ts'

/** Whether the process lives, and whether it should be sent requests. */
export const healthRoutes = (app: FastifyInstance, ready: () => Promise<Readiness>): void => {
  app.get('/health/live', async () => ({ status: 'live' }))
  app.get('/health/ready', async (_request, reply) => {
    const readiness = await ready()
    return reply.status(readiness.status === 'ready' || readiness.status === 'degraded' ? 200 : 503).send(readiness)
  })
}
