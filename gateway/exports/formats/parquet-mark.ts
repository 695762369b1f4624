import type { ColumnChunk, Encoding, RowGroup, SchemaElement } from 'hyparquet'
import type { ColumnKind, ExportColumn } from './export-column.ts'

/** How the pages of a column can be written, by their number in a mark. */
const ENCODINGS: readonly (readonly Encoding[])[] = [['PLAIN'], ['PLAIN', 'RLE_DICTIONARY'], ['RLE']]

const NO_DICTIONARY = -1
const A_GROUP = 3
const A_CHUNK = 6

const encodingOf = ({ encodings }: { readonly encodings: readonly Encoding[] }): number => ENCODINGS.findIndex(known => known.join() === encodings.join())

const numbersOfChunk = ({ file_offset, meta_data }: ColumnChunk): readonly number[] => {
  if (!meta_data) throw new Error('A column was written without its lengths.')
  const { total_compressed_size, total_uncompressed_size, data_page_offset, dictionary_page_offset } = meta_data
  return [file_offset, total_compressed_size, total_uncompressed_size, data_page_offset, dictionary_page_offset ?? NO_DICTIONARY, encodingOf(meta_data)].map(Number)
}

/** Where a row group stands in its file: its rows, its lengths, then six numbers a column. */
export const markOfGroup = ({ num_rows, total_compressed_size = 0n, total_byte_size, columns }: RowGroup): readonly number[] =>
  [Number(num_rows), Number(total_compressed_size), Number(total_byte_size), ...columns.flatMap(numbersOfChunk)]

const numbersIn = (mark: string): readonly (readonly number[])[] => {
  const groups: unknown = JSON.parse(mark)
  if (!Array.isArray(groups)) throw new Error('A mark has to be a list of row groups.')
  return groups.map((group: unknown) => (Array.isArray(group) ? group.map(Number) : []))
}

type Physical = Readonly<Record<ColumnKind, Pick<SchemaElement, 'type' | 'converted_type'>>>

/** The row groups of a mark, as the end of the file lists them. */
export const groupOfMark = (mark: string, columns: readonly ExportColumn[], physical: Physical): readonly RowGroup[] => numbersIn(mark).map(numbers => {
  if (numbers.length !== A_GROUP + A_CHUNK * columns.length || numbers.some(number => !Number.isSafeInteger(number))) throw new Error('A mark does not fit the columns of its file.')
  const [rows = 0, compressed = 0, plain = 0] = numbers
  return {
    num_rows: BigInt(rows), total_compressed_size: BigInt(compressed), total_byte_size: BigInt(plain),
    columns: columns.map(({ name, kind }, place) => {
      const [offset = 0, length = 0, uncompressed = 0, data = 0, dictionary = NO_DICTIONARY, encoding = 0] = numbers.slice(A_GROUP + A_CHUNK * place, A_GROUP + A_CHUNK * (place + 1))
      return {
        file_offset: BigInt(offset),
        meta_data: {
          type: physical[kind].type ?? 'BYTE_ARRAY', encodings: [...ENCODINGS[encoding] ?? []], path_in_schema: [name], codec: 'SNAPPY', num_values: BigInt(rows),
          total_compressed_size: BigInt(length), total_uncompressed_size: BigInt(uncompressed), data_page_offset: BigInt(data),
          dictionary_page_offset: dictionary === NO_DICTIONARY ? undefined : BigInt(dictionary),
        },
      }
    }),
  }
})
