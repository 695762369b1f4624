import type { FastifyInstance } from 'fastify'
import { setTimeout as sleep } from 'node:timers/promises'

/** The end of a server without a lost request. */
export interface Drain {
  readonly isDraining: boolean
  /**
   * Says that it is not ready any more and goes on for the grace, so that whoever sends requests finds another server; every answer ends its
   * connection meanwhile. Then nothing new is taken, and what is under way ends, but not later than `within`.
   */
  close(): Promise<void>
}

/** How long it takes at most. */
export interface DrainOptions {
  readonly graceMs: number
  /** For what is under way after the grace. */
  readonly withinMs: number
}

/** Prepares a server for its end; to be called before it has routes. */
export const drain = (app: FastifyInstance, { graceMs, withinMs }: DrainOptions): Drain => {
  let isDraining = false
  app.addHook('onRequest', async (_request, reply) => {
    if (isDraining) reply.header('connection', 'close')
  })
  return {
    get isDraining() {
      return isDraining
    },
    async close() {
      isDraining = true
      if (graceMs > 0) await sleep(graceMs)
      const deadline = setTimeout(() => app.server.closeAllConnections(), withinMs)
      await app.close()
      clearTimeout(deadline)
    },
  }
}
