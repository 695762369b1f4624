import type { TenantStatement } from '../../engine/module-store.ts'
import type { ChainedFields } from '../../../schema/chain/entry-hash.ts'

/** Reads rows of one brand; the store of the module is one. */
export interface ChainReader {
  query(brandId: string, statement: TenantStatement): Promise<{ readonly rows: readonly Readonly<Record<string, unknown>>[] }>
}

/** A stored row as far as the chain is concerned. */
export interface ChainRow extends ChainedFields {
  readonly prevHash: string
  readonly entryHash: string
}

/** Range of a chain of which rows were purged, as its archive remembers it. */
export interface ChainGap {
  readonly from: bigint
  readonly to: bigint
  /** Rows that may be missing. */
  readonly purged: bigint
  /** Hash of the row before the range, and of its last row. */
  readonly firstPrevHash: string
  readonly lastEntryHash: string
}

export interface ChainPart {
  readonly brandId: string
  /** First number, inclusive. */
  readonly from: bigint
  /** Last number, inclusive. */
  readonly to: bigint
}

/** Enough rows for few statements, few enough for a statement of a second. */
const PAGE = 2_000

const ROWS = `select l.chain_seq::text, actor_id, actor_type, brand_id, details::text, entity_id, entity_type, event_type,
  occurred_at::text, org_id, outcome, source_event_id, source_module, tier, workspace_id, prev_hash, entry_hash
from audit.audit_logs l where brand_id = $1 and chain_seq between $2 and $3 order by l.chain_seq limit ${PAGE}`

/** Rows of a chain in their order, the one before the part first where there is one. */
export async function* readChain(reader: ChainReader, { brandId, from, to }: ChainPart): AsyncGenerator<ChainRow> {
  let next = from
  while (next <= to) {
    const { rows } = await reader.query(brandId, { name: 'audit chain', text: ROWS, values: [brandId, String(next), String(to)] })
    yield* rows.map(rowOf)
    if (rows.length < PAGE) return
    next = BigInt(String(rows.at(-1)?.chain_seq)) + 1n
  }
}

const BEFORE = `select l.chain_seq::text, entry_hash from audit.audit_logs l where brand_id = $1 and chain_seq between 1 and $2::int8 - 1 order by l.chain_seq desc limit 1`

/** The last row before a part: where it must be tied to. */
export async function rowBefore(reader: ChainReader, { brandId, from }: ChainPart): Promise<{ readonly seq: bigint; readonly hash: string } | undefined> {
  const { rows: [row] } = await reader.query(brandId, { name: 'audit chain before', text: BEFORE, values: [brandId, String(from)] })
  return row && { seq: BigInt(String(row.chain_seq)), hash: String(row.entry_hash) }
}

const GAPS = `select m.chain_from::text, chain_to::text, purged_count::text, first_prev_hash, last_entry_hash from audit.audit_archive_manifest m
where brand_id = $1 and status in ('VERIFIED', 'PURGED', 'EXPIRED') and purged_count > 0 order by m.chain_from`

/** Ranges of which rows may be gone: those that were archived and read back, and out of which the purge has taken rows. */
export async function purgedRanges(reader: ChainReader, brandId: string): Promise<readonly ChainGap[]> {
  const { rows } = await reader.query(brandId, { name: 'audit chain gaps', text: GAPS, values: [brandId] })
  return rows.map((row) => ({
    from: BigInt(String(row.chain_from)), to: BigInt(String(row.chain_to)), purged: BigInt(String(row.purged_count)), firstPrevHash: String(row.first_prev_hash), lastEntryHash: String(row.last_entry_hash),
  }))
}

function rowOf(row: Readonly<Record<string, unknown>>): ChainRow {
  const text = (column: string): string => String(row[column])
  const orNull = (column: string): string | null => row[column] === null ? null : text(column)
  return {
    actorId: text('actor_id'), actorType: text('actor_type'), brandId: text('brand_id'), chainSeq: text('chain_seq'), details: text('details'),
    entityId: orNull('entity_id'), entityType: orNull('entity_type'), eventType: text('event_type'), occurredAt: isoOf(text('occurred_at')), orgId: orNull('org_id'),
    outcome: text('outcome'), sourceEventId: text('source_event_id'), sourceModule: text('source_module'), tier: text('tier'), workspaceId: orNull('workspace_id'),
    prevHash: text('prev_hash'), entryHash: text('entry_hash'),
  }
}

const TIME = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?\+00$/

/** ISO-8601 as it was hashed. What Postgres prints in any other form was never written by us, and keeps a form that no hash fits. */
function isoOf(printed: string): string {
  const [, day, time, fraction = ''] = TIME.exec(printed) ?? []
  return day === undefined || time === undefined ? printed : `${day}T${time}.${fraction.padEnd(3, '0')}Z`
}

const HEAD = `select greatest((select max(chain_seq) from audit.audit_logs where brand_id = $1),
  (select max(chain_to) from audit.audit_archive_manifest where brand_id = $1 and status in ('VERIFIED', 'PURGED', 'EXPIRED')), 0)::text as head`

/** Last number that a chain has given out; 0 for a brand in which nothing has happened. */
export async function chainHead(reader: ChainReader, brandId: string): Promise<bigint> {
  const { rows: [row] } = await reader.query(brandId, { name: 'audit chain head', text: HEAD, values: [brandId] })
  return BigInt(String(row?.head ?? 0))
}

const LAST = `select id from audit.audit_logs where brand_id = $1 and chain_seq <= $2 order by chain_seq desc limit 1`

/** Id of the last live row up to the end of a part; empty where there is none. */
export async function lastRowId(reader: ChainReader, { brandId, to }: ChainPart): Promise<string> {
  const { rows: [row] } = await reader.query(brandId, { name: 'audit chain last', text: LAST, values: [brandId, String(to)] })
  return String(row?.id ?? '')
}
