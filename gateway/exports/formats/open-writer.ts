import { csvWriter } from './csv.ts'
import type { ExportColumn } from './export-column.ts'
import { jsonlWriter } from './jsonl.ts'
import { parquetWriter } from './parquet.ts'
import type { RowWriter } from './row-writer.ts'

/** The forms of a file. */
export const EXPORT_FORMATS = ['CSV', 'JSONL', 'PARQUET'] as const
export type ExportFormat = typeof EXPORT_FORMATS[number]

/** Opens a file of these columns, or goes on with one behind `marks`, those of everything that was written before. It runs in a browser too. */
export const openWriter = (format: ExportFormat, columns: readonly ExportColumn[], marks: readonly string[] = []): RowWriter => {
  if (format === 'PARQUET') return parquetWriter(columns, marks)
  return format === 'CSV' ? csvWriter(columns, marks.length > 0) : jsonlWriter()
}
