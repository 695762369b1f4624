import { LinkFailure } from './link-failure.ts'

/** A limit on how many fetches are under way to one subgraph at once, so that a slow one does not take the whole gateway. */
export interface Bulkhead {
  /** Runs when there is room; rejects at once where too many wait already, and when the time is over before there was room. */
  run<Result>(until: number, work: () => Promise<Result>): Promise<Result>
  /** Under way, and waiting. */
  readonly load: { readonly running: number, readonly waiting: number }
}

/** How much room there is. */
export interface BulkheadOptions {
  readonly running: number
  readonly waiting: number
  onRefused?(): void
}

interface Waiting {
  start(): void
}

/** First come, first served. */
export const bulkhead = ({ running: most, waiting: mostWaiting, onRefused }: BulkheadOptions): Bulkhead => {
  const queue = new Set<Waiting>()
  let running = 0

  const room = (until: number): Promise<void> | undefined => {
    if (running < most) {
      running += 1
      return undefined
    }
    if (queue.size >= mostWaiting) {
      onRefused?.()
      throw new LinkFailure('Too many fetches wait for this subgraph.', { wasSent: false })
    }
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { start() {
        clearTimeout(timer)
        queue.delete(waiting)
        resolve()
      } }
      const timer = setTimeout(() => {
        queue.delete(waiting)
        onRefused?.()
        reject(new LinkFailure('There was no room for this fetch in time.', { wasSent: false }))
      }, Math.max(until - Date.now(), 0))
      queue.add(waiting)
    })
  }
  // the place goes from hand to hand: who comes now does not overtake who waits
  const leave = (): void => {
    const [next] = queue
    if (next) next.start()
    else running -= 1
  }
  return {
    async run(until, work) {
      await room(until)
      try {
        return await work()
      } finally {
        leave()
      }
    },
    get load() {
      return { running, waiting: queue.size }
    },
  }
}
