import type { TenantStatement } from '../../prisma/database/tenant-statement.ts'
import { BUDGET_LIMITS } from './budget-rows.ts'
import type { BudgetRow } from './budget-rows.ts'

// A demand beyond the limit of an empty counter never gets to the insert; a counter that is there decides under its row's lock.
const TEXT = `
insert into gateway.budgets as counter (brand_id, principal, kind, span, starts_at, used)
select $1::uuid, wanted.spender, wanted.kind, wanted.span, date_trunc(lower(wanted.span), now(), 'UTC'), wanted.amount
from unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::int[]) with ordinality as wanted (spender, kind, span, amount, most, place)
where wanted.amount <= wanted.most
order by wanted.place
on conflict (brand_id, principal, kind, span, starts_at) do update set used = counter.used + excluded.used
where counter.used + excluded.used <= case
  when counter.principal = 'BRAND' then ${BUDGET_LIMITS.brandLookupDay}
  when counter.kind = 'REVEAL' then case counter.span when 'HOUR' then ${BUDGET_LIMITS.revealHour} else ${BUDGET_LIMITS.revealDay} end
  else case counter.span when 'HOUR' then ${BUDGET_LIMITS.lookupHour} else ${BUDGET_LIMITS.lookupDay} end
end
returning 1`

/** Takes from all counters at once, each within its limit; it answers one row for every counter that had room. Windows are those of UTC. */
export const reserveStatement = (brandId: string, rows: readonly BudgetRow[]): TenantStatement => ({
  name: 'gateway_reserve',
  text: TEXT,
  values: [brandId, rows.map(row => row.spender), rows.map(row => row.kind), rows.map(row => row.span), rows.map(row => row.amount), rows.map(row => row.limit)],
})
