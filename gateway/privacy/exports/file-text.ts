import { parquetReadObjects } from 'hyparquet'

export const FORMATS = ['CSV', 'JSONL', 'PARQUET'] as const
export type FileFormat = (typeof FORMATS)[number]

/** Everything that somebody can read in a file: its bytes as they are, and what a reader of its format makes of them. */
export async function fileText(format: FileFormat, bytes: Buffer): Promise<string> {
  if (format !== 'PARQUET') return bytes.toString()
  const rows = await parquetReadObjects({ file: Uint8Array.from(bytes).buffer })
  return `${bytes.toString('latin1')}\n${JSON.stringify(rows, (_, value: unknown) => typeof value === 'bigint' ? value.toString() : value)}`
}
