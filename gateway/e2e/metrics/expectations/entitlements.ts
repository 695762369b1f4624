import { DAYS, HOURS, MONTHS, WEEKS, YEARS, type Expectation } from '../expectation.ts'

const mine = '($2::uuid is null or x.org_id = $2)'
const events = (columns: string, at = 'occurred_at'): string =>
  `select x.${at} as at, ${columns}, x.quantity, x.overage_quantity, x.credit_quantity, x.workspace_id, x.is_late from entitlements.usage_events x where x.brand_id = $1 and ${mine}`

export const entitlementsExpectations: readonly Expectation[] = [
  { metric: 'usageVolume', by: ['EVENT_TYPE', 'OUTCOME'], rows: events('x.event_type as g0, x.outcome as g1'), value: 'sum(quantity)', empty: '0', windows: [...MONTHS, ...WEEKS, ...DAYS, ...YEARS], isOfPlaces: true },
  { metric: 'usageVolume', by: ['RESOURCE_KEY_ID'], rows: events('x.resource_key_id as g0'), value: 'sum(quantity)', empty: '0', windows: MONTHS, isOfPlaces: true },
  { metric: 'usageEventCount', by: ['EVENT_TYPE'], rows: events('x.event_type as g0'), value: 'count(*)', empty: '0', windows: [...HOURS, ...MONTHS], isOfPlaces: true },
  { metric: 'overageVolume', by: ['RESOURCE_KEY_ID'], rows: events('x.resource_key_id as g0'), value: 'sum(overage_quantity)', empty: '0', windows: MONTHS, isOfPlaces: true },
  { metric: 'creditBurn', by: ['RESOURCE_KEY_ID'], rows: events('x.resource_key_id as g0'), value: 'sum(credit_quantity)', empty: '0', windows: MONTHS, isOfPlaces: true },
  { metric: 'activeWorkspaces', by: ['EVENT_TYPE'], rows: events('x.event_type as g0'), value: 'count(distinct workspace_id)', empty: '0', windows: [...MONTHS, ...WEEKS], isOfPlaces: true },
  { metric: 'lateUsageShare', by: ['EVENT_TYPE'], rows: events('x.event_type as g0', 'recorded_at'), value: 'count(*) filter (where is_late)::numeric / count(*)', windows: [...WEEKS, ...DAYS], isOfPlaces: true },
  {
    metric: 'quotaUtilization', by: ['RESOURCE_KEY_ID'], isOfPlaces: true, value: 'sum(used) / nullif(sum(available), 0)',
    rows: `select e.resource_key_id as g0, x.used, e.limit_value + x.rolled_in as available from entitlements.numeric_entitlement_usage x
      join entitlements.numeric_entitlements e on e.brand_id = x.brand_id and e.id = x.numeric_entitlement_id
      where x.brand_id = $1 and ${mine} and x.closed_at is null and e.kind = 'QUOTA' and not e.is_unlimited`,
  },
  {
    metric: 'grantedUnits', by: ['REASON', 'RESOURCE_KEY_ID'], value: 'sum(delta)', empty: '0', windows: MONTHS, isOfPlaces: true,
    rows: `select x.effective_at as at, x.reason as g0, e.resource_key_id as g1, x.delta from entitlements.numeric_entitlement_contributions x
      join entitlements.numeric_entitlements e on e.brand_id = x.brand_id and e.id = x.numeric_entitlement_id where x.brand_id = $1 and ${mine} and x.delta > 0`,
  },
]
