import { DAYS, MONTHS, QUARTERS, WEEKS, YEARS, type Expectation } from '../expectation.ts'

const mine = '($2::uuid is null or x.org_id = $2)'
const invoices = (columns: string, where = `x.status <> 'VOID'`): string => `select x.issued_at as at, ${columns}, x.invoice_total_cents as total from billing.invoices x
  left join billing.subscriptions s on s.brand_id = x.brand_id and s.id = x.subscription_id left join billing.plans p on p.brand_id = s.brand_id and p.id = s.plan_id
  where x.brand_id = $1 and ${mine} and x.issued_at is not null and ${where}`
const subscriptions = (columns: string, statuses = `'TRIALING', 'ACTIVE', 'PAST_DUE'`): string => `select x.started_at as at, ${columns} from billing.subscriptions x
  left join billing.plans p on p.brand_id = x.brand_id and p.id = x.plan_id where x.brand_id = $1 and ${mine} and x.status in (${statuses})`
const items = (columns: string, where = 'i.removed_at is null'): string => `select ${columns}, i.unit_price_cents::numeric * i.seats as worth from billing.subscription_items i
  join billing.subscriptions x on x.brand_id = i.brand_id and x.id = i.subscription_id join billing.plans p on p.brand_id = i.brand_id and p.id = i.plan_id
  where i.brand_id = $1 and ${mine} and ${where}`

/** The metrics of the seed's catalog; those that follow money through time stand in `billing/`. */
export const billingExpectations: readonly Expectation[] = [
  { metric: 'totalRevenue', by: ['CURRENCY'], rows: invoices('x.currency as g0'), value: 'sum(total)', empty: '0', windows: [...MONTHS, ...WEEKS, ...DAYS, ...QUARTERS, ...YEARS], isOfPlaces: true },
  { metric: 'totalRevenue', by: ['CURRENCY', 'PLAN_CODE', 'SLA_TIER'], rows: invoices('x.currency as g0, p.plan_code as g1, p.sla_tier as g2'), value: 'sum(total)', empty: '0', windows: MONTHS, isOfPlaces: true },
  { metric: 'totalRevenue', by: ['SUBSCRIPTION_PLAN_ID', 'CURRENCY'], rows: invoices('s.plan_id as g0, x.currency as g1'), value: 'sum(total)', empty: '0', windows: MONTHS, isOfPlaces: true },
  { metric: 'totalRevenue', by: ['STATUS', 'CURRENCY', 'BILL_TO_COUNTRY_CODE'], rows: invoices('x.status as g0, x.currency as g1, x.bill_to_country_code as g2', 'true'), value: 'sum(total)', empty: '0', windows: MONTHS.slice(0, 1), args: 'includeVoid: true', isOfPlaces: true },
  { metric: 'totalRevenue', by: ['KIND'], rows: invoices('x.kind as g0', `x.status <> 'VOID' and x.currency = 'USD'`), value: 'sum(total)', empty: '0', windows: MONTHS, args: 'filter: {currency: {eq: "USD"}}', isOfPlaces: true },
  { metric: 'activeSubscriptions', by: ['STATUS', 'PLAN_CODE'], rows: subscriptions('x.status as g0, p.plan_code as g1'), value: 'count(*)', empty: '0', windows: [...MONTHS, ...WEEKS], isOfPlaces: true },
  { metric: 'activeSubscriptions', by: ['STATUS', 'SLA_TIER', 'CURRENCY'], rows: subscriptions('x.status as g0, p.sla_tier as g1, x.currency as g2', `'CANCELED', 'PAUSED'`), value: 'count(*)', args: 'grain: null, statuses: [CANCELED, PAUSED]', isOfPlaces: true },
  { metric: 'totalRevenueReal', by: ['PLAN_CODE', 'CURRENCY'], rows: items('p.plan_code as g0, i.currency as g1'), value: 'sum(worth)', isOfPlaces: true },
  { metric: 'totalRevenueReal', by: ['SUBSCRIPTION_STATUS', 'SUBSCRIPTION_BILLING_INTERVAL', 'CURRENCY'], rows: items('x.status as g0, x.billing_interval as g1, i.currency as g2', 'true'), value: 'sum(worth)', args: 'includeRemoved: true', isOfPlaces: true },
]
