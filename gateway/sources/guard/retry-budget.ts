/** Limits retries to a part of what is sent, so that they cannot multiply an outage. */
export interface RetryBudget {
  /** Something was sent for the first time. */
  earn(): void
  /** Whether it may be sent again; a yes is spent. */
  spend(): boolean
}

const MOST = 10

/** One retry for every `1 / ratio` fetches, and a few in advance. */
export const retryBudget = (ratio: number): RetryBudget => {
  let left = MOST
  return {
    earn() {
      left = Math.min(left + ratio, MOST)
    },
    spend() {
      if (left < 1) return false
      left -= 1
      return true
    },
  }
}
