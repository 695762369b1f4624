/** Keeps fetches away from an address that fails, and lets one through now and then to see whether it is back. */
export interface CircuitBreaker {
  /** Whether a fetch may go there; where it was shut, a yes is the probe, and only one gets it. */
  admits(): boolean
  /** Whether it would be refused, without asking to be the probe. */
  readonly isShut: boolean
  succeeded(): void
  failed(): void
  /** The fetch ended without saying anything about the subgraph. */
  abandoned(): void
}

/** When it opens, and for how long. */
export interface CircuitBreakerOptions {
  /** Failures of late, fading, from which on it opens; they must also be more than half of what was sent. */
  readonly failures: number
  /** The first pause; each failed probe doubles it. */
  readonly pauseMs: number
  readonly now?: () => number
  readonly random?: () => number
  onOpen?(): void
}

const HALF_LIFE_MS = 5_000
const LONGEST_PAUSES = 8

/** Counts that fade: what was ten seconds ago weighs a quarter. */
export const circuitBreaker = ({ failures: most, pauseMs, now = Date.now, random = Math.random, onOpen }: CircuitBreakerOptions): CircuitBreaker => {
  let good = 0
  let bad = 0
  let countedAt = now()
  let opened = 0
  let until = 0
  let isProbing = false

  const fade = (): void => {
    const passed = now() - countedAt
    if (passed < 100) return
    const left = 0.5 ** (passed / HALF_LIFE_MS)
    good *= left
    bad *= left
    countedAt = now()
  }
  // all gateways saw the same outage; they do not come back at the same moment
  const open = (): void => {
    if (opened === 0) onOpen?.()
    until = now() + pauseMs * Math.min(2 ** opened, LONGEST_PAUSES) * (0.75 + random() / 2)
    opened += 1
    isProbing = false
  }
  const shut = (): boolean => opened > 0 && (isProbing || now() < until)
  return {
    admits() {
      if (opened === 0) return true
      if (shut()) return false
      isProbing = true
      return true
    },
    get isShut() {
      return opened > 0
    },
    succeeded() {
      fade()
      if (opened > 0) [good, bad] = [0, 0]
      good += 1
      opened = 0
      isProbing = false
    },
    failed() {
      fade()
      bad += 1
      if (opened > 0 ? isProbing : bad > most - 0.5 && bad > good) open()
    },
    abandoned() {
      isProbing = false
    },
  }
}
