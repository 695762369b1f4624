import { MONTHS, WEEKS, YEARS, type Expectation } from '../expectation.ts'

const events = (columns: string): string => `select x.occurred_at as at, ${columns}, x.event_type, x.amount_cents, x.patron_id from cooperative.patronage_events x
  join cooperative.patrons p on p.brand_id = x.brand_id and p.id = x.patron_id where x.brand_id = $1 and ($2::uuid is null or p.org_id = $2)`

export const cooperativeExpectations: readonly Expectation[] = [
  { metric: 'patronageValue', by: ['CURRENCY', 'SOURCE_KIND', 'EVENT_TYPE'], rows: events('x.currency as g0, x.source_kind as g1, x.event_type as g2'), value: 'sum(amount_cents)', empty: '0', windows: [...MONTHS, ...WEEKS], isOfPlaces: true },
  { metric: 'patronageValue', by: ['PRODUCT_ID', 'CURRENCY'], rows: events('x.product_id as g0, x.currency as g1'), value: 'sum(amount_cents)', empty: '0', windows: MONTHS, isOfPlaces: true },
  {
    metric: 'patronageReversalRate', by: ['SOURCE_KIND', 'CURRENCY'], windows: MONTHS, isOfPlaces: true, rows: `${events('x.source_kind as g0, x.currency as g1')} and x.event_type in ('REVERSAL', 'CONTRIBUTION')`,
    value: `coalesce(-sum(amount_cents) filter (where event_type = 'REVERSAL'), 0) / nullif(sum(amount_cents) filter (where event_type = 'CONTRIBUTION'), 0)`,
  },
  {
    metric: 'activePatrons', by: ['CURRENCY'], windows: [...MONTHS, ...YEARS], isOfPlaces: true, empty: '0', rows: events('x.currency as g0'),
    value: '(select count(*) from (select patron from unnest(array_agg(patron_id), array_agg(amount_cents)) as u(patron, amount) group by patron having sum(amount) > 0) s)',
  },
  {
    metric: 'patronCount', by: ['STATUS', 'CURRENCY'], value: 'count(*)', empty: '0', windows: [...MONTHS, ...YEARS], isOfPlaces: true,
    rows: 'select x.member_since as at, x.status as g0, x.currency as g1 from cooperative.patrons x where x.brand_id = $1 and ($2::uuid is null or x.org_id = $2) and x.member_since is not null',
  },
]
