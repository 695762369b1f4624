import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'
import type { TenantPool } from '../../prisma/database/tenant-pool.ts'
import { allowsPurpose } from '../../schema/policy/principal-class.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import { spenderOf } from '../budgets/budget-rows.ts'
import type { Holder } from '../rights/holder.ts'
import { isStillShown } from './export-decisions.ts'
import type { ExportGraph } from './export-graph.ts'
import { exportRecord } from './export-record.ts'
import { exportRequest } from './export-request.ts'
import type { ExportRequest } from './export-request.ts'
import { ASK_TURN, CONTENT, READY, RECORD } from './export-statements.ts'
import { EXPORT_FORMATS } from './formats/open-writer.ts'
import type { ExportFormat } from './formats/open-writer.ts'
import { readExport } from './read-export.ts'
import { rightsCover } from './rights-cover.ts'
import { GZIP_HEAD, gzipTail, isSqueezed } from './squeeze.ts'

/** With what files are fetched. */
export interface FileOptions {
  readonly pool: TenantPool
  graph(): ExportGraph
  /** What somebody holds now who asked for something earlier. */
  holderOf(principal: Principal): Promise<Holder | undefined>
  /** The rights of a file have ended, whoever asks for it. */
  withdraw(brandId: string, id: string): Promise<void>
}

/** A file that may be shown to whoever asks for it. */
export interface FoundFile {
  readonly format: ExportFormat
  /** As gzip, where that was wanted and makes it shorter. */
  readonly isGzip: boolean
  /** Ends with an error where a piece is gone, so that nobody takes a part of a file for the file. */
  stream(): Readable
}

const ready = z.object({
  format: z.enum(EXPORT_FORMATS), parts: z.number(), rows: z.coerce.number(), bytes: z.coerce.number(), crc: z.coerce.number(),
  request: z.string().transform((text): ExportRequest => exportRequest.parse(JSON.parse(text))),
})
type ReadyFile = z.infer<typeof ready>

/** Decides as if it was asked for now: with the rights of then, which whoever asks holds still, under the policy of today. */
const isShown = (graph: ExportGraph, { document, variables, principal, decisions }: ExportRequest): boolean => {
  try {
    return isStillShown(decisions, readExport(graph, { document, variables, principal: { ...principal, channel: 'EXPORT' } }).decisions)
  } catch {
    // what would be refused now is not shown either
    return false
  }
}

/** How long rights are believed while a file is sent: whoever takes it slowly has no more of it than who asks again. */
const BELIEVED_MS = 1_000

/** Whether whoever asked for a file holds still what they held, and it would be shown as it is. */
const holdsStill = async ({ graph, holderOf }: FileOptions, file: ReadyFile): Promise<boolean> => {
  const holder = await holderOf(file.request.principal)
  if (!holder || !rightsCover(holder, file.request.principal) || !isShown(graph(), file.request)) {
    return false
  }
  return true
}

async function* pieces(options: FileOptions, { brandId }: Principal, id: string, file: ReadyFile): AsyncGenerator<Uint8Array> {
  const { pool, withdraw } = options
  const { format, parts, crc, bytes } = file
  let asked = Date.now()
  if (isSqueezed(format)) yield GZIP_HEAD
  for (let number = 0; number < parts; number += 1) {
    if (Date.now() - asked > BELIEVED_MS) {
      if (!await holdsStill(options, file)) await withdraw(brandId, id)
      asked = Date.now()
    }
    const { rows: [row] } = await pool.query(brandId, { name: 'gateway_export_content', text: CONTENT, values: [brandId, id, number] })
    if (!(row?.content instanceof Uint8Array)) throw new Error('A piece of a file is gone.')
    yield row.content
  }
  if (isSqueezed(format)) yield gzipTail(crc, bytes)
}

const streamOf = (content: AsyncGenerator<Uint8Array>, isPacked: boolean, isGzip: boolean): Readable => {
  const packed = Readable.from(content, { objectMode: false })
  if (!isPacked || isGzip) return packed
  const plain = createGunzip()
  packed.on('error', failure => plain.destroy(failure))
  return packed.pipe(plain)
}

/**
 * Finds a file for whoever asks: their own, complete, not over, and asked for with rights that they and the credential of then hold still. Undefined
 * for every other one, whatever is wrong with it. That it was fetched is written before the first byte leaves.
 */
export const fileFinder = (options: FileOptions) => async (principal: Principal, id: string, how: { readonly takesGzip: boolean, readonly requestId: string }): Promise<FoundFile | undefined> => {
  const { pool, withdraw } = options
  const { brandId } = principal
  if (principal.onBehalfOf !== undefined) return undefined
  const { rows: [row] } = await pool.query(brandId, { name: 'gateway_ready_export', text: READY, values: [brandId, spenderOf(principal), id] })
  const file = row === undefined ? undefined : ready.parse(row)
  if (!file || !rightsCover(principal, file.request.principal)) return undefined
  if (!allowsPurpose(principal.purposes, file.request.principal.purpose)) return undefined
  if (!await holdsStill(options, file)) {
    await withdraw(brandId, id)
    return undefined
  }
  const { format, request, rows } = file
  const record = exportRecord('access.export_downloaded', principal, { exportId: id, requestId: how.requestId, format, request, rows })
  await pool.transaction(brandId, {}, async client => {
    await client.query({ text: RECORD, values: [brandId, record.id, JSON.stringify(record)] })
    await client.query({ text: ASK_TURN, values: [null] })
  })
  const isGzip = isSqueezed(format) && how.takesGzip
  return { format, isGzip, stream: () => streamOf(pieces(options, principal, id, file), isSqueezed(format), isGzip) }
}
