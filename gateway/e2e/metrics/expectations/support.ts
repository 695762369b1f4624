import { DAYS, MONTHS, WEEKS, type Expectation } from '../expectation.ts'

const mine = '($2::uuid is null or x.org_id = $2 or x.user_id = $4)'
const tickets = (columns: string, where = 'true', at = 'created_at'): string =>
  `select x.${at} as at, ${columns}, x.status, extract(epoch from x.first_responded_at - x.created_at) as answered, extract(epoch from x.resolved_at - x.created_at) as resolved
    from support.support_tickets x where x.brand_id = $1 and ${mine} and ${where}`

export const supportExpectations: readonly Expectation[] = [
  { metric: 'ticketsOpened', by: ['PRIORITY', 'CATEGORY', 'STATUS'], rows: tickets('x.priority as g0, x.category as g1, x.status as g2'), value: 'count(*)', empty: '0', windows: MONTHS, isOfPlaces: true },
  { metric: 'ticketsOpened', by: ['WORKSPACE_ID'], rows: tickets('x.workspace_id as g0'), value: 'count(*)', empty: '0', windows: DAYS, isOfPlaces: true },
  { metric: 'openTickets', by: ['PRIORITY', 'ASSIGNEE_PERSON_ID'], rows: tickets('x.priority as g0, x.assignee_person_id as g1', `x.status in ('OPEN', 'PENDING_CUSTOMER')`), value: 'count(*)', isOfPlaces: true },
  { metric: 'firstResponseTimeAvg', by: ['PRIORITY'], rows: tickets('x.priority as g0'), value: 'sum(answered) / nullif(count(answered), 0)', windows: [...MONTHS, ...WEEKS], isOfPlaces: true },
  { metric: 'resolutionTimeP95', by: ['CATEGORY'], rows: tickets('x.category as g0'), value: '(array_agg(resolved order by resolved) filter (where resolved is not null))[ceil(0.95 * count(resolved))::int]', windows: [...MONTHS, ...WEEKS], isOfPlaces: true },
  {
    metric: 'reopenShare', by: ['CATEGORY'], windows: [...MONTHS, ...WEEKS], isOfPlaces: true, value: `count(*) filter (where status not in ('RESOLVED', 'CLOSED'))::numeric / count(*)`,
    rows: tickets('x.category as g0', 'x.resolved_at is not null', 'resolved_at'),
  },
]
