import type { Answer, Ask, Door } from './door.ts'
import { openWorld } from './open-world.ts'
import type { WorldOptions } from './open-world.ts'

/** The same graph twice: run by our executor, and by the one of the library. */
export interface TwoWorlds {
  readonly own: Door
  /** The answers of ours and of the library's, of the same person with the same token: pages are sealed for a token. */
  ask(query: string, how: Ask): Promise<readonly [Answer, Answer]>
  /** Faults of ours since the last call. */
  faults(): readonly unknown[]
  stop(): Promise<void>
}

/** Starts both. */
export async function openTwoWorlds(options: WorldOptions): Promise<TwoWorlds> {
  const own = await openWorld(options)
  const stock = await openWorld({ ...options, isStock: true })
  return {
    own,
    async ask(query, how) {
      const headers = { ...how.headers, authorization: `Bearer ${await own.token(how.as ?? 'auditor')}` }
      return [await own.ask(query, { ...how, headers }), await stock.ask(query, { ...how, headers })]
    },
    faults: own.faults,
    stop: async () => void await Promise.all([own.stop(), stock.stop()]),
  }
}
