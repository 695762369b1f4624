import { DAYS, MONTHS, QUARTERS, WEEKS, YEARS, type Expectation } from '../expectation.ts'

const mine = '($2::uuid is null or x.org_id = $2)'

const workspaces = (columns: string, where = 'true'): string => `select x.created_at as at, ${columns}, x.seat_count from organization.workspaces x where x.brand_id = $1 and ${mine} and ${where}`
const invitations = `select x.created_at as at, x.org_id as g0, x.status from organization.invitations x where x.brand_id = $1 and ${mine} and x.status <> 'PENDING'`
const keys = `x.brand_id = $1 and ${mine} and x.status in ('ACTIVE', 'ROTATING')`

export const organizationExpectations: readonly Expectation[] = [
  { metric: 'workspaceCount', by: ['REGION', 'PLAN_TIER'], rows: workspaces('x.region as g0, x.plan_tier as g1'), value: 'count(*)', empty: '0', windows: [...MONTHS, ...QUARTERS, ...YEARS], isOfPlaces: true },
  { metric: 'workspaceCount', by: ['STATUS', 'ORG_ID'], rows: workspaces('x.status as g0, x.org_id as g1'), value: 'count(*)', isOfPlaces: true, args: 'grain: null' },
  { metric: 'workspacesToDate', by: ['REGION'], rows: workspaces('x.region as g0'), value: 'count(*)', empty: '0', isRunning: true, windows: [...MONTHS, ...WEEKS, ...DAYS], isOfPlaces: true },
  { metric: 'seatsPurchased', by: ['REGION', 'PLAN_TIER'], rows: workspaces('x.region as g0, x.plan_tier as g1', `x.status = 'ACTIVE' and x.seat_count < 2147483647`), value: 'sum(seat_count)', isOfPlaces: true },
  {
    metric: 'orgCount', by: ['KIND', 'STATUS'], value: 'count(*)', empty: '0', windows: [...MONTHS, ...DAYS], isOfPlaces: true,
    rows: 'select x.created_at as at, x.kind as g0, x.status as g1 from organization.organizations x where x.brand_id = $1 and ($2::uuid is null or x.id = $2)',
  },
  {
    metric: 'orgCount', by: ['COUNTRY_CODE'], value: 'count(*)', empty: '0', windows: MONTHS, isOfPlaces: true,
    rows: 'select x.created_at as at, x.country_code as g0 from organization.organizations x where x.brand_id = $1 and ($2::uuid is null or x.id = $2)',
  },
  {
    metric: 'memberCount', by: ['BASE_ROLE_ID'], value: 'count(distinct person_id)', empty: '0', windows: [...MONTHS, ...WEEKS], isOfPlaces: true,
    rows: `select x.joined_at as at, x.base_role_id as g0, x.person_id from organization.org_members x where x.brand_id = $1 and ($2::uuid is null or x.org_id = $2 or x.person_id = $3) and x.status = 'ACTIVE'`,
  },
  { metric: 'invitationAcceptanceRate', by: ['ORG_ID'], rows: invitations, value: `count(*) filter (where status = 'ACCEPTED')::numeric / count(*)`, windows: [...MONTHS.slice(0, 1)], isOfPlaces: true },
  {
    metric: 'activeApiKeys', by: ['STATUS', 'WORKSPACE_ID'], value: 'count(*)', isOfPlaces: true, args: 'grain: null',
    rows: `select x.status as g0, x.workspace_id as g1 from organization.service_account_keys x where ${keys}`,
  },
  { metric: 'activeApiKeys', by: ['STATUS'], value: 'count(*)', empty: '0', windows: MONTHS, isOfPlaces: true, rows: `select x.created_at as at, x.status as g0 from organization.service_account_keys x where ${keys}` },
  {
    metric: 'apiKeyAgeP95', by: ['ORG_ID'], isOfPlaces: true, args: 'asOf: "2026-06-01T00:00:00Z"',
    rows: `select x.org_id as g0, extract(epoch from '2026-06-01T00:00:00Z'::timestamptz - x.created_at) / 86400 as age from organization.service_account_keys x where ${keys} and x.created_at <= '2026-06-01T00:00:00Z'`,
    value: '(array_agg(age order by age))[ceil(0.95 * count(*))::int]',
  },
]
