import type { RowWrite } from '../../../prisma/database/seal-tables.ts'
import type { TenantClient } from '../../../prisma/database/tenant-statement.ts'
import { uuidV7 } from '../../../schema/uuid-v7.ts'
import { auditStatement, type AuditRecord } from '../audit/audit-statement.ts'
import { tableNamed } from '../read/catalog.ts'
import { actorOf } from './actor-of.ts'
import type { CommandCall, CommandEngine } from './command-engine.ts'
import type { Command } from './define-command.ts'
import type { EventDefinition } from './define-event.ts'
import { describeChange, placeOf } from './describe-change.ts'
import { eventStatement, type EventMessage } from './event-statement.ts'
import { fingerprints } from './fingerprint.ts'
import type { LockedRow } from './lock-rows.ts'

type Values = Readonly<Record<string, unknown>>

/** Something a command told, and the row that it happened to. */
export interface Emitted {
  readonly event: EventDefinition
  readonly row: Values
  /** What it tells of other rows, by the names that the event declares. */
  readonly also: Values
}

/** Everything a command did. */
export interface Deeds {
  readonly writes: readonly RowWrite[]
  readonly emitted: readonly Emitted[]
  readonly rows: ReadonlyMap<string, LockedRow>
  readonly now: Date
  /** What somebody typed for the record. */
  readonly reason?: string
}

/** Writes who did what to which rows, and tells others; in the transaction of the command, one audit record for each changed row. */
export async function writeRecords(statements: TenantClient, engine: CommandEngine, { command, call, deeds }: { readonly command: Command; readonly call: CommandCall; readonly deeds: Deeds }): Promise<void> {
  const records = auditRecords(engine, command, { call, deeds })
  if (records.length > 0) await statements.query(auditStatement(engine.schema, records))
  const events = deeds.emitted.map((emitted) => eventMessage(engine, emitted, { call, deeds }))
  if (events.length > 0) await statements.query(eventStatement(engine.schema, events))
}

interface Did {
  readonly call: CommandCall
  readonly deeds: Deeds
}

// A row that was written and not told of is recorded under the first event of the command: nothing that changes is unrecorded.
function auditRecords({ catalog, keys }: CommandEngine, command: Command, { call: { envelope }, deeds }: Did): readonly AuditRecord[] {
  const fingerprint = fingerprints(keys.audit, envelope.principal.brandId)
  return changedRows(deeds).map(({ type, id, writes, events }) => {
    const { entity } = tableNamed(catalog, type)
    const before = [...deeds.rows.values()].find((locked) => locked.type === type && locked.row.id === id)?.row
    const [event = command.events[0]] = events
    return {
      id: uuidV7(), occurredAt: deeds.now.toISOString(), ...actorOf(envelope), eventType: withoutVersion(event?.type ?? command.permission),
      entityType: type, entityId: id,
      details: { command: command.name, ...describeChange({ entity, writes, before }, fingerprint), _tier: command.tier, ...onBehalf(envelope.principal) },
      ...deeds.reason === undefined ? {} : { reason: deeds.reason },
    }
  })
}

interface ChangedRow {
  readonly type: string
  readonly id: string
  readonly writes: readonly RowWrite[]
  readonly events: readonly EventDefinition[]
}

function changedRows({ writes, emitted }: Deeds): readonly ChangedRow[] {
  const rows = new Map<string, ChangedRow>()
  const rowOf = (type: string, id: string): ChangedRow => rows.get(`${type} ${id}`) ?? { type, id, writes: [], events: [] }
  for (const write of writes) {
    const row = rowOf(write.type, String(write.row.id))
    rows.set(`${row.type} ${row.id}`, { ...row, writes: [...row.writes, write] })
  }
  for (const { event, row: { id } } of emitted) {
    const row = rowOf(event.of, String(id))
    rows.set(`${row.type} ${row.id}`, { ...row, events: [...row.events, event] })
  }
  return [...rows.values()]
}

function eventMessage({ catalog }: CommandEngine, { event, row, also }: Emitted, { call: { envelope }, deeds }: Did): EventMessage {
  const { _orgId: orgId, _workspaceId: workspaceId } = placeOf(tableNamed(catalog, event.of).entity, row)
  const { actorType, actorId, brandId, requestId } = actorOf(envelope)
  return {
    id: uuidV7(), type: event.type, occurredAt: deeds.now.toISOString(), brandId, orgId, workspaceId,
    aggregateType: event.of, aggregateId: String(row.id), aggregateVersion: typeof row.rowVersion === 'number' ? row.rowVersion : 1,
    actor: { type: actorType, id: actorId }, requestId, correlationId: requestId,
    data: Object.fromEntries([...event.data.map((field) => [field, row[field] ?? null]), ...Object.keys(event.also ?? {}).map((name) => [name, also[name] ?? null])]),
  }
}

function onBehalf({ onBehalfOf }: CommandCall['envelope']['principal']): { readonly _onBehalfOfPersonId?: string } {
  return onBehalfOf?.personId === undefined ? {} : { _onBehalfOfPersonId: onBehalfOf.personId }
}

function withoutVersion(type: string): string {
  return type.replace(/\.v[0-9]+$/, '')
}
