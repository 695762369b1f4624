import { cellOf } from './export-column.ts'
import type { ExportColumn, ExportRow } from './export-column.ts'
import type { RowWriter } from './row-writer.ts'

const encoder = new TextEncoder()

const LINE_END = '\r\n'
/** Also what other programs take for the end of a cell, so that none begins in the middle of a text. */
const NEEDS_QUOTES = /[",;|\t\r\n]|^\s|\s$/

/**
 * What a spreadsheet takes for a formula: these signs in front, also as full-width forms, a tab or a line break, and blanks and invisible signs that it drops before it looks.
 * The guard is an apostrophe, which it shows as text.
 */
const FORMULA = /^(?:[\t\r\n]|[\s\p{C}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/u

const quoted = (text: string): string => (text === '' || NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const guarded = (text: string): string => quoted(FORMULA.test(text) ? `'${text}` : text)

/** A number is never guarded: what the graph gives as a number cannot be a formula, and a minus belongs to it. */
const cell = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return guarded(typeof value === 'string' ? value : JSON.stringify(value))
}

const line = (cells: readonly string[]): string => cells.join() + LINE_END

/** RFC 4180 with a line of names, UTF-8. Null is nothing between two commas, an empty text is `""`. `isBegun`: the names were written already. */
export const csvWriter = (columns: readonly ExportColumn[], isBegun: boolean): RowWriter => {
  let hasNames = isBegun
  const names = (): string => {
    if (hasNames) return ''
    hasNames = true
    return line(columns.map(({ name }) => guarded(name)))
  }
  return {
    write: (rows: readonly ExportRow[]) => encoder.encode(names() + rows.map(row => line(columns.map(column => cell(cellOf(row, column))))).join('')),
    mark: () => '',
    // a file without rows has its names all the same
    end: () => encoder.encode(names()),
  }
}
