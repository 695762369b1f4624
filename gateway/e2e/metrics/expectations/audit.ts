import { DAYS, HOURS, MONTHS, WEEKS, type Expectation } from '../expectation.ts'

/** Entries about a person are that person's to read, too; those of the system are for the brand. */
const mine = '($2::uuid is null or ((x.org_id = $2 or x.subject_person_id = $3) and not x.is_system_tier))'
const entries = (columns: string, where = 'true'): string => `select x.occurred_at as at, ${columns}, x.actor_id from audit.audit_logs x where x.brand_id = $1 and ${mine} and ${where}`
/** The log grows while it is read: only what was there before the tests is compared. */
const OLD = { until: '2026-06-30T00:00:00Z' }

export const auditExpectations: readonly Expectation[] = [
  { metric: 'auditEventCount', by: ['TIER', 'OUTCOME', 'SOURCE_MODULE'], rows: entries('x.tier as g0, x.outcome as g1, x.source_module as g2'), value: 'count(*)', empty: '0', windows: [...MONTHS, ...HOURS], isOfPlaces: true },
  { metric: 'auditEventCount', by: ['EVENT_TYPE'], rows: entries('x.event_type as g0'), value: 'count(*)', empty: '0', windows: DAYS, isOfPlaces: true },
  { metric: 'deniedCount', by: ['SOURCE_MODULE'], rows: entries('x.source_module as g0', `x.outcome = 'DENIED'`), value: 'count(*)', empty: '0', windows: MONTHS, isOfPlaces: true },
  { metric: 'piiRevealCount', by: ['ACTOR_TYPE'], rows: entries('x.actor_type as g0', `x.pii_categories <> '{}'`), value: 'count(*)', empty: '0', windows: MONTHS, isOfPlaces: true },
  { metric: 'distinctActors', by: ['ACTOR_TYPE'], rows: entries('x.actor_type as g0'), value: 'count(distinct actor_id)', empty: '0', windows: [...MONTHS, ...WEEKS], isOfPlaces: true },
  {
    metric: 'deliveryBacklog', by: ['SINK_KEY', 'STATUS'], value: 'count(*)', isOfPlaces: false, args: `grain: null, range: {from: "2000-01-01T00:00:00Z", to: "${OLD.until}"}`,
    rows: `select x.sink_key as g0, x.status as g1 from audit.audit_outbox x where x.brand_id = $1 and x.status <> 'DELIVERED' and x.created_at < '${OLD.until}'`,
  },
  {
    metric: 'archivedRows', by: ['STATUS'], value: 'sum(row_count)', empty: '0', windows: MONTHS, isOfPlaces: false,
    rows: 'select x.verified_at as at, x.status as g0, x.row_count from audit.audit_archive_manifest x where x.brand_id = $1 and x.verified_at is not null',
  },
]
