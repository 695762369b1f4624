import type { FastifyInstance } from 'fastify'
import type { SubgraphLink } from '../sources/subgraph-link.ts'

/** Whether the process lives, and whether it can be sent requests. */
export const healthRoutes = (app: FastifyInstance, links: readonly SubgraphLink[]): void => {
  app.get('/health/live', async () => ({ status: 'live' }))
  app.get('/health/ready', async (_request, reply) => {
    const ready = await Promise.all(links.map(link => link.isReady()))
    return ready.every(Boolean) ? { status: 'ready' } : reply.status(503).send({ status: 'waiting' })
  })
}
