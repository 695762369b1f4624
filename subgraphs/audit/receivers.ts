import type { Receiver } from '../../schema/events/outbox-message.ts'
import { AUDIT_MESSAGE } from '../engine/audit/audit-statement.ts'
import type { Takings } from '../engine/load-module.ts'
import { ingestAuditEvents, MOST_RECORDS } from './ingest/ingest-audit-events.ts'
import type { Sink } from './ingest/sink.ts'

/** Places outside that stored rows go to. None is configured. */
const SINKS: readonly Sink[] = []

/** What audit takes from the outboxes of all modules: their records, into the chain. */
export const takings: Takings = {
  types: [AUDIT_MESSAGE],
  open: (store): readonly Receiver[] => [{
    name: 'audit records',
    takes: (type) => type === AUDIT_MESSAGE,
    async receive(messages) {
      const batches = Array.from({ length: Math.ceil(messages.length / MOST_RECORDS) }, (_, i) => messages.slice(i * MOST_RECORDS, (i + 1) * MOST_RECORDS))
      const receipts = []
      for (const batch of batches) receipts.push(...await ingestAuditEvents({ store, sinks: SINKS }, batch))
      return receipts
    },
  }],
}
