import { BUCKETS, JUNE, months, ofOrganization, shortBuckets, type Question, type Window } from './question.ts'

const METHOD = 'left join billing.payment_methods m on m.brand_id = p.brand_id and m.id = p.payment_method_id'
const inBucket = (time: string): string => `${time} >= starts and ${time} < ends`

const collected = (groupBy: readonly string[], columns: string, window: Window): Question => ({
  metric: 'collected', groupBy, window,
  sql: `${BUCKETS} select starts, ${columns}, sum(amount) from buckets join (
    select p.received_at as at, p.amount_cents as amount, p.tender_type, p.currency, p.org_id, m.card_brand from billing.payments p ${METHOD} where ${ofOrganization('p')} and p.status = 'SUCCEEDED'
    union all
    select r.succeeded_at, -r.amount_cents, p.tender_type, p.currency, p.org_id, m.card_brand from billing.refunds r join billing.payments p on p.brand_id = r.brand_id and p.id = r.payment_id ${METHOD}
    where ${ofOrganization('p')} and r.status = 'SUCCEEDED') moved on ${inBucket('at')} group by starts, ${columns}`,
})

const collectionRate = (groupBy: readonly string[], columns: string, window: Window): Question => ({
  metric: 'collectionRate', groupBy, window,
  sql: `${BUCKETS} select starts, ${columns}, round(sum(i.amount_paid_cents) / nullif(sum(i.amount_due_cents), 0), 10) from buckets join billing.invoices i on ${inBucket('i.due_at')}
    where ${ofOrganization('i')} and i.status not in ('DRAFT', 'VOID') group by starts, ${columns}`,
})

/** Without a reason: months with payments and none disputed are 0. With one: only those that were given. */
const disputeRate = (groupBy: readonly string[], columns: readonly string[], window: Window): Question => {
  const shared = columns.filter((column) => column !== 'reason')
  const same = shared.map((column) => ` and o.${column} is not distinct from t.${column}`).join('')
  return {
    metric: 'disputeRate', groupBy, window,
    sql: `${BUCKETS}, opened as (select starts, ${columns.join(', ')}, count(*) as opened from buckets join (
        select d.opened_at, d.reason, p.currency, m.card_brand from billing.disputes d join billing.payments p on p.brand_id = d.brand_id and p.id = d.payment_id ${METHOD} where ${ofOrganization('p')}) x
        on ${inBucket('opened_at')} group by starts, ${columns.join(', ')}),
      taken as (select ${['starts', ...shared].join(', ')}, count(*) as taken from buckets join (
        select p.received_at, p.currency, m.card_brand from billing.payments p ${METHOD} where ${ofOrganization('p')} and p.status = 'SUCCEEDED') x
        on ${inBucket('received_at')} group by ${['starts', ...shared].join(', ')})
      select t.starts, ${columns.map((column) => column === 'reason' ? 'o.reason' : `t.${column}`).join(', ')}, round(coalesce(o.opened, 0)::numeric / t.taken, 10)
      from taken t ${columns.includes('reason') ? 'join' : 'left join'} opened o on o.starts = t.starts${same}`,
  }
}

const AGE = `floor(extract(epoch from '2026-06-30T00:00:00Z'::timestamptz - i.due_at) / 86400)`

const aging = (groupBy: readonly string[], columns: string): Question => ({
  metric: 'receivablesAging', groupBy, args: 'asOf: "2026-06-30T00:00:00Z"',
  sql: `select null, ${columns}, sum(i.amount_due_cents - i.amount_paid_cents - i.amount_credited_cents) from (
    select *, case when due_at is null or ${AGE} < 1 then 'CURRENT' when ${AGE} <= 30 then '1-30' when ${AGE} <= 60 then '31-60' when ${AGE} <= 90 then '61-90' else '90+' end as bucket
    from billing.invoices i where ${ofOrganization('i')} and i.status = 'OPEN') i group by ${columns}`,
})

const liability = (window: Window): Question => ({
  metric: 'creditLiability', groupBy: ['CATEGORY', 'CURRENCY'], window,
  sql: `${BUCKETS} select starts, g.category, g.currency, sum(t.amount_cents) from buckets join billing.credit_transactions t on t.occurred_at < ends
    join billing.credit_grants g on g.brand_id = t.brand_id and g.id = t.credit_grant_id where ${ofOrganization('g')} and g.category <> 'PROMOTIONAL' group by starts, g.category, g.currency`,
})

/** What came in, what is owed, what was given on credit. */
export const moneyQuestions: readonly Question[] = [
  ...[...months, ...shortBuckets].flatMap((window) => [
    collected(['CURRENCY', 'TENDER_TYPE'], 'currency, tender_type', window), collected(['CURRENCY', 'CARD_BRAND'], 'currency, card_brand', window),
  ]),
  collected(['ORG_ID', 'CURRENCY'], 'org_id, currency', JUNE),
  ...months.flatMap((window) => [
    collectionRate(['CURRENCY'], 'i.currency', window), collectionRate(['CURRENCY', 'COLLECTION_METHOD'], 'i.currency, i.collection_method', window),
    disputeRate(['CURRENCY'], ['currency'], window), disputeRate(['CARD_BRAND', 'CURRENCY'], ['card_brand', 'currency'], window),
    disputeRate(['REASON', 'CURRENCY'], ['reason', 'currency'], window), liability(window),
  ]),
  ...shortBuckets.filter(({ grain }) => grain === 'DAY').map(liability),
  aging(['BUCKET', 'CURRENCY'], 'bucket, currency'), aging(['CURRENCY', 'BUCKET', 'ORG_ID'], 'currency, bucket, org_id'), aging(['CURRENCY', 'BILLING_ACCOUNT_ID'], 'currency, billing_account_id'),
]
