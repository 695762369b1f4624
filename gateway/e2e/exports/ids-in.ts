import { parquetReadObjects } from 'hyparquet'
import type { ExportFormat } from '../../exports/formats/open-writer.ts'

const ID = /^"?([0-9a-f-]{36})/

/** The ids of the rows of a file, in its order; `id` is its first column. */
export const idsIn = async (format: ExportFormat, bytes: Buffer): Promise<readonly string[]> => {
  if (format === 'PARQUET') {
    const rows = await parquetReadObjects({ file: Uint8Array.from(bytes).buffer, columns: ['id'] })
    return rows.map(({ id }) => String(id))
  }
  const [names = '', ...lines] = bytes.toString().split('\n')
  const all = format === 'CSV' ? lines : [names, ...lines]
  return all.flatMap(line => ID.exec(line.replace('{"id":', ''))?.[1] ?? [])
}
