/** A counter of the running minute. */
export interface Spender {
  /** Kind and id of who asks, or BRAND. */
  readonly spender: string
  /** What it may spend in a minute, over all processes. */
  readonly limit: number
}

/** What a process would like to spend later, of one counter. */
export interface LeaseWish extends Spender {
  readonly amount: number
}

/** What the counters gave: whole numbers, in the order of the wishes, less than wished where a minute is used up. */
export interface Leased {
  readonly granted: readonly number[]
  /** Names the minute. */
  readonly minute: number
  /** Until the minute is over, by the clock that all processes share. */
  readonly restMs: number
}

/** Where the counters are. */
export interface LeaseStore {
  lease(brandId: string, wishes: readonly LeaseWish[]): Promise<Leased>
}

const MINUTE_MS = 60_000

/** Counters of this process alone: for a graph without a database, whose callers may be nobody. */
export const localLeases = (now: () => number = Date.now): LeaseStore => {
  let minute = -1
  let used = new Map<string, number>()
  return {
    async lease(brandId, wishes) {
      const at = now()
      if (Math.floor(at / MINUTE_MS) !== minute) {
        minute = Math.floor(at / MINUTE_MS)
        used = new Map()
      }
      const granted = wishes.map(({ spender, limit, amount }) => {
        const key = `${brandId} ${spender}`
        const before = used.get(key) ?? 0
        const given = Math.max(Math.min(amount, limit - before), 0)
        used.set(key, before + given)
        return given
      })
      return { granted, minute, restMs: (minute + 1) * MINUTE_MS - at }
    },
  }
}
