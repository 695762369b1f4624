import { HOURS, MONTHS, RECENT, type Expectation } from '../expectation.ts'

const webhooks = (columns: string): string => `select x.received_at as at, ${columns}, x.status, extract(epoch from x.processed_at - x.received_at) as took from integration.webhook_events x where x.brand_id = $1`
const actions = (columns: string, where = 'true', at = 'created_at'): string => `select x.${at} as at, ${columns}, x.attempts, x.created_at from integration.integration_outbox x where x.brand_id = $1 and ${where}`
const AS_OF = '2026-06-30T00:00:00Z'

export const integrationExpectations: readonly Expectation[] = [
  { metric: 'webhookCount', by: ['PROVIDER', 'EVENT_TYPE', 'STATUS'], rows: webhooks('x.provider as g0, x.event_type as g1, x.status as g2'), value: 'count(*)', empty: '0', windows: MONTHS, isOfPlaces: false },
  { metric: 'webhookCount', by: ['PROVIDER'], rows: webhooks('x.provider as g0'), value: 'count(*)', empty: '0', windows: [...HOURS, ...RECENT], isOfPlaces: false },
  { metric: 'webhookLatencyP95', by: ['PROVIDER'], rows: webhooks('x.provider as g0'), value: '(array_agg(took order by took) filter (where took is not null))[ceil(0.95 * count(took))::int]', windows: RECENT, isOfPlaces: false },
  { metric: 'webhookDeadShare', by: ['PROVIDER'], rows: webhooks('x.provider as g0'), value: `count(*) filter (where status = 'DEAD')::numeric / count(*)`, windows: [...MONTHS, ...RECENT], isOfPlaces: false },
  { metric: 'actionCount', by: ['TARGET', 'STATUS'], rows: actions('x.target as g0, x.status as g1'), value: 'count(*)', empty: '0', windows: [...MONTHS, ...HOURS], isOfPlaces: false },
  { metric: 'actionAttemptsAvg', by: ['TARGET'], rows: actions('x.target as g0', `x.status in ('SUCCEEDED', 'DEAD', 'CANCELED') and x.completed_at is not null`, 'completed_at'), value: 'sum(attempts)::numeric / count(attempts)', windows: RECENT, isOfPlaces: false },
  {
    metric: 'outboxAgeMax', by: ['TARGET'], value: `max(extract(epoch from '${AS_OF}'::timestamptz - created_at))`, args: `asOf: "${AS_OF}"`, isOfPlaces: false,
    rows: actions('x.target as g0', `x.status in ('PENDING', 'IN_FLIGHT') and x.created_at <= '${AS_OF}'`),
  },
]
