import type { ExportRow } from './export-column.ts'

/** Writes one file piece by piece. The pieces one behind the other are the file. */
export interface RowWriter {
  /** The bytes of these rows, with what stands in front of the first ones. */
  write(rows: readonly ExportRow[]): Uint8Array
  /** What another writer must be told to go on behind everything that was written since the last mark. It holds lengths and no value. */
  mark(): string
  /** The bytes that end the file; nothing is written afterwards. */
  end(): Uint8Array
}
