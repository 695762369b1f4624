import type { TenantStatement } from '../../../prisma/database/tenant-statement.ts'

/** Something that happened, on its way to whoever wants to know. */
export interface EventMessage {
  /** UUID v7 made in this process. */
  readonly id: string
  /** Name with its version. */
  readonly type: string
  /** ISO-8601 UTC. */
  readonly occurredAt: string
  readonly brandId: string
  readonly orgId?: string
  readonly workspaceId?: string
  readonly aggregateType: string
  readonly aggregateId: string
  readonly aggregateVersion: number
  readonly actor: { readonly type: string; readonly id: string; readonly brandId?: string }
  readonly requestId?: string
  readonly correlationId: string
  readonly causationId?: string
  /** Ids and public columns. */
  readonly data: Readonly<Record<string, unknown>>
}

/** Puts events of one brand into the outbox of a module, in their order, and wakes who carries them. */
export function eventStatement(schema: string, events: readonly EventMessage[]): TenantStatement {
  return {
    name: `events ${schema}`,
    text: `insert into ${schema}.outbox (brand_id, id, aggregatetype, aggregateid, type, payload, destination, occurred_at)
select (e.payload->>'brandId')::uuid, (e.payload->>'id')::uuid, e.payload->>'aggregateType', e.payload->>'aggregateId', e.payload->>'type', e.payload, 'events',
  (e.payload->>'occurredAt')::timestamptz
from jsonb_array_elements($1::jsonb) with ordinality e(payload, n) order by e.n`,
    values: [JSON.stringify(events)],
  }
}
