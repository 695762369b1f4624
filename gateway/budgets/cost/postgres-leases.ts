import type { TenantPool } from '../../../prisma/database/tenant-pool.ts'
import type { LeaseStore } from './lease-store.ts'

// One row for each wish, in one order for everybody, so that two processes never wait for each other. The row's lock decides between them:
// what a counter grows by is what is granted, and it never passes its limit.
const TEXT = `
with granted as (
  insert into gateway.budgets as counter (brand_id, principal, kind, span, starts_at, used)
  select $1::uuid, wish.spender, 'COST', 'MINUTE', date_trunc('minute', now(), 'UTC'), least(wish.amount, wish.most)
  from unnest($2::text[], $3::int[], $4::int[]) as wish (spender, amount, most)
  order by wish.spender
  on conflict (brand_id, principal, kind, span, starts_at) do update
  set used = greatest(counter.used, least(counter.used::bigint + excluded.used,
    (select wish.most from unnest($2::text[], $4::int[]) as wish (spender, most) where wish.spender = counter.principal)))
  returning new.principal as spender, new.used - coalesce(old.used, 0) as amount
)
select spender, amount, extract(epoch from date_trunc('minute', now(), 'UTC'))::float8 as minute,
  (extract(epoch from date_trunc('minute', now(), 'UTC') + interval '1 minute' - clock_timestamp()) * 1000)::float8 as rest_ms
from granted`

const number = (value: unknown): number => {
  const read = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN
  return Number.isFinite(read) ? read : 0
}

/** The counters in Postgres, which all processes share: one short statement for a slice of a minute, not for a request. */
export const postgresLeases = (pool: TenantPool): LeaseStore => ({
  async lease(brandId, wishes) {
    const { rows } = await pool.transaction(brandId, {}, client => client.query({
      name: 'gateway_cost_lease', text: TEXT,
      values: [brandId, wishes.map(({ spender }) => spender), wishes.map(({ amount }) => amount), wishes.map(({ limit }) => limit)],
    }))
    const granted = new Map(rows.map(row => [row.spender, number(row.amount)]))
    return { granted: wishes.map(({ spender }) => granted.get(spender) ?? 0), minute: number(rows[0]?.minute), restMs: number(rows[0]?.rest_ms) }
  },
})
