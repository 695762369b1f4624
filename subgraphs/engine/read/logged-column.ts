import type { PiiCategory } from '../../../schema/model.ts'
import type { Reveal } from './reveal.ts'

/** What the access log says of a revealed column, whatever the row. */
export interface LogEntry {
  /** `Type.field`. */
  readonly coordinate: string
  readonly category: PiiCategory
  /** The request for the raw value, where there was one. */
  readonly reveal?: Reveal
}

/** How a revealed value is logged: with its subject, or only counted. */
export type LogClass = 'SUBJECT' | 'COUNTED'

/** A column of an object that may have to be logged, and how its row tells. */
export interface LoggedColumn {
  readonly entry: LogEntry
  /** Of every value; absent where it depends on the row. */
  readonly always?: LogClass
  /** SQL of a code (see `LOG_CODES`); absent where `always` is set. */
  readonly code?: string
  /** SQL of the subject as `KIND:id`; absent where a value is never logged with one. */
  readonly subject?: string
}

/** What the code of a row means. */
export const LOG_CODES = { NONE: 0, SUBJECT: 1, COUNTED: 2 } as const

/** Field under which an object carries what has to be logged of it; no response key can be equal to it. */
export const LOG_KEY = '$log'
