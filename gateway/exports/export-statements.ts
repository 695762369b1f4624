/** SQL of exports, run by the login `vg_gateway` inside the transaction of one brand. Times leave as RFC 3339. */

const utc = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const SHOWN = `id, case when expires_at <= now() then 'EXPIRED' else status end as status, format, rows::text as rows, bytes::text as bytes, ended_by, code,
  (select json_agg(c ->> 'name' order by n)::text from jsonb_array_elements(request -> 'columns') with ordinality as listed (c, n)) as columns,
  ${utc('created_at')} as created_at, ${utc('finished_at')} as finished_at, ${utc('expires_at')} as expires_at,
  (request -> 'principal')::text as rights`

/** One at a time in a brand: otherwise two requests would count the same ones. */
export const LOCK = `select pg_advisory_xact_lock(hashtextextended('exports ' || $1::text, 0))`

export const REPLAYED = `select ${SHOWN} from gateway.exports where brand_id = $1::uuid and principal = $2 and request_hash = $3`

export const COUNT = `select count(*) filter (where principal = $2) as own, count(*) as all from gateway.exports where brand_id = $1::uuid and expires_at > now()`

export const CREATE = `insert into gateway.exports (brand_id, id, principal, request_hash, request, format, expires_at)
values ($1::uuid, $2::uuid, $3, $4, $5::jsonb, $6, now() + $7::int * interval '1 hour') returning ${SHOWN}`

export const FIND = `select ${SHOWN} from gateway.exports where brand_id = $1::uuid and principal = $2 and id = $3::uuid`

export const LIST = `select ${SHOWN} from gateway.exports where brand_id = $1::uuid and principal = $2 order by id desc limit $3::int`

export const CANCEL = `update gateway.exports set status = 'CANCELLED', finished_at = coalesce(finished_at, now()), claimed_until = null
where brand_id = $1::uuid and principal = $2 and id = $3::uuid and status in ('QUEUED', 'RUNNING', 'READY') and expires_at > now()`

export const DELETE_PARTS = `delete from gateway.export_parts where brand_id = $1::uuid and export_id = $2::uuid`

/** A file as it is fetched: complete, of this caller, and not over. */
export const READY = `select e.format, e.parts, e.rows::text as rows, e.bytes::text as bytes, e.request::text as request,
  (select p.crc::text from gateway.export_parts p where p.brand_id = e.brand_id and p.export_id = e.id and p.number = e.parts - 1) as crc
from gateway.exports e where e.brand_id = $1::uuid and e.principal = $2 and e.id = $3::uuid and e.status = 'READY' and e.expires_at > now()`

export const CONTENT = `select p.content from gateway.export_parts p join gateway.exports e on e.brand_id = p.brand_id and e.id = p.export_id
where p.brand_id = $1::uuid and p.export_id = $2::uuid and p.number = $3::int and e.status = 'READY' and e.expires_at > now()`

export const RECORD = `insert into gateway.export_records (brand_id, id, payload) values ($1::uuid, $2::uuid, $3::jsonb)`

/** Asks the queue for a turn of the brand of this transaction, at once or not before a moment. */
export const ASK_TURN = `select jobs.ask_turn($1::timestamptz)`
