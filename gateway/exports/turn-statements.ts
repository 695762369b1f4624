/** SQL of the worker, run by the login `vg_gateway` inside the transaction of one brand. */

const LEASE = `interval '30 seconds'`

/** $2: whether the audit log is told; then nothing is made of which it does not know. */
const WAITING = `brand_id = $1::uuid and status in ('QUEUED', 'RUNNING') and next_at <= now() and (claimed_until is null or claimed_until < now())
  and not ($2::boolean and exists (select from gateway.export_records r where r.brand_id = $1::uuid and r.sent_at is null and r.payload ->> 'entityId' = exports.id::text))`

/**
 * The one that has waited longest since its last turn. One whose time is over while it waits is taken too, to be ended. Materialized, because a
 * sub-select with a limit may be run once for every row that it is joined to, and then takes them all.
 */
export const CLAIM = `with next as materialized (select id from gateway.exports where ${WAITING} order by served_at nulls first, id limit 1 for update skip locked)
update gateway.exports e set status = 'RUNNING', claim = e.claim + 1, claimed_until = now() + ${LEASE}, served_at = now() from next
where e.brand_id = $1::uuid and e.id = next.id
returning e.id, e.claim, e.format, e.rows::text as rows, e.bytes::text as bytes, e.parts, e.attempts, e.cursor_after, e.request::text as request, e.expires_at <= now() as is_over`

export const IS_ONE_WAITING = `select exists (select from gateway.exports where ${WAITING}) as waits`

/** When the next one that is not complete may be taken: one that somebody has, once their claim is over. Null where all are complete. */
export const NEXT_AT = `select min(greatest(next_at, claimed_until))::text as moment from gateway.exports where brand_id = $1::uuid and status in ('QUEUED', 'RUNNING')`

export const MARKS = `select mark, crc::text as crc from gateway.export_parts where brand_id = $1::uuid and export_id = $2::uuid order by number`

/** Of whoever still holds the claim; nothing is changed for one who was thought dead. */
const HELD = `brand_id = $1::uuid and id = $2::uuid and claim = $3::int and status = 'RUNNING'`

/** $4: the number of the part that follows, so that none is written twice. */
export const ADVANCE = `update gateway.exports set rows = rows + $5::int, bytes = bytes + $6::bigint, parts = parts + 1, cursor_after = $7, ended_by = $8, is_last = $9::boolean, attempts = 0,
  request = jsonb_set(request, '{decisions}', $10::jsonb), claimed_until = case when $9::boolean then null else now() + ${LEASE} end,
  status = case when $9::boolean then 'READY' else status end, finished_at = case when $9::boolean then now() end
where ${HELD} and parts = $4::int returning expires_at::text as expires_at`

export const PART = `insert into gateway.export_parts (brand_id, export_id, number, rows, bytes, crc, mark, content)
values ($1::uuid, $2::uuid, $3::int, $4::int, $5::bigint, $6::bigint, $7, $8::bytea)`

/** Gives it back, for after $4 milliseconds; $5: failures to add. */
export const RELEASE = `update gateway.exports set claimed_until = null, next_at = now() + $4::int * interval '1 millisecond', attempts = attempts + $5::int where ${HELD} returning next_at::text as next_at`

export const END = `update gateway.exports set claimed_until = null, status = $4, code = $5, finished_at = now() where ${HELD}`

/** What was ready and may not be shown any more. */
export const WITHDRAW = `update gateway.exports set status = 'WITHDRAWN', code = 'RIGHTS_ENDED' where brand_id = $1::uuid and id = $2::uuid and status = 'READY'`

/** Files whose time is over go at once, what is known of them a week later. */
export const SWEEP = [
  `delete from gateway.export_parts p using gateway.exports e where p.brand_id = $1::uuid and e.brand_id = $1::uuid and e.id = p.export_id and e.expires_at <= now()`,
  `delete from gateway.exports e where e.brand_id = $1::uuid and e.expires_at < now() - interval '7 days'
     and not exists (select from gateway.export_parts p where p.brand_id = e.brand_id and p.export_id = e.id)`,
  `delete from gateway.export_records where brand_id = $1::uuid and sent_at < now() - interval '7 days'`,
] as const

export const UNSENT = `select id::text as id, payload::text as payload from gateway.export_records where brand_id = $1::uuid and sent_at is null order by id limit 100`

export const SENT = `update gateway.export_records set sent_at = now() where brand_id = $1::uuid and id = any ($2::uuid[])`
