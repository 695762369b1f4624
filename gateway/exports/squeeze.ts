import { promisify } from 'node:util'
import { constants, crc32, deflateRaw } from 'node:zlib'
import type { ExportFormat } from './formats/open-writer.ts'

const deflate = promisify(deflateRaw)

/** Fast: a file is written once and read once. */
const LEVEL = 4

/** A Parquet file is compressed inside. */
export const isSqueezed = (format: ExportFormat): boolean => format !== 'PARQUET'

/** A piece of a file as it is kept, and the checksum of the file up to its end. Pieces of one file stand one behind the other as one stream. */
export const squeeze = async (format: ExportFormat, piece: Uint8Array, crcBefore: number): Promise<{ readonly content: Uint8Array, readonly crc: number }> => ({
  content: isSqueezed(format) ? await deflate(piece, { level: LEVEL, finishFlush: constants.Z_FULL_FLUSH }) : piece,
  crc: crc32(piece, crcBefore),
})

/** What stands in front of the pieces so that they are a gzip file: no name, no time, so that equal files are equal bytes. */
export const GZIP_HEAD: Uint8Array = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff)

/** What stands behind them: an empty last block, checksum and length. */
export const gzipTail = (crc: number, bytes: number): Uint8Array => {
  const tail = Buffer.alloc(10)
  tail.writeUInt16LE(3, 0)
  tail.writeUInt32LE(crc >>> 0, 2)
  tail.writeUInt32LE(bytes % 2 ** 32, 6)
  return tail
}
