/** What clients saw, and when. */
export interface Tally {
  add(outcome: string, ms: number): void
  /** Since the last call. */
  take(): Seen
}

export interface Seen {
  readonly counts: ReadonlyMap<string, number>
  /** Times of answers without an error, in milliseconds, in order. */
  readonly times: readonly number[]
  /** When the first and the last one failed, by `Date.now()`. */
  readonly firstFailure: number | undefined
  readonly lastFailure: number | undefined
}

export const DONE = 'DONE'

export const tally = (): Tally => {
  let counts = new Map<string, number>()
  let times: number[] = []
  let failures: [number, number] | undefined
  return {
    add(outcome, ms) {
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
      if (outcome === DONE) times.push(ms)
      else failures = [failures?.[0] ?? Date.now(), Date.now()]
    },
    take() {
      const seen = { counts, times: times.sort((a, b) => a - b), firstFailure: failures?.[0], lastFailure: failures?.[1] }
      counts = new Map()
      times = []
      failures = undefined
      return seen
    },
  }
}

/** The time that this part of the answers did not exceed. */
export const quantile = (times: readonly number[], part: number): number => times[Math.min(Math.floor(times.length * part), times.length - 1)] ?? 0
