/** A subscription of an account of its own, unless it is told which, and what it is worth a month from each moment on. */
export interface MadeSubscription {
  readonly currency: string
  readonly account?: string
  readonly worth: readonly (readonly [from: string, cents: number])[]
}

/** An open invoice that was due at a moment. */
export interface MadeInvoice {
  readonly dueAt: string
  readonly cents: number
}

const uuid = (family: number, n: number): string => `00000000-0000-4000-8000-${String(family).padStart(4, '0')}${String(n).padStart(8, '0')}`
const ACCOUNT = 1, ORGANIZATION = uuid(2, 0), WORKSPACE = uuid(3, 0), PLAN = uuid(4, 0)
const text = (value: string): string => `'${value}'`

/** Rows past keys and triggers, but not past the rules of the tables: only what figures are made of is there. For a superuser, in a database of a test. */
export function madeRows(brandId: string, subscriptions: readonly MadeSubscription[], invoices: readonly MadeInvoice[]): string {
  const brand = text(brandId)
  const accounts = new Map<string, string>()
  const accountOf = (name: string): string => {
    const known = accounts.get(name) ?? uuid(ACCOUNT, accounts.size)
    accounts.set(name, known)
    return text(known)
  }
  const agreements = subscriptions.map(({ currency, account, worth }, n) => `(${brand}, ${text(uuid(5, n))}, ${accountOf(account ?? `of ${n}`)}, ${text(ORGANIZATION)}, ${text(WORKSPACE)}, ${text(PLAN)},
    'ACTIVE', false, ${text(currency)}, ${worth.at(-1)?.[1] ?? 0}, 'MONTH', '2026-01-01', '2026-01-01', '2026-01-01', '2026-02-01')`)
  const changes = subscriptions.flatMap(({ currency, worth }, n) => worth.map(([from, cents], index) => `(${brand}, ${text(uuid(6, n * 100 + index))}, ${text(uuid(5, n))}, ${index + 1}, 'SEATS_CHANGED', ${text(from)},
    'SYSTEM', 'ACTIVE', ${text(PLAN)}, 1, ${worth[index - 1]?.[1] ?? 0}, ${cents}, ${text(currency)})`))
  const documents = invoices.map(({ dueAt, cents }, n) => `(${brand}, ${text(uuid(7, n))}, ${accountOf('payer')}, ${text(ORGANIZATION)}, ${text(WORKSPACE)}, 'OPEN', 'MANUAL', 'INV-${n}', 'INV', ${n}, 'EUR', ${cents}, ${cents}, ${cents}, ${text(dueAt)}, ${text(dueAt)})`)
  return `begin; set local session_replication_role = replica;
insert into billing.subscriptions (brand_id, id, billing_account_id, org_id, workspace_id, plan_id, status, is_primary, currency, mrr_cents, billing_interval, started_at, billing_cycle_anchor, current_period_start, current_period_end)
values ${agreements.join(', ')};
insert into billing.subscription_changes (brand_id, id, subscription_id, sequence, change_type, effective_at, actor_type, to_status, to_plan_id, to_seats, from_mrr_cents, to_mrr_cents, currency)
values ${changes.join(', ')};
insert into billing.invoices (brand_id, id, billing_account_id, org_id, workspace_id, status, billing_reason, invoice_number, number_series, number_seq, currency, subtotal_cents, invoice_total_cents, amount_due_cents, issued_at, due_at)
values ${documents.join(', ')};
commit`
}
