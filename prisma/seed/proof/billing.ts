import type { Proof } from '../proof.ts'

const prove = (name: string, sql: string): Proof => ({ module: 'billing', name, sql })

/** A ledger account of each payer against what its documents, payments and credit say. */
const reconcile = (name: string, code: string, expected: string): Proof => prove(name, `
  with booked as (select a.billing_account_id as id, sum(e.amount_cents) as amount from billing.ledger_accounts a
      join billing.ledger_entries e on e.brand_id = a.brand_id and e.ledger_account_id = a.id where a.code = '${code}' group by 1),
    expected as (${expected})
  select count(*) from billing.billing_accounts b left join booked on booked.id = b.id left join expected on expected.id = b.id
  where coalesce(booked.amount, 0) <> coalesce(expected.amount, 0)`)

export const billingProofs: readonly Proof[] = [
  prove('every ledger transaction is balanced and has two legs or more', `
    select count(*) from (select t.id, coalesce(sum(e.amount_cents), 0) as total, count(e.id) as legs from billing.ledger_transactions t
      left join billing.ledger_entries e on e.brand_id = t.brand_id and e.ledger_transaction_id = t.id group by t.brand_id, t.id) x where x.total <> 0 or x.legs < 2`),
  reconcile('receivables are what open documents still want', 'AR', `
    select billing_account_id as id, sum(amount_remaining_cents) as amount from billing.invoices where status = 'OPEN' group by 1`),
  reconcile('unapplied cash is money received, neither used nor returned', 'UNAPPLIED_CASH', `
    select p.billing_account_id as id, -sum(p.amount_cents - p.allocated_cents - coalesce((select sum(r.amount_cents) from billing.refunds r
      where r.brand_id = p.brand_id and r.payment_id = p.id and r.status = 'SUCCEEDED'), 0)) as amount from billing.payments p where p.status = 'SUCCEEDED' group by 1`),
  reconcile('customer credit is what prepaid and adjustment grants still hold', 'CUSTOMER_CREDIT', `
    select billing_account_id as id, -sum(remaining_cents) as amount from billing.credit_grants where category <> 'PROMOTIONAL' group by 1`),
  prove('documents are the sums of their lines', `
    select count(*) from billing.invoices i left join lateral (select coalesce(sum(l.amount_cents), 0) as amount, coalesce(sum(l.discount_cents), 0) as discount,
        coalesce(sum(l.pretax_credit_cents), 0) as pretax, coalesce(sum(l.tax_cents), 0) as tax, count(*) as n
      from billing.invoice_line_items l where l.brand_id = i.brand_id and l.invoice_id = i.id) l on true
    where l.n = 0 or i.subtotal_cents <> l.amount or i.discount_cents <> l.discount or i.pretax_credit_cents <> l.pretax or i.tax_cents <> l.tax`),
  prove('lines are explained by their adjustments', `
    select count(*) from billing.invoice_line_items l left join lateral (select
        coalesce(sum(a.amount_cents) filter (where a.kind = 'DISCOUNT'), 0) as discount,
        coalesce(sum(a.amount_cents) filter (where a.kind = 'PRETAX_CREDIT'), 0) as pretax,
        coalesce(sum(a.amount_cents) filter (where a.kind = 'TAX'), 0) as tax from billing.invoice_line_adjustments a where a.brand_id = l.brand_id and a.invoice_line_item_id = l.id) a on true
    where l.discount_cents <> a.discount or l.pretax_credit_cents <> a.pretax or l.tax_cents <> a.tax`),
  prove('what is paid is what is allocated and not reversed', `
    select count(*) from billing.invoices i left join lateral (select coalesce(sum(a.amount_cents - a.reversed_cents), 0) as paid
      from billing.payment_allocations a where a.brand_id = i.brand_id and a.invoice_id = i.id) a on true where i.amount_paid_cents <> a.paid`),
  prove('post-tax credit of documents is what was applied', `
    select count(*) from billing.invoices i left join lateral (select coalesce(-sum(t.amount_cents), 0) as used from billing.credit_transactions t
      join billing.credit_grants g on g.brand_id = t.brand_id and g.id = t.credit_grant_id
      where t.brand_id = i.brand_id and t.invoice_id = i.id and t.transaction_type = 'APPLY' and g.category <> 'PROMOTIONAL') t on true where i.posttax_credit_cents <> t.used`),
  prove('payments count their allocations, refunds and disputes', `
    select count(*) from billing.payments p where
      p.allocated_cents <> (select coalesce(sum(a.amount_cents - a.reversed_cents), 0) from billing.payment_allocations a where a.brand_id = p.brand_id and a.payment_id = p.id)
      or p.refunded_cents <> (select coalesce(sum(r.amount_cents), 0) from billing.refunds r where r.brand_id = p.brand_id and r.payment_id = p.id and r.status in ('PENDING', 'SUCCEEDED'))
      or p.disputed_cents <> (select coalesce(sum(d.amount_cents), 0) from billing.disputes d where d.brand_id = p.brand_id and d.payment_id = p.id and d.funds_withdrawn_at is not null and d.funds_reinstated_at is null)`),
  prove('grants hold the sum of their movements', `
    select count(*) from billing.credit_grants g left join lateral (select coalesce(sum(t.amount_cents), 0) as amount from billing.credit_transactions t
      where t.brand_id = g.brand_id and t.credit_grant_id = g.id) t on true where g.remaining_cents <> t.amount`),
  prove('lines are never credited beyond their amount', `
    select count(*) from (select l.amount_cents, l.tax_cents, sum(-c.amount_cents) as taken, sum(-c.tax_cents) as tax_taken from billing.invoice_line_items l
      join billing.invoice_line_items c on c.brand_id = l.brand_id and c.credited_line_id = l.id join billing.invoices i on i.brand_id = c.brand_id and i.id = c.invoice_id and i.status <> 'VOID'
      group by l.brand_id, l.id, l.amount_cents, l.tax_cents) x where x.taken > x.amount_cents or x.tax_taken > x.tax_cents`),
  prove('document numbers have no gap', `
    select count(*) from billing.document_counters c where c.last_seq <> (select count(*) from billing.invoices i where i.number_series = c.series)
      or c.last_seq <> (select coalesce(max(i.number_seq), 0) from billing.invoices i where i.number_series = c.series)`),
  prove('numbers follow the time of issue', `
    select count(*) from (select i.issued_at, lag(i.issued_at) over (partition by i.number_series order by i.number_seq) as before from billing.invoices i where i.number_seq is not null) x where x.before > x.issued_at`),
  prove('coupons and codes count their redemptions', `
    select (select count(*) from billing.coupons c where c.times_redeemed <> (select count(*) from billing.discounts d where d.coupon_id = c.id))
      + (select count(*) from billing.promotion_codes c where c.times_redeemed <> (select count(*) from billing.discounts d where d.promotion_code_id = c.id))`),
  prove('discounts count the documents that used them', `
    select count(*) from billing.discounts d left join lateral (select count(distinct a.invoice_id) as n from billing.invoice_line_adjustments a
      join billing.invoices i on i.brand_id = a.brand_id and i.id = a.invoice_id and i.status <> 'VOID' where a.brand_id = d.brand_id and a.discount_id = d.id) a on true where d.periods_used <> a.n`),
  prove('subscriptions stand where their last change left them', `
    select count(*) from billing.subscriptions s join lateral (select c.* from billing.subscription_changes c where c.brand_id = s.brand_id and c.subscription_id = s.id order by c.sequence desc limit 1) c on true
    where s.status <> c.to_status or s.mrr_cents <> c.to_mrr_cents or s.plan_id <> c.to_plan_id`),
  prove('changes are numbered without a gap and join up', `
    select count(*) from (select c.sequence, c.from_mrr_cents, c.from_status, c.effective_at, row_number() over w as n, lag(c.to_mrr_cents, 1, 0::bigint) over w as mrr, lag(c.to_status) over w as status,
        lag(c.effective_at) over w as before from billing.subscription_changes c window w as (partition by c.subscription_id order by c.sequence)) x
    where x.sequence <> x.n or x.from_mrr_cents <> x.mrr or x.from_status is distinct from x.status or x.before > x.effective_at`),
  prove('charges for use are the sums of the events they count', `
    select count(*) from billing.pending_charges c left join lateral (select coalesce(sum(u.quantity), 0) as quantity from billing.pending_charge_usage_events u
      where u.brand_id = c.brand_id and u.pending_charge_id = c.id) u on true where c.kind = 'USAGE' and c.quantity <> u.quantity`),
  prove('charges that are invoiced stand on exactly one line, the others on none', `
    select count(*) from billing.pending_charges c left join lateral (select count(*) as n from billing.invoice_line_items l where l.brand_id = c.brand_id and l.pending_charge_id = c.id) l on true
    where (c.status = 'INVOICED') <> (l.n = 1)`),
  prove('delinquent accounts have a document past due, and only they', `
    select count(*) from billing.billing_accounts b left join lateral (select min(i.due_at) as due from billing.invoices i
      where i.brand_id = b.brand_id and i.billing_account_id = b.id and i.status = 'OPEN' and i.due_at < '2026-06-30Z') i on true where b.delinquent_since is distinct from i.due`),
]
