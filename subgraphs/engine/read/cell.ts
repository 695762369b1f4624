import type { Column } from '../../../schema/model.ts'
import type { Decision } from '../../../schema/policy/decide.ts'
import type { Table } from './catalog.ts'
import type { Reveal } from './reveal.ts'

/** A column of a row that is asked for. */
export interface Cell {
  readonly table: Table
  readonly alias: string
  readonly column: Column
  /** The field asks for the raw value. */
  readonly reveal?: Reveal
}

/** A decision and the rows for which it is made; the first one whose rows have the row decides. */
export interface Ruling {
  readonly decision: Decision
  /** SQL of a condition, `true` for the last. */
  readonly rows: string
  /** On its rows what this decision does not show raw is left to the next one. */
  readonly onlyRaw: boolean
}
