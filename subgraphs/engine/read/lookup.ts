import type { PiiCategory } from '../../../schema/model.ts'

/** A column that is compared by the right to look somebody up: each value is paid for and logged, whether it is found or not. */
export interface Lookup {
  /** `Type.field`. */
  readonly coordinate: string
  readonly category: PiiCategory
  /** Slot of the value, or of the list of values. */
  readonly slot: number
}
