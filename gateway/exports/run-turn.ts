import type { Receiver } from '../../schema/events/outbox-message.ts'
import { counter } from '../metrics.ts'
import { RECORD_MESSAGE, RECORD_MODULE } from './export-record.ts'
import { countExport } from './export-service.ts'
import { runExport } from './run-export.ts'
import type { ExportWork } from './run-export.ts'
import type { TurnStore } from './turn-store.ts'

const rows = counter('veil_exports_turns_total', 'Turns of exports by how they ended.', {
  outcome: ['DONE', 'MORE', 'WAITING', 'RETRY', 'FAILED', 'WITHDRAWN', 'LOST'],
})

/** What a turn works with. */
export interface TurnWork extends ExportWork {
  /** Takes records to the audit log. */
  readonly recorder?: Receiver
}

/** How many records were not taken; they stay, and go again with a later turn. */
const sendRecords = async (store: TurnStore, recorder: Receiver, brandId: string): Promise<number> => {
  const records = await store.unsent(brandId)
  if (records.length === 0) return 0
  const receipts = await recorder.receive(records.map(({ id, payload }) => ({ brandId, id, module: RECORD_MODULE, type: RECORD_MESSAGE, payload })))
  const taken = receipts.filter(({ outcome }) => outcome === 'TAKEN').map(({ id }) => id)
  if (taken.length > 0) await store.sent(brandId, taken)
  return records.length - taken.length
}

/**
 * One turn of a brand: what is over is deleted, what was done is told the audit log, and one export goes on of which the log knows. A turn fails, and
 * comes again, where the log did not take everything: what it refused is no more logged than what never arrived.
 */
export const runTurn = async (work: TurnWork, brandId: string): Promise<void> => {
  const { store, recorder } = work
  await store.sweep(brandId)
  const left = recorder ? await sendRecords(store, recorder, brandId) : 0
  const one = await store.claim(brandId, { isTold: recorder !== undefined })
  if (one) {
    const end = await runExport(work, one)
    rows.add({ outcome: end })
    if (end === 'DONE') countExport('ready')
    if (end === 'FAILED') countExport('failed')
    if (end === 'WITHDRAWN') countExport('withdrawn')
  }
  if (left > 0) throw new Error('The audit log did not take every record of exports.')
  await store.settle(brandId)
}
