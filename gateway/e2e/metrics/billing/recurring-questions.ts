import { BUCKETS, JUNE, months, ofOrganization, shortBuckets, type Question, type Window } from './question.ts'

/** The last change of a subscription before a moment. */
const standing = (name: string, moment: string): string => `left join lateral (select c.to_mrr_cents as mrr, c.to_plan_id as plan from billing.subscription_changes c
  where c.brand_id = s.brand_id and c.subscription_id = s.id and c.effective_at < ${moment} order by c.effective_at desc, c.sequence desc limit 1) ${name} on true`

const SUBSCRIPTIONS = `buckets cross join billing.subscriptions s`

const mrr = (groupBy: readonly string[], columns: string, window: Window, only?: { readonly args: string; readonly where: string }): Question => ({
  metric: 'mrr', groupBy, window, args: only?.args,
  sql: `${BUCKETS} select starts, ${columns}, sum(last.mrr) from ${SUBSCRIPTIONS} ${standing('last', 'ends')}
    where ${ofOrganization('s')} and last.mrr is not null${only ? ` and ${only.where}` : ''} group by starts, ${columns}`,
})

/** Walks the changes of a subscription one after the other, by their own account of what was before. */
const movement = (groupBy: readonly string[], columns: string, window: Window): Question => ({
  metric: 'mrrMovement', groupBy, window,
  sql: `${BUCKETS} select starts, ${columns}, sum(to_mrr_cents - from_mrr_cents) from buckets join (
    select c.effective_at, c.to_mrr_cents, c.from_mrr_cents, c.currency, c.to_plan_id as plan, case
      when c.from_mrr_cents > 0 and c.to_mrr_cents = 0 then 'CHURN' when c.from_mrr_cents > 0 and c.to_mrr_cents > c.from_mrr_cents then 'EXPANSION'
      when c.from_mrr_cents > 0 then 'CONTRACTION'
      when exists (select from billing.subscription_changes e where e.brand_id = c.brand_id and e.subscription_id = c.subscription_id and e.sequence < c.sequence and e.to_mrr_cents > 0) then 'REACTIVATION'
      else 'NEW' end as movement
    from billing.subscription_changes c join billing.subscriptions s on s.brand_id = c.brand_id and s.id = c.subscription_id
    where ${ofOrganization('s')} and c.to_mrr_cents <> c.from_mrr_cents) m on effective_at >= starts and effective_at < ends
    group by starts, ${columns}`,
})

const FIGURES = {
  logoChurnRate: 'count(*) filter (where started > 0 and ended = 0)::numeric / nullif(count(*) filter (where started > 0), 0)',
  netRevenueRetention: 'sum(ended) filter (where started > 0) / sum(started)',
  grossRevenueRetention: 'sum(case when ended < started then ended else started end) filter (where started > 0) / sum(started)',
} as const

/** Accounts, each with what its subscriptions were worth at both ends of the bucket. */
const cohort = (metric: keyof typeof FIGURES, groupBy: readonly string[], columns: string, window: Window): Question => ({
  metric, groupBy, window,
  sql: `${BUCKETS}, accounts as (
    select starts, s.billing_account_id, s.currency${columns === 'currency, plan' ? ', case when coalesce(a.mrr, 0) > 0 then a.plan else z.plan end as plan' : ''},
      sum(coalesce(a.mrr, 0)) as started, sum(coalesce(z.mrr, 0)) as ended
    from ${SUBSCRIPTIONS} ${standing('a', 'starts')} ${standing('z', 'ends')} where ${ofOrganization('s')}
    group by starts, s.billing_account_id, ${columns === 'currency, plan' ? 's.currency, case when coalesce(a.mrr, 0) > 0 then a.plan else z.plan end' : 's.currency'})
    select starts, ${columns}, round(${FIGURES[metric]}, 10) from accounts group by starts, ${columns} having sum(started) > 0`,
})

const arpa = (groupBy: readonly string[], columns: string, window: Window): Question => ({
  metric: 'arpa', groupBy, window,
  // the nearest whole number of a fraction that does not end in one half; where it does, the even neighbour
  sql: `${BUCKETS}, accounts as (select starts, s.billing_account_id, s.currency, last.plan, sum(last.mrr) as mrr
      from ${SUBSCRIPTIONS} ${standing('last', 'ends')} where ${ofOrganization('s')} and last.mrr > 0 group by 1, 2, 3, 4),
    heads as (select starts, ${columns}, billing_account_id, sum(mrr) as mrr from accounts group by starts, ${columns}, billing_account_id),
    averages as (select starts, ${columns}, sum(mrr) as m, count(*) as h from heads group by starts, ${columns})
    select starts, ${columns}, case when 2 * m % (2 * h) = h then 2 * round(m / h / 2) else round(m / h) end from averages`,
})

/** What customers pay again and again. */
export const recurringQuestions: readonly Question[] = [
  ...months.flatMap((window) => [mrr(['CURRENCY'], 's.currency', window), movement(['CURRENCY', 'MOVEMENT'], 'currency, movement', window)]),
  ...shortBuckets.flatMap((window) => [mrr(['CURRENCY', 'PLAN_ID'], 's.currency, last.plan', window), movement(['MOVEMENT', 'CURRENCY', 'PLAN_ID'], 'movement, currency, plan', window)]),
  // one month, and few workspaces: an answer has room for 1000 figures, at the largest scale too
  mrr(['ORG_ID', 'CURRENCY'], 's.org_id, s.currency', JUNE),
  mrr(['WORKSPACE_ID', 'CURRENCY'], 's.workspace_id, s.currency', JUNE, { args: 'filter: {subscription: {status: {eq: PAST_DUE}}}', where: `s.status = 'PAST_DUE'` }),
  ...months.slice(0, 1).map((window) => movement(['CURRENCY'], 'currency', window)),
  ...months.slice(0, 2).flatMap((window) => [
    cohort('logoChurnRate', ['CURRENCY'], 'currency', window), cohort('logoChurnRate', ['CURRENCY', 'PLAN_ID'], 'currency, plan', window),
    cohort('netRevenueRetention', ['CURRENCY'], 'currency', window), cohort('netRevenueRetention', ['CURRENCY', 'PLAN_ID'], 'currency, plan', window),
    cohort('grossRevenueRetention', ['CURRENCY'], 'currency', window), cohort('grossRevenueRetention', ['CURRENCY', 'PLAN_ID'], 'currency, plan', window),
    arpa(['CURRENCY'], 'currency', window), arpa(['CURRENCY', 'PLAN_ID'], 'currency, plan', window),
  ]),
]
