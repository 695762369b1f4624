import type { Envelope } from '../../../schema/policy/envelope.ts'
import { ReadError } from '../read/read-error.ts'
import type { Reveal } from '../read/reveal.ts'

/** What one request was granted beyond its caller's rights, and what it has used of it. */
export interface RequestAccess {
  readonly envelope: Envelope
  /** In milliseconds since 1970: later nobody waits for the answer. */
  readonly deadline?: number
  /** Takes the values of a lookup from what was reserved; a value that was taken already is free. */
  reserveLookup(coordinate: string, values: readonly unknown[]): void
  /**
   * Takes raw values that were asked for from what was reserved: as many as the pages have room for, each field for itself,
   * so what a page does hold never exceeds it unless the envelope was made for another operation.
   */
  takeRevealed(values: number): void
}

/** Most values that one operation looks up. */
const MOST_LOOKUPS = 20

/** Throws where the envelope does not vouch for each request for a raw value: its reason, its purpose, its budget and its ticket. */
export function accessOf(envelope: Envelope, reveals: readonly Reveal[], deadline?: number): RequestAccess {
  const { budgets, ticket } = envelope
  for (const { index, purpose } of reveals) {
    if (envelope.reveals?.[index]?.purpose !== purpose) throw new ReadError('REASON_REQUIRED')
    if (purpose === 'SUPPORT' && !ticket) throw new ReadError('TICKET_REQUIRED')
  }
  if (reveals.length > 0 && !((budgets?.subjects ?? 0) > 0)) throw new ReadError('BUDGET_EXCEEDED')
  const looked = new Set<string>()
  // that something was reserved is known by now; where there is no request there is nothing to take
  let left = budgets?.subjects ?? Infinity
  return {
    envelope, deadline,
    takeRevealed(values) {
      if (values > left) throw new ReadError('BUDGET_EXCEEDED')
      left -= values
    },
    reserveLookup(coordinate, values) {
      for (const value of values) looked.add(JSON.stringify([coordinate, value]))
      if (looked.size > MOST_LOOKUPS) throw new ReadError('PII_FILTER_REFUSED', { coordinate, limit: MOST_LOOKUPS })
      if (looked.size > (budgets?.lookups ?? 0)) throw new ReadError('BUDGET_EXCEEDED', { coordinate })
    },
  }
}
