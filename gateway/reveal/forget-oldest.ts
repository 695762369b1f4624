/** Takes note of something that was kept, with the way to forget it. */
export type Remember = (forget: () => void) => void

/**
 * Keeps so many things of all callers together, and forgets the oldest. Purposes that variables name make as many forms of one document
 * as somebody likes to send; a bound for each document would be none, for there are many documents.
 */
export const forgetOldest = (most: number): Remember => {
  const kept: (() => void)[] = []
  return forget => {
    kept.push(forget)
    if (kept.length > most) kept.shift()?.()
  }
}
