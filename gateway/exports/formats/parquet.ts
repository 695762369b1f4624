import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { SchemaElement } from 'hyparquet-writer'
import { cellOf } from './export-column.ts'
import type { ColumnKind, ExportColumn } from './export-column.ts'
import { groupOfMark, markOfGroup } from './parquet-mark.ts'
import type { RowWriter } from './row-writer.ts'

const PHYSICAL: Readonly<Record<ColumnKind, Pick<SchemaElement, 'type' | 'converted_type'>>> = {
  TEXT: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  INTEGER: { type: 'INT64' },
  NUMBER: { type: 'DOUBLE' },
  BOOLEAN: { type: 'BOOLEAN' },
  TIME: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
  // as text, so that every reader can open it
  JSON: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const timeOf = (value: unknown): bigint | null => {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? null : BigInt(at)
}

/** A value that is not of its column's kind, as a mask in the place of a number, is null: a file has one type a column. */
const STORED: Readonly<Record<ColumnKind, (value: unknown) => unknown>> = {
  TEXT: textOf,
  INTEGER: value => (typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : null),
  NUMBER: value => (typeof value === 'number' ? value : null),
  BOOLEAN: value => (typeof value === 'boolean' ? value : null),
  TIME: timeOf,
  JSON: value => JSON.stringify(value),
}

const stored = (column: ExportColumn) => {
  const store = STORED[column.kind]
  return (value: unknown): unknown => (value === null ? null : store(value))
}

/**
 * Apache Parquet, compressed with Snappy; what is written at once is one row group. There are no statistics in it: the least and the greatest value of a
 * column would be values at one more place. `marks`: of everything that was written before.
 */
export const parquetWriter = (columns: readonly ExportColumn[], marks: readonly string[]): RowWriter => {
  const bytes = new ByteWriter()
  const parquet = new ParquetWriter({
    writer: bytes, statistics: false, createdBy: 'veilgraph',
    schema: [{ name: 'root', num_children: columns.length }, ...columns.map(({ name, kind }): SchemaElement => ({ name, repetition_type: 'OPTIONAL', ...PHYSICAL[kind] }))],
  })
  let unmarked = 0
  const taken = (): Uint8Array => {
    const piece = bytes.getBytes().slice()
    bytes.index = 0
    return piece
  }
  const goOn = (): void => {
    taken()
    for (const mark of marks) for (const group of groupOfMark(mark, columns, PHYSICAL)) {
      parquet.row_groups.push(group)
      parquet.num_rows += group.num_rows
      bytes.offset += Number(group.total_compressed_size ?? 0n)
    }
    unmarked = parquet.row_groups.length
  }
  if (marks.length > 0) goOn()
  return {
    write(rows) {
      if (rows.length > 0) void parquet.write({
        rowGroupSize: rows.length,
        columnData: columns.map(column => {
          const store = stored(column)
          return { name: column.name, offsetIndex: false, data: rows.map(row => store(cellOf(row, column))) }
        }),
      })
      return taken()
    },
    mark() {
      const groups = parquet.row_groups.slice(unmarked)
      unmarked = parquet.row_groups.length
      return JSON.stringify(groups.map(markOfGroup))
    },
    end() {
      void parquet.finish()
      return taken()
    },
  }
}
