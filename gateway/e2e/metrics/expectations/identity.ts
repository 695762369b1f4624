import { DAYS, HOURS, MONTHS, WEEKS, YEARS, type Expectation } from '../expectation.ts'

/** People with whom somebody works: those who are in one of the organizations now. */
const known = (person: string, key: string): string => `($2::uuid is null or ${person} = $3 or exists (select from identity.person_visibility v
  where v.brand_id = $1 and ${key} and v.org_id = $2 and v.is_active and v.starts_at <= now() and (v.expires_at is null or v.expires_at > now())))`

const users = (columns: string): string => `select x.created_at as at, ${columns} from identity.users x where x.brand_id = $1 and ${known('x.person_id', 'v.user_id = x.id')}`
const persons = (columns: string, where = 'true', at = 'created_at'): string => `select x.${at} as at, ${columns} from identity.persons x where x.brand_id = $1 and ${known('x.id', 'v.person_id = x.id')} and ${where}`
const sessions = (columns: string): string => `select x.created_at as at, ${columns}, x.user_id from identity.sessions x where x.brand_id = $1 and ($4::uuid is null or x.user_id = $4)`

export const identityExpectations: readonly Expectation[] = [
  { metric: 'userCount', by: ['ROLE'], rows: users('x.role as g0'), value: 'count(*)', isOfPlaces: true },
  { metric: 'userCount', by: ['ROLE', 'STATUS', 'EMAIL_VERIFIED'], rows: users('x.role as g0, x.status as g1, x.email_verified as g2'), value: 'count(*)', empty: '0', windows: [...MONTHS, ...YEARS], isOfPlaces: true },
  { metric: 'userCount', by: ['LOCALE'], rows: users('x.locale as g0'), value: 'count(*)', empty: '0', windows: [...DAYS, ...WEEKS], isOfPlaces: true },
  { metric: 'activeUsers', by: ['ASSURANCE_LEVEL'], rows: sessions('x.assurance_level as g0'), value: 'count(distinct user_id)', empty: '0', windows: [...MONTHS, ...WEEKS, ...DAYS], isOfPlaces: true },
  { metric: 'activeUsers', by: [], rows: sessions('null as unused'), value: 'count(distinct user_id)', empty: '0', windows: MONTHS, isOfPlaces: true },
  { metric: 'loginCount', by: ['STATUS', 'ASSURANCE_LEVEL'], rows: sessions('x.status as g0, x.assurance_level as g1'), value: 'count(*)', empty: '0', windows: [...HOURS, ...DAYS, ...MONTHS], isOfPlaces: true },
  { metric: 'personCount', by: ['PERSON_TYPE', 'STATUS'], rows: persons('x.person_type as g0, x.status as g1'), value: 'count(*)', empty: '0', windows: MONTHS, isOfPlaces: true },
  { metric: 'personCount', by: ['COUNTRY_CODE'], rows: persons('x.country_code as g0'), value: 'count(*)', empty: '0', windows: MONTHS, isOfPlaces: true },
  { metric: 'erasureBacklog', by: ['ERASURE_BLOCKED_REASON'], rows: persons('x.erasure_blocked_reason as g0', `x.status = 'ERASURE_PENDING' and x.erasure_due_at is not null`, 'erasure_due_at'), value: 'count(*)', args: 'grain: null', isOfPlaces: true },
  {
    metric: 'activeTokenCount', by: ['STATUS'], value: 'count(*)', empty: '0', windows: MONTHS, isOfPlaces: true,
    rows: `select x.created_at as at, x.status as g0 from identity.personal_access_tokens x where x.brand_id = $1 and ($3::uuid is null or x.person_id = $3) and x.status = 'ACTIVE'`,
  },
  {
    metric: 'activeHoldCount', by: ['HOLD_TYPE', 'JURISDICTION'], value: 'count(*)', empty: '0', windows: MONTHS, isOfPlaces: false,
    rows: `select x.placed_at as at, x.hold_type as g0, x.jurisdiction as g1 from identity.retention_holds x where x.brand_id = $1 and x.status = 'ACTIVE'`,
  },
]
