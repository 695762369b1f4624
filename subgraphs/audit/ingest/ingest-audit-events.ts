import type { OutboxMessage, Receipt } from '../../../schema/events/outbox-message.ts'
import { modules } from '../../../schema/metadata/index.ts'
import type { ModuleStore } from '../../engine/module-store.ts'
import { codeOf } from '../../../schema/events/hand-over.ts'
import { readRecord, recordIdOf } from './audit-record.ts'
import { chainBatch } from './chain-batch.ts'
import type { NewRecord } from './chain-batch.ts'
import { IngestError } from './ingest-error.ts'
import type { Sink } from './sink.ts'

export interface IngestOptions {
  readonly store: ModuleStore
  readonly sinks: readonly Sink[]
}

/** What became of a message; a duplicate was chained before and has arrived as well. */
export interface IngestReceipt extends Receipt {
  readonly isDuplicate?: true
}

/** Largest batch. */
export const MOST_RECORDS = 500

interface Item extends NewRecord {
  readonly messageId: string
}

/** Values that Postgres refuses today, or that are too large for an index, it refuses tomorrow; a duplicate key is a race and goes away. */
const REFUSED_FOR_GOOD = /^(?:22|23(?!505)|54)/
/** The door is no module and has records all the same: of files that were asked for and fetched. */
const DOOR = 'gateway'
const MODULES: ReadonlySet<string> = new Set([...modules.map(({ name }) => name), DOOR])

/** Chains what modules have recorded: one transaction a brand, each record once, however often it comes. */
export async function ingestAuditEvents(options: IngestOptions, messages: readonly OutboxMessage[]): Promise<readonly IngestReceipt[]> {
  if (messages.length > MOST_RECORDS) throw new IngestError('BATCH_TOO_LARGE')
  const receipts: IngestReceipt[] = []
  // one after the other: the connections of the module are for its readers
  for (const brandId of new Set(messages.map((message) => message.brandId))) {
    receipts.push(...await ingestBrand(options, brandId, messages.filter((message) => message.brandId === brandId)))
  }
  return receipts
}

async function ingestBrand(options: IngestOptions, brandId: string, messages: readonly OutboxMessage[]): Promise<readonly IngestReceipt[]> {
  const items = messages.flatMap((message) => itemOf(message) ?? [])
  const readable = new Set(items.map(({ messageId }) => messageId))
  const unreadable = messages.filter(({ id }) => !readable.has(id))
  return [...await chain(options, brandId, items), ...await judgeUnreadable(options, brandId, unreadable)]
}

function itemOf({ id, module, brandId, payload }: OutboxMessage): Item | undefined {
  const record = MODULES.has(module) ? readRecord(payload, module) : undefined
  if (record?.brandId !== brandId) return undefined
  return { messageId: id, sourceModule: module, payload, row: record.row, lifted: record.lifted }
}

/** What one record spoils is tried again in halves, until it stands alone and the others are stored. */
async function chain(options: IngestOptions, brandId: string, items: readonly Item[]): Promise<readonly IngestReceipt[]> {
  const [first] = items
  if (!first) return []
  try {
    const chained = await options.store.transaction(brandId, {}, (client) => chainBatch(client, brandId, { records: once(items), sinks: options.sinks }))
    const fresh = new Set(chained.map(keyOf))
    return items.map((item) => ({ id: item.messageId, outcome: 'TAKEN', ...fresh.delete(keyOf(item)) ? {} : { isDuplicate: true } }))
  } catch (error) {
    const code = codeOf(error)
    if (!REFUSED_FOR_GOOD.test(code)) return items.map(({ messageId }) => ({ id: messageId, outcome: 'RETRY', code }))
    if (items.length === 1) return [{ id: first.messageId, outcome: 'REFUSED', code }]
    const half = Math.ceil(items.length / 2)
    return [...await chain(options, brandId, items.slice(0, half)), ...await chain(options, brandId, items.slice(half))]
  }
}

function once(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.toReversed().map((item) => [keyOf(item), item])).values()].toReversed()
}

function keyOf({ sourceModule, row }: Pick<Item, 'sourceModule' | 'row'>): string {
  return `${sourceModule} ${row.source_event_id}`
}

const KNOWN = `select r.n::int4 - 1 as at from unnest($2::text[], $3::uuid[]) with ordinality r(module, id, n)
where exists (select from audit.audit_logs l where l.brand_id = $1 and l.source_module = r.module and l.source_event_id = r.id)`

/** A message that says too little to be chained may speak of a record that is chained already. */
async function judgeUnreadable({ store }: IngestOptions, brandId: string, messages: readonly OutboxMessage[]): Promise<readonly IngestReceipt[]> {
  if (messages.length === 0) return []
  const ids = messages.map(({ payload }) => recordIdOf(payload) ?? null)
  const { rows } = await store.query(brandId, { name: 'audit known', text: KNOWN, values: [brandId, messages.map(({ module }) => module), ids] })
  const known = new Set(rows.map(({ at }) => Number(at)))
  return messages.map(({ id }, at) => known.has(at) ? { id, outcome: 'TAKEN', isDuplicate: true } : { id, outcome: 'REFUSED', code: 'NO_RECORD' })
}
