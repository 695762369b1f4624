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

/** Records that could not be sent now go with a later turn. */
const sendRecords = async (store: TurnStore, recorder: Receiver, brandId: string): Promise<void> => {
  const records = await store.unsent(brandId)
  if (records.length === 0) return
  const receipts = await recorder.receive(records.map(({ id, payload }) => ({ brandId, id, module: RECORD_MODULE, type: RECORD_MESSAGE, payload })))
  const arrived = receipts.filter(({ outcome }) => outcome !== 'RETRY').map(({ id }) => id)
  if (arrived.length > 0) await store.sent(brandId, arrived)
}

/** One turn of a brand: what is over is deleted, what was done is told the audit log, and one export goes on. */
export const runTurn = async (work: TurnWork, brandId: string): Promise<void> => {
  const { store, recorder } = work
  await store.sweep(brandId)
  const one = await store.claim(brandId)
  if (one) {
    const end = await runExport(work, one)
    rows.add({ outcome: end })
    if (end === 'DONE') countExport('ready')
    if (end === 'FAILED') countExport('failed')
    if (end === 'WITHDRAWN') countExport('withdrawn')
  }
  await store.settle(brandId)
  if (recorder) await sendRecords(store, recorder, brandId)
}
