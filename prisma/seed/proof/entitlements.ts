import type { Proof } from '../proof.ts'

const prove = (name: string, sql: string): Proof => ({ module: 'entitlements', name, sql })

const NEWEST = `
  select distinct on (c.numeric_entitlement_id, c.provision_id) c.*
  from entitlements.numeric_entitlement_contributions c order by c.numeric_entitlement_id, c.provision_id, c.seq desc`

/** Sums of the events against the counters that they moved. */
const CHARGED = `
  select n.id, e.period_start, sum(e.within_quantity) as within, sum(e.overage_quantity) as overage, sum(e.credit_quantity) as credit
  from entitlements.usage_events e join entitlements.numeric_entitlements n on n.brand_id = e.brand_id and n.pool_id = e.pool_id and n.resource_key_id = e.resource_key_id
  group by n.id, e.period_start`

export const entitlementsProofs: readonly Proof[] = [
  prove('limits are the combination of the newest contributions', `
    with newest as (${NEWEST}), combined as (
      select n.id, bool_or(coalesce(c.unlimited_after, false)) as unlimited, count(c.id) as contributors,
        case k.combine when 'MAX' then coalesce(max(c.amount_after), 0) else coalesce(sum(c.amount_after), 0) end as amount
      from entitlements.numeric_entitlements n join entitlements.resource_keys k on k.brand_id = n.brand_id and k.id = n.resource_key_id
      left join newest c on c.numeric_entitlement_id = n.id and (c.unlimited_after or c.amount_after > 0) group by n.id, k.combine)
    select count(*) from entitlements.numeric_entitlements n join combined c on c.id = n.id
    where n.is_unlimited <> c.unlimited or n.contributor_count <> c.contributors or (not c.unlimited and n.limit_value <> c.amount)
      or (n.status = 'REVOKED') <> (c.contributors = 0)`),
  prove('contributions begin where the one before ended', `
    select count(*) from (select c.amount_before, c.seq, lag(c.amount_after, 1, 0::bigint) over w as before, row_number() over w as n
      from entitlements.numeric_entitlement_contributions c window w as (partition by c.numeric_entitlement_id, c.provision_id order by c.seq)) x
    where x.amount_before <> x.before or x.seq <> x.n`),
  prove('flags follow the active provisions, and a no wins', `
    with flags as (select p.pool_id, r.resource_key_id, r.bool_value from entitlements.pool_provisions p join entitlements.entitlement_set_rules r on r.set_id = p.set_id
        where p.status = 'ACTIVE' and r.rule_type = 'BOOLEAN'
      union all select p.pool_id, g.resource_key_id, g.bool_value from entitlements.pool_provisions p join entitlements.grants g on g.id = p.grant_id
        where p.status = 'ACTIVE' and g.rule_type = 'BOOLEAN')
    select count(*) from entitlements.boolean_entitlements b left join lateral
      (select count(*) as n, coalesce(bool_and(f.bool_value), false) as yes, coalesce(bool_or(not f.bool_value), false) as no
       from flags f where f.pool_id = b.pool_id and f.resource_key_id = b.resource_key_id) f on true
    where b.contributor_count <> f.n or b.enabled <> f.yes or b.denied <> f.no`),
  prove('counters of limits and quotas are the sums of their events', `
    with charged as (${CHARGED})
    select count(*) from entitlements.numeric_entitlement_usage u left join charged c on c.id = u.numeric_entitlement_id
      and coalesce(c.period_start, '1970-01-01Z') = u.period_start
    where u.provision_id is null and (u.used <> coalesce(c.within, 0) or u.overage_used <> coalesce(c.overage, 0))`),
  prove('lots of credit lost what events took', `
    with charged as (${CHARGED}), lots as (
      select numeric_entitlement_id as id, sum(used) as used from entitlements.numeric_entitlement_usage where provision_id is not null group by 1
    )
    select count(*) from charged c full join lots l using (id) where coalesce(c.credit, 0) <> coalesce(l.used, 0) and coalesce(c.period_start, '1970-01-01Z') = '1970-01-01Z'`),
  prove('every charge has its counter', `
    with charged as (${CHARGED})
    select count(*) from charged c where c.credit = 0 and not exists (select from entitlements.numeric_entitlement_usage u
      where u.numeric_entitlement_id = c.id and u.provision_id is null and u.period_start = coalesce(c.period_start, '1970-01-01Z'))`),
  prove('the hourly sums are the sums of the events', `
    select count(*) from (select workspace_id, event_type, date_trunc('hour', occurred_at) as hour, sum(quantity) as q, count(*) as n, sum(overage_quantity) as o, sum(credit_quantity) as c
      from entitlements.usage_events group by 1, 2, 3) e
    full join entitlements.usage_hourly h on h.workspace_id = e.workspace_id and h.event_type = e.event_type and h.hour = e.hour
    where e.n is distinct from h.event_count or e.q is distinct from h.quantity or e.o is distinct from h.overage_quantity or e.c is distinct from h.credit_quantity`),
  prove('nothing goes over a quota that blocks', `
    select count(*) from entitlements.numeric_entitlement_usage u join entitlements.numeric_entitlements n on n.id = u.numeric_entitlement_id
    where n.overage_policy = 'BLOCK' and n.kind = 'QUOTA' and u.closed_at is null and u.overage_used > 0`),
  prove('closed months carry over what the rule lets through', `
    select count(*) from entitlements.numeric_entitlement_usage u join entitlements.numeric_entitlements n on n.id = u.numeric_entitlement_id
    where n.kind = 'QUOTA' and (u.closed_at is null) <> (u.period_end > '2026-06-30Z') and exists (select from entitlements.resource_pools p where p.id = n.pool_id and p.status = 'ACTIVE')`),
]
