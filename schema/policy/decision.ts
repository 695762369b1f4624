import { without, type Reach } from './reach.ts'

/** What happens to one column, row by row: `reveal` before the rest, `first` before the other of mask and pseudonym, else `otherwise`. */
export interface Decision {
  readonly reveal: Reach
  readonly mask: Reach
  readonly pseudonym: Reach
  readonly first: 'MASK' | 'PSEUDONYM'
  readonly otherwise: 'REDACT' | 'REFUSE'
  /** Of the revealed rows: one's own, read as one may without a reason. They leave no trace in the access log. */
  readonly unlogged: Reach
  /** Of the revealed rows: by a grant of the coordinate, or free text. One log row per operation counts them; it names no subject. A revealed row of neither is logged with its subject. */
  readonly counted: Reach
}

/** No row, nothing. */
export const NOTHING: Decision = { reveal: [], mask: [], pseudonym: [], first: 'MASK', otherwise: 'REFUSE', unlogged: [], counted: [] }

/** Takes away what never applies, so that equal decisions look equal and whoever reads `mask` may trust that it happens. */
export function ordered(decision: Decision): Decision {
  const { reveal, mask, pseudonym, first } = decision
  const [leading, following] = first === 'MASK' ? [mask, pseudonym] : [pseudonym, mask]
  const kept = without(leading, reveal)
  const rest = without(without(following, reveal), kept)
  return { ...decision, mask: first === 'MASK' ? kept : rest, pseudonym: first === 'MASK' ? rest : kept }
}
