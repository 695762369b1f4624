import { counter, histogram } from '../metrics.ts'
import { openQueue } from './open-queue.ts'
import type { QueueOptions, Turn, TurnQueue } from './open-queue.ts'

/** Works on turns beside whatever else its process does. */
export interface Worker {
  /** Somebody has asked for a turn in this process: it need not wait for the next look at the queue. */
  wake(): void
  /** Takes nothing new; resolves when what is under way has been given back or is done. */
  stop(): Promise<void>
}

/** What is done in a turn, and how. */
export interface WorkerOptions extends QueueOptions {
  /** One turn of a brand; it looks at `isOver` often, and ends soon when that says so. */
  turn(brandId: string, isOver: () => boolean): Promise<void>
  readonly pollMs?: number
  /** After that a turn ends, and the next brand has one. */
  readonly turnMs?: number
}

const POLL_MS = 1_000
const AFTER_FAULT_MS = 5_000
const TURN_MS = 5_000

const turns = counter('veil_jobs_turns_total', 'Turns of brands that this process has worked on, by how they ended.', { outcome: ['done', 'failed'] })
const durations = histogram('veil_jobs_turn_seconds', 'How long turns took.', [0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10])

/** Starts to work, a moment from now: nobody waits for it who starts a gateway. */
export const startWorker = ({ turn, lanes, pollMs = POLL_MS, turnMs = TURN_MS, onFault, ...options }: WorkerOptions): Worker => {
  let isStopping = false
  const sleepers = new Set<() => void>()

  const sleep = (ms: number): Promise<void> => new Promise(resolve => {
    const wake = (): void => {
      clearTimeout(timer)
      sleepers.delete(wake)
      resolve()
    }
    const timer = setTimeout(wake, ms)
    timer.unref()
    sleepers.add(wake)
  })
  const wakeAll = (): void => { for (const wake of [...sleepers]) wake() }

  const work = async (queue: TurnQueue, taken: Turn): Promise<void> => {
    const started = performance.now()
    const isOver = (): boolean => isStopping || performance.now() - started > turnMs
    try {
      await turn(taken.brandId, isOver)
      await queue.done(taken)
      turns.add({ outcome: 'done' })
    } catch (cause) {
      turns.add({ outcome: 'failed' })
      onFault?.(cause)
      // or it comes again when its time is over
      await queue.giveBack(taken).catch((second: unknown) => onFault?.(second))
    }
    durations.observe((performance.now() - started) / 1000)
  }
  const lane = async (queue: TurnQueue): Promise<void> => {
    while (!isStopping) {
      const taken = await queue.take().catch((cause: unknown) => {
        onFault?.(cause)
        return undefined
      })
      if (taken) await work(queue, taken)
      else if (!isStopping) await sleep(pollMs)
    }
  }
  const open = async (): Promise<TurnQueue | undefined> => {
    await sleep(0)
    while (!isStopping) {
      try {
        return await openQueue({ ...options, lanes, onFault })
      } catch (cause) {
        onFault?.(cause)
        await sleep(AFTER_FAULT_MS)
      }
    }
    return undefined
  }
  const run = async (): Promise<void> => {
    const queue = lanes > 0 ? await open() : undefined
    if (!queue) return
    await Promise.all(Array.from({ length: lanes }, () => lane(queue)))
    await queue.close().catch((cause: unknown) => onFault?.(cause))
  }
  const running = run()
  return {
    wake: wakeAll,
    async stop() {
      isStopping = true
      wakeAll()
      await running
    },
  }
}
