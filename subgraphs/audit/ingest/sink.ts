import type { AuditRow } from './audit-record.ts'

/** A place outside that stored rows are delivered to, such as a SIEM. */
export interface Sink {
  /** Stands in `audit_outbox.sink_key`. */
  readonly key: string
  takes(row: AuditRow): boolean
}
