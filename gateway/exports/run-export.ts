import { randomUUID } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import type { ErrorCode } from '../../schema/policy/error-codes.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import type { Holder } from '../rights/holder.ts'
import type { PageGraph } from './page-graph.ts'
import { codeOfRefusal } from './code-of-refusal.ts'
import { exportGraph } from './export-graph.ts'
import type { ExportLimits } from './export-limits.ts'
import { isStillShown, meetOf, withheldPaths } from './export-decisions.ts'
import type { ExportRow } from './formats/export-column.ts'
import { openWriter } from './formats/open-writer.ts'
import type { RowWriter } from './formats/row-writer.ts'
import { pageVariables, readExport } from './read-export.ts'
import type { ReadExport } from './read-export.ts'
import { rightsCover } from './rights-cover.ts'
import { runPage } from './run-page.ts'
import type { Page } from './run-page.ts'
import { squeeze } from './squeeze.ts'
import type { ClaimedExport, TurnStore } from './turn-store.ts'
import { withhold } from './withhold.ts'

/** With what a worker works on exports. */
export interface ExportWork {
  readonly store: TurnStore
  readonly graph: PageGraph
  readonly limits: ExportLimits
  /** Rows after which a part is written; 10 000 where it is left out. */
  readonly partRows?: number
  /** What whoever asked holds now. */
  holderOf(principal: Principal): Promise<Holder | undefined>
  /** Whether this process is about to end, or the turn is over. */
  isOver(): boolean
  onFault(cause: unknown): void
}

/** How a turn of one export ended. */
export type TurnEnd = 'DONE' | 'MORE' | 'WAITING' | 'RETRY' | 'FAILED' | 'WITHDRAWN' | 'LOST'

/** What is read again when a worker is killed is less than that. */
const PART_ROWS = 10_000
/** Characters of rows, about. */
const PART_SIZE = 8 * 1024 * 1024
const MOST_ATTEMPTS = 8
const LONGEST_WAIT_MS = 60_000

/** Failures that pass by themselves. */
const PASSING: readonly ErrorCode[] = ['TIMEOUT', 'SUBGRAPH_UNAVAILABLE', 'RIGHTS_UNAVAILABLE', 'INTERNAL_SERVER_ERROR']

interface Reading {
  readonly work: ExportWork
  readonly one: ClaimedExport
  readonly read: ReadExport
  /** With the channel of a file; one object a turn, because what follows from a caller is remembered by it. */
  readonly principal: Principal
  readonly decisions: ClaimedExport['request']['decisions']
  readonly hidden: readonly (readonly string[])[]
  readonly writer: RowWriter
}

interface Gathered {
  readonly rows: readonly ExportRow[]
  readonly after: string | null
  readonly isLast: boolean
  /** Why the part ends before it is full. */
  readonly stopped?: Extract<Page, { readonly code: ErrorCode }>
}

const forFile = (principal: Principal): Principal => ({ ...principal, channel: 'EXPORT' })

/** Pages until a part is full, the list ends, the rows are enough, the turn is over or a page fails. */
const gather = async ({ work, one, read, principal, hidden }: Reading, from: { readonly after: string | null, readonly room: number }): Promise<Gathered> => {
  const rows: ExportRow[] = []
  let { after } = from
  let size = 0
  for (;;) {
    const most = Math.min(read.pageSize, one.request.pageSize)
    const page = await runPage({
      graph: work.graph, principal, requestId: randomUUID(), query: read.pageText, key: read.key, size: most,
      variables: pageVariables(one.request.variables, most, after),
    })
    if ('code' in page) return { rows, after, isLast: false, stopped: page }
    for (const row of page.rows) rows.push(hidden.length > 0 ? withhold(row, hidden) : row)
    after = page.after ?? after
    size += page.size
    if (page.isLast || rows.length >= from.room) return { rows: rows.slice(0, from.room), after, isLast: page.isLast && rows.length <= from.room }
    if (rows.length >= (work.partRows ?? PART_ROWS) || size >= PART_SIZE || work.isOver()) return { rows, after, isLast: false }
    // requests of people come in between
    await breathe()
  }
}

const failed = async ({ store }: ExportWork, one: ClaimedExport, { code, waitMs }: { readonly code: ErrorCode, readonly waitMs: number }): Promise<TurnEnd> => {
  if (code === 'RATE_LIMITED') {
    await store.release(one, { afterMs: Math.min(Math.max(waitMs, 1000), LONGEST_WAIT_MS), failures: 0 })
    return 'WAITING'
  }
  if (PASSING.includes(code) && one.attempts + 1 < MOST_ATTEMPTS) {
    await store.release(one, { afterMs: Math.min(1000 * 2 ** one.attempts, LONGEST_WAIT_MS), failures: 1 })
    return 'RETRY'
  }
  await store.end(one, 'FAILED', code)
  return 'FAILED'
}

const holdsStill = async ({ holderOf }: ExportWork, { request: { principal } }: ClaimedExport): Promise<boolean> => {
  const holder = await holderOf(principal)
  return holder !== undefined && rightsCover(holder, principal)
}

/** Reads on from where the last part ended; each part is written with the progress, or not at all. */
const goOn = async (reading: Reading, crcBefore: number): Promise<TurnEnd> => {
  const { work, one, writer } = reading
  const { store, limits } = work
  let { rows: written, bytes, parts: number, cursor_after: after } = one
  let crc = crcBefore
  while (!work.isOver()) {
    if (!await holdsStill(work, one)) {
      await store.end(one, 'WITHDRAWN', 'RIGHTS_ENDED')
      return 'WITHDRAWN'
    }
    const gathered = await gather(reading, { after, room: limits.rows - written })
    if (gathered.rows.length === 0 && gathered.stopped) return failed(work, one, gathered.stopped)
    const piece = writer.write(gathered.rows)
    const endedBy = gathered.isLast ? null : written + gathered.rows.length >= limits.rows ? 'ROWS' : bytes + piece.length >= limits.bytes ? 'BYTES' : null
    const isLast = gathered.isLast || endedBy !== null
    const whole = isLast ? Buffer.concat([piece, writer.end()]) : piece
    const squeezed = await squeeze(one.format, whole, crc)
    const hasWritten = await store.advance(one, number, {
      ...squeezed, rows: gathered.rows.length, bytes: whole.length, mark: isLast ? '' : writer.mark(), cursorAfter: gathered.after, decisions: reading.decisions, isLast, endedBy,
    })
    if (!hasWritten) return 'LOST'
    if (isLast) return 'DONE'
    if (gathered.stopped) return failed(work, { ...one, attempts: 0 }, gathered.stopped)
    ;({ crc } = squeezed)
    after = gathered.after
    written += gathered.rows.length
    bytes += whole.length
    number += 1
  }
  await store.release(one, { afterMs: 0, failures: 0 })
  return 'MORE'
}

/** What is no refusal is a fault of ours, and one export's fault is no reason to stop with the others. */
const refusalOf = ({ onFault }: ExportWork, failure: unknown): ErrorCode => {
  try {
    return codeOfRefusal(failure)
  } catch (cause) {
    onFault(cause)
    return 'INTERNAL_SERVER_ERROR'
  }
}

/** One turn of one export: goes on where its last part ended, with the weaker of what was decided then and is now. */
export const runExport = async (work: ExportWork, one: ClaimedExport): Promise<TurnEnd> => {
  const { request, format } = one
  const principal = forFile(request.principal)
  if (one.is_over) {
    await work.store.end(one, 'FAILED', 'TIMEOUT')
    return 'FAILED'
  }
  let read: ReadExport
  try {
    read = readExport(exportGraph(work.graph.options), { document: request.document, variables: request.variables, principal })
  } catch (failure) {
    // the schema or the policy is another one, and a request would be refused now
    return failed(work, one, { code: refusalOf(work, failure), waitMs: 0 })
  }
  if (one.parts > 0 && !isStillShown(request.decisions, read.decisions)) {
    // what is there was shown by more than is decided now
    await work.store.end(one, 'WITHDRAWN', 'RIGHTS_ENDED')
    return 'WITHDRAWN'
  }
  const decisions = meetOf(request.decisions, read.decisions)
  try {
    const { marks, crc } = await work.store.written(one)
    return await goOn({ work, one, read, principal, decisions, hidden: withheldPaths(read.decisions, decisions), writer: openWriter(format, request.columns, marks) }, crc)
  } catch (cause) {
    work.onFault(cause)
    return failed(work, one, { code: 'INTERNAL_SERVER_ERROR', waitMs: 0 })
  }
}
