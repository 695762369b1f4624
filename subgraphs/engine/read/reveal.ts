import type { Purpose } from '../../../schema/policy/principal.ts'

/** A request for the raw value of one field. The reason stands in the envelope, so that equal documents are one plan. */
export interface Reveal {
  /** Place among the reasons of the envelope. */
  readonly index: number
  readonly purpose: Purpose
}
