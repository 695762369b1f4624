import { z } from 'zod'
import type { ConnectionFor } from '../../prisma/database/connection.ts'
import { openPool } from '../../prisma/database/open-pool.ts'

/** A turn of a brand that this process has. */
export interface Turn {
  readonly id: string
  readonly brandId: string
}

/** The queue of turns: what is taken comes again unless it is done, also where the process that had it was killed. */
export interface TurnQueue {
  /** The turn that has waited longest; undefined where none waits, or the database is away. */
  take(): Promise<Turn | undefined>
  done(turn: Turn): Promise<void>
  /** It comes again, to whoever takes it. */
  giveBack(turn: Turn): Promise<void>
  close(): Promise<void>
}

export interface QueueOptions {
  readonly connectionFor: ConnectionFor
  /** Turns of this process at once. */
  readonly lanes: number
  onFault?(cause: unknown): void
}

const QUEUE = 'turn'
const STATEMENT_MS = 15_000
/** How often turns of processes that were killed are looked for, by one process of all. */
const SUPERVISE_SECONDS = 15
/** Turns that are done are of no use to anybody. */
const KEPT_SECONDS = 3600

const job = z.object({ id: z.string(), data: z.object({ brandId: z.string() }) })

/**
 * Opens the queue by the login `vg_worker`, with pg-boss: its tables are those of a migration, so it makes none. It is loaded here and not before,
 * because nobody who starts a gateway should wait for it.
 */
export const openQueue = async ({ connectionFor, lanes, onFault }: QueueOptions): Promise<TurnQueue> => {
  const { default: PgBoss } = await import('pg-boss')
  const pool = openPool({ connectionString: connectionFor('vg_worker'), max: Math.min(lanes + 1, 4), applicationName: 'veilgraph worker', statementTimeoutMs: STATEMENT_MS })
  const boss = new PgBoss({
    schema: 'jobs', migrate: false, schedule: false, supervise: true, maintenanceIntervalSeconds: SUPERVISE_SECONDS,
    archiveCompletedAfterSeconds: KEPT_SECONDS, deleteAfterSeconds: KEPT_SECONDS,
    db: { executeSql: (text: string, values: unknown[]) => pool.query(text, values) },
  })
  // it looks after its tables beside what is asked of it; without a listener a failure of that would end the process
  boss.on('error', cause => onFault?.(cause))
  try {
    await boss.start()
  } catch (failure) {
    await pool.end()
    throw failure
  }
  return {
    async take() {
      const [first] = await boss.fetch(QUEUE)
      if (first === undefined) return undefined
      const { id, data: { brandId } } = job.parse(first)
      return { id, brandId }
    },
    done: async ({ id }) => void await boss.complete(QUEUE, id),
    // without a reason: what an error says may hold a value
    giveBack: async ({ id }) => void await boss.fail(QUEUE, id),
    async close() {
      await boss.stop({ graceful: false })
      await pool.end()
    },
  }
}
