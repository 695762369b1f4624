import type { TenantStatement } from '../../../prisma/database/tenant-statement.ts'

/** One thing that was done, as the module that did it records it. */
export interface AuditRecord {
  /** UUID v7 made in this process; the message to the audit module has the same id. */
  readonly id: string
  /** ISO-8601 UTC. */
  readonly occurredAt: string
  readonly actorType: 'PERSON' | 'SERVICE_ACCOUNT' | 'SYSTEM' | 'ANONYMOUS'
  readonly actorId: string
  /** Set where the actor is of another brand. */
  readonly actorBrandId?: string
  /** Name of the event without its version. */
  readonly eventType: string
  readonly entityType?: string
  readonly entityId?: string
  readonly brandId: string
  readonly requestId?: string
  /** No personal value and no typed text. Keys with an underscore are context that the audit module lifts into columns. */
  readonly details: Readonly<Record<string, unknown>>
  /** Typed text of a reveal: travels to the audit module and stays out of the log of this one. */
  readonly reason?: string
}

/** Type of the message that carries a record to the audit module. */
export const AUDIT_MESSAGE = 'audit.recorded.v1'

/** ≈ 41 hours of waiting before a record is given up. */
const MOST_ATTEMPTS = 50

/**
 * Writes records of one brand into the log of a module, each with its message to the audit module: both or neither.
 * Its transaction is that of what it records. The schema is a name of our own, never a value.
 */
export function auditStatement(schema: string, records: readonly AuditRecord[]): TenantStatement {
  return { name: `audit ${schema}`, text: textFor(schema), values: [storable(records)] }
}

const texts = new Map<string, string>()

function textFor(schema: string): string {
  const text = texts.get(schema) ?? writeText(schema)
  texts.set(schema, text)
  return text
}

// In the order of the records: the numbers of the outbox are given in the order in which rows arrive.
function writeText(schema: string): string {
  return `with sent as materialized (
  select e.payload, e.n, r.* from jsonb_array_elements($1::jsonb) with ordinality e(payload, n),
    jsonb_to_record(e.payload) r(id uuid, "occurredAt" timestamptz, "actorType" text, "actorId" text, "actorBrandId" text, "eventType" text,
      "entityType" text, "entityId" text, "brandId" text, "requestId" text, details jsonb)
), logged as (
  insert into "${schema}"."audit_log" (id, occurred_at, actor_type, actor_id, actor_brand_id, event_type, entity_type, entity_id, brand_id, request_id, details)
  select id, "occurredAt", "actorType", "actorId", "actorBrandId", "eventType", "entityType", "entityId", "brandId", "requestId", details from sent order by n
)
insert into "${schema}"."outbox" (brand_id, id, aggregatetype, aggregateid, type, payload, destination, occurred_at, max_attempts)
select "brandId"::uuid, id, 'AuditLog', "brandId", '${AUDIT_MESSAGE}', payload, 'audit', "occurredAt", ${MOST_ATTEMPTS} from sent order by n`
}

/** A NUL or half a character in what a client sent is not storable; its record must be, so it gets the sign for an unreadable one. */
const UNSTORABLE = /\\u(?:0000|d[89a-f][0-9a-f]{2})/g

function storable(records: readonly AuditRecord[]): string {
  return JSON.stringify(records).replace(UNSTORABLE, '\\ufffd')
}
