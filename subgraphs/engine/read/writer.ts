import type { Table } from './catalog.ts'
import type { Decode } from './decode.ts'
import type { ListShape } from './list-arguments.ts'
import type { LogEntry } from './logged-column.ts'
import type { Lookup } from './lookup.ts'
import type { Perspective } from './scope.ts'
import type { ObjectSelection } from './selection.ts'
import { below, type ShownColumn } from './shown.ts'

/** What is needed to write the statement of a selection. */
export interface Writer extends Perspective {
  /** Shapes of the lists, by site. */
  readonly lists: ReadonlyMap<number, ListShape>
  /** Slots of other arguments, by site. */
  readonly slots: ReadonlyMap<number, number>
  /**
   * Most rows of a page and of an offset. The constants stand in the text beside the parameters of a page:
   * a plan that is made once, for all values, prices a page with them and not a tenth of the table.
   */
  readonly largestRead: number
  readonly largestOffset: number
  /** Writes an object; given here because lists and objects hold each other. */
  object(writer: Writer, selection: ObjectSelection, source: Source): ObjectSql
  /** Response keys from the root of the statement to the object that is written. */
  readonly path: string
  /** Grows while writing. */
  readonly shown: ShownColumn[]
  /** What the access log may have to say; grows while writing. */
  readonly log: LogEntry[]
  /** By slot; grows while writing. */
  readonly lookups: Map<number, Lookup>
}

/** The same writer at a response key below. */
export function at(writer: Writer, key: string): Writer {
  return { ...writer, path: below(writer.path, key) }
}

/** Where the columns of an object come from: a row of a table, or the key of an entity of another module. */
export interface Source {
  readonly alias: string
  readonly table?: Table
  /** SQL of a column, or of a key field. */
  column(name: string): string
}

/** Joins that the object needs, a record with one column per response key, and what is left to do with it. */
export interface ObjectSql {
  readonly joins: string
  readonly record: string
  readonly decode?: Decode
}

export function rowOf(table: Table, alias: string): Source {
  return { alias, table, column: (name) => `${alias}.${name}` }
}

