/** Where a message goes: audit records in batches, events one an aggregate. */
export type Destination = 'audit' | 'events'

/** Statements over the outbox of one module. The schema is a name of our own, never a value. */
export interface OutboxStatements {
  /** `$1` worker, `$2` seconds of the lease, `$3` most messages. */
  readonly claim: Readonly<Record<Destination, string>>
  /** `$1` worker, `$2` JSON list of receipts with their brands. */
  readonly finish: string
  /** Gives back what a worker has held for too long. */
  readonly release: string
  /** `$1` worker: gives back at once what a worker that stops will not finish. */
  readonly abandon: string
  /** `$1` brand, `$2` id: sends a message that was given up once more, from the first try. */
  readonly requeue: string
  /** `$1` most rows; answers how many went. */
  readonly clean: readonly string[]
}

const DELIVERED_FOR = "interval '7 days'"
/** 5 s · 2^attempts, an hour at most, give or take a fifth so that what failed together does not come back together. */
const LATER = 'now() + least(3600, 5 * power(2, least(o.attempts, 20))) * (0.8 + 0.4 * random()) * interval \'1 second\''
const AGGREGATE = 'p.brand_id = o.brand_id and p.destination = o.destination and p.aggregatetype = o.aggregatetype and p.aggregateid = o.aggregateid'
const FREE = 'locked_by = null, locked_until = null'
const GIVEN_UP = `case when o.attempts >= o.max_attempts then 'DEAD' else 'PENDING' end`

export function outboxStatements(schema: string): OutboxStatements {
  const outbox = `"${schema}"."outbox"`
  return {
    claim: { events: claim(outbox, headsOf(outbox)), audit: claim(outbox, prefixesOf(outbox)) },
    finish: `update ${outbox} o set ${FREE}, last_error = r.code,
  status = case r.outcome when 'TAKEN' then 'DELIVERED' when 'REFUSED' then 'DEAD' else ${GIVEN_UP} end,
  delivered_at = case r.outcome when 'TAKEN' then now() end,
  next_attempt_at = case r.outcome when 'RETRY' then ${LATER} else o.next_attempt_at end
from json_to_recordset($2::json) r("brandId" uuid, id uuid, outcome text, code text)
where o.brand_id = r."brandId" and o.id = r.id and o.status = 'IN_FLIGHT' and o.locked_by = $1
returning o.status, o.last_error`,
    release: `update ${outbox} o set ${FREE}, last_error = 'LEASE_EXPIRED', status = ${GIVEN_UP}
where o.status = 'IN_FLIGHT' and o.locked_until < now() returning o.status, o.last_error`,
    abandon: `update ${outbox} o set ${FREE}, attempts = greatest(o.attempts - 1, 0), status = 'PENDING' where o.status = 'IN_FLIGHT' and o.locked_by = $1`,
    requeue: `update ${outbox} set status = 'PENDING', attempts = 0, next_attempt_at = now(), last_error = null where brand_id = $1 and id = $2 and status = 'DEAD'`,
    clean: [
      clean(outbox, `status = 'DELIVERED' and delivered_at < now() - ${DELIVERED_FOR}`),
      clean(`"${schema}"."idempotency_keys"`, 'expires_at < now()'),
      clean(`"${schema}"."spent_envelopes"`, 'expires_at < now()'),
    ],
  }
}

/** Whether a module has something to do, for all modules in one statement. */
export function dueStatement(schemas: readonly string[]): string {
  return schemas.map((schema) => `select '${schema}' as module
where exists (select from "${schema}"."outbox" where status = 'PENDING' and next_attempt_at <= now())
   or exists (select from "${schema}"."outbox" where status = 'IN_FLIGHT' and locked_until < now())`).join(' union all ')
}

function claim(outbox: string, chosen: string): string {
  return `with ${chosen}
update ${outbox} o set status = 'IN_FLIGHT', attempts = o.attempts + 1, locked_by = $1, locked_until = now() + $2::float8 * interval '1 second'
from head h where o.brand_id = h.brand_id and o.id = h.id
returning o.brand_id, o.id, o.seq, o.type, o.payload`
}

/** The oldest message of each aggregate: ordered inside an aggregate, parallel across aggregates. */
function headsOf(outbox: string): string {
  return `head as (
  select o.brand_id, o.id from ${outbox} o
  where o.destination = 'events' and o.status = 'PENDING' and o.next_attempt_at <= now()
    and not exists (select from ${outbox} p where ${AGGREGATE} and p.seq < o.seq and p.status in ('PENDING', 'IN_FLIGHT'))
  order by o.seq limit $3 for update of o skip locked)`
}

/**
 * The oldest messages of aggregates of which none is under way or waits for another try.
 * What another worker took meanwhile leaves a hole: only what stands before it is claimed, so the order holds.
 */
function prefixesOf(outbox: string): string {
  return `busy as materialized (
  select brand_id, aggregatetype, aggregateid from ${outbox} where destination = 'audit' and status = 'IN_FLIGHT'
  union select brand_id, aggregatetype, aggregateid from ${outbox} where destination = 'audit' and status = 'PENDING' and next_attempt_at > now()
), locked as materialized (
  select o.brand_id, o.id, o.seq, o.destination, o.aggregatetype, o.aggregateid from ${outbox} o
  where o.destination = 'audit' and o.status = 'PENDING' and o.next_attempt_at <= now()
    and (o.brand_id, o.aggregatetype, o.aggregateid) not in (select * from busy)
  order by o.seq limit $3 for update of o skip locked
), open as materialized (
  select o.brand_id, o.aggregatetype, o.aggregateid, min(o.seq) as seq from ${outbox} o
  where o.destination = 'audit' and o.status = 'PENDING' and o.seq <= (select max(seq) from locked) and (o.brand_id, o.id) not in (select brand_id, id from locked)
  group by 1, 2, 3
), head as (
  select o.brand_id, o.id from locked o
  where not exists (select from open p where p.brand_id = o.brand_id and p.aggregatetype = o.aggregatetype and p.aggregateid = o.aggregateid and p.seq < o.seq))`
}

function clean(table: string, old: string): string {
  return `with gone as (delete from ${table} where ctid in (select ctid from ${table} where ${old} limit $1) returning 1) select count(*) as gone from gone`
}
