import { entryHash, GENESIS } from '../../../schema/chain/entry-hash.ts'
import type { TenantClient } from '../../engine/module-store.ts'
import type { AuditRow } from './audit-record.ts'
import type { Sink } from './sink.ts'

/** A record on its way into the chain. */
export interface NewRecord {
  readonly row: AuditRow
  readonly sourceModule: string
  /** JSON text as the module wrote it. */
  readonly payload: string
  /** Keys of the details that became columns. */
  readonly lifted: readonly string[]
}

export interface ChainedRecord {
  readonly row: AuditRow
  readonly sourceModule: string
  readonly details: string
  readonly chainSeq: string
  readonly previous: string
  readonly hash: string
}

/** Ends with the transaction; one brand at a time takes it, so numbers have no gap and no fork. */
const LOCK = `select pg_advisory_xact_lock(hashtextextended('audit:' || $1::text, 0))`

// A chain whose last rows were purged goes on behind its archive.
const HEAD = `select seq, hash from (
  (select chain_seq as seq, entry_hash as hash from audit.audit_logs where brand_id = $1 order by chain_seq desc limit 1)
  union all
  (select chain_to, last_entry_hash from audit.audit_archive_manifest where brand_id = $1 and status in ('VERIFIED', 'PURGED', 'EXPIRED') order by chain_to desc limit 1)
) ends order by seq desc limit 1`

// Postgres takes the lifted keys out and prints the rest: the text that is hashed is the one that any later reader gets.
const DETAILS = `select (coalesce(r.payload::jsonb -> 'details', '{}') - string_to_array(r.lifted, ','))::text as details,
  exists (select from audit.audit_logs l where l.brand_id = $1 and l.source_module = r.module and l.source_event_id = r.id) as known
from unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) with ordinality r(id, module, payload, lifted, n) order by r.n`

const INSERT = `insert into audit.audit_logs (brand_id, chain_seq, source_module, source_event_id, occurred_at, tier, event_type, outcome, actor_type, actor_id,
  actor_brand_id, actor_person_id, actor_service_account_id, on_behalf_of_person_id, subject_person_id, org_id, workspace_id, entity_type, entity_id,
  request_id, correlation_id, ip, user_agent, pii_categories, details, reason, prev_hash, entry_hash)
select $1, chain_seq, source_module, source_event_id, occurred_at, tier, event_type, outcome, actor_type, actor_id,
  actor_brand_id, actor_person_id, actor_service_account_id, on_behalf_of_person_id, subject_person_id, org_id, workspace_id, entity_type, entity_id,
  request_id, correlation_id, ip, user_agent, pii_categories, details_text::jsonb, reason, prev_hash, entry_hash
from json_to_recordset($2::json) r(chain_seq bigint, source_module text, source_event_id uuid, occurred_at timestamptz, tier text, event_type text,
  outcome text, actor_type text, actor_id text, actor_brand_id uuid, actor_person_id uuid, actor_service_account_id uuid, on_behalf_of_person_id uuid,
  subject_person_id uuid, org_id uuid, workspace_id uuid, entity_type text, entity_id text, request_id text, correlation_id text, ip inet,
  user_agent text, pii_categories text[], details_text text, reason text, prev_hash text, entry_hash text)
order by chain_seq returning id, chain_seq`

/** Largest text of details that a row holds, in bytes. */
const LARGEST_DETAILS = 65_536

/** Puts records of one brand behind the end of its chain, in their order; those that stand there already are left out. */
export async function chainBatch(client: TenantClient, brandId: string, { records, sinks }: { readonly records: readonly NewRecord[]; readonly sinks: readonly Sink[] }): Promise<readonly ChainedRecord[]> {
  await client.query({ name: 'audit lock', text: LOCK, values: [brandId] })
  const { rows: known } = await client.query({
    name: 'audit details', text: DETAILS,
    values: [brandId, records.map(({ row }) => row.source_event_id), records.map(({ sourceModule }) => sourceModule), records.map(({ payload }) => payload), records.map(({ lifted }) => lifted.join(','))],
  })
  const { rows: [end] } = await client.query({ name: 'audit head', text: HEAD, values: [brandId] })
  const fresh = records.flatMap((record, i) => known[i]?.known === true ? [] : [{ ...record, details: fitting(String(known[i]?.details)) }])
  const chained = link(brandId, { end: { seq: BigInt(String(end?.seq ?? 0)), hash: String(end?.hash ?? GENESIS) }, records: fresh })
  if (chained.length === 0) return chained
  const { rows } = await client.query({ name: 'audit insert', text: INSERT, values: [brandId, JSON.stringify(chained.map(columnsOf))] })
  await queueForSinks(client, brandId, { chained, rows, sinks })
  return chained
}

interface Links {
  readonly end: { readonly seq: bigint; readonly hash: string }
  readonly records: readonly (NewRecord & { readonly details: string })[]
}

function link(brandId: string, { end, records }: Links): readonly ChainedRecord[] {
  let { seq, hash } = end
  return records.map(({ row, sourceModule, details }) => {
    const previous = hash
    seq += 1n
    const chainSeq = String(seq)
    hash = entryHash(previous, {
      actorId: row.actor_id, actorType: row.actor_type, brandId, chainSeq, details, entityId: row.entity_id, entityType: row.entity_type,
      eventType: row.event_type, occurredAt: row.occurred_at, orgId: row.org_id, outcome: row.outcome, sourceEventId: row.source_event_id,
      sourceModule, tier: row.tier, workspaceId: row.workspace_id,
    })
    return { row, sourceModule, details, chainSeq, previous, hash }
  })
}

function columnsOf({ row, sourceModule, details, chainSeq, previous, hash }: ChainedRecord): object {
  return { ...row, source_module: sourceModule, details_text: details, chain_seq: chainSeq, prev_hash: previous, entry_hash: hash }
}

/** That something happened is worth more than all that was said about it. */
function fitting(details: string): string {
  const bytes = Buffer.byteLength(details)
  return bytes <= LARGEST_DETAILS ? details : `{"omittedBytes": ${bytes}}`
}

interface Stored {
  readonly chained: readonly ChainedRecord[]
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly sinks: readonly Sink[]
}

async function queueForSinks(client: TenantClient, brandId: string, { chained, rows, sinks }: Stored): Promise<void> {
  const ids = new Map(rows.map((row) => [String(row.chain_seq), row.id]))
  const wanted = sinks.flatMap((sink) => chained.filter(({ row }) => sink.takes(row)).map(({ chainSeq }) => ({ id: ids.get(chainSeq), seq: chainSeq, sink: sink.key })))
  if (wanted.length === 0) return
  await client.query({
    name: 'audit sinks',
    text: `insert into audit.audit_outbox (brand_id, audit_log_id, chain_seq, sink_key)
select $1, id, seq, sink from json_to_recordset($2::json) r(id uuid, seq bigint, sink text) order by seq`,
    values: [brandId, JSON.stringify(wanted)],
  })
}
