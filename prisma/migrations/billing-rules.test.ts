import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ScratchDatabase } from '../database/test-database.ts'
import type { RuleSession } from './rule-session.ts'
import { migratedDatabase, openRuleSession } from './rule-session.ts'

const [acme, organization, workspace] = [randomUUID(), randomUUID(), randomUUID()]
const day = (n: number): Date => new Date(Date.UTC(2026, 0, n))

let database: ScratchDatabase
let billing: RuleSession
let account: string
let product: string
let numbers = 0

const one = async (sql: string, id: string) => (await billing.rows(sql, [id]))[0]
const price = (more: object = {}) => billing.add('billing.prices', {
  product_id: product, code: `p-${numbers += 1}`, currency: 'EUR', price_type: 'RECURRING', pricing_model: 'PER_UNIT', billing_interval: 'MONTH', unit_amount_cents: 1000, ...more,
})
const plan = (basePrice: string, more: object = {}) => billing.add('billing.plans', { product_id: product, base_price_id: basePrice, plan_code: `c-${numbers += 1}`, title: 'Team', currency: 'EUR', ...more })
const invoice = (more: object = {}) => billing.add('billing.invoices', { billing_account_id: account, org_id: organization, workspace_id: workspace, billing_reason: 'MANUAL', currency: 'EUR', ...more })
const line = (invoiceId: string, amount: number, more: object = {}) => billing.add('billing.invoice_line_items', {
  invoice_id: invoiceId, line_number: numbers += 1, line_type: 'MANUAL', description: 'Work', currency: 'EUR', amount_cents: amount, ...more,
})
const finalize = (id: string, total: number) => billing.rows(`update billing.invoices set status = 'OPEN', subtotal_cents = $2::bigint, invoice_total_cents = $2, amount_due_cents = greatest($2, 0),
  invoice_number = $3, number_series = 'INV', number_seq = $4, issued_at = now() where id = $1`, [id, total, `INV-${numbers += 1}`, numbers])
const payment = (amount: number) => billing.add('billing.payments', { billing_account_id: account, org_id: organization, tender_type: 'CARD', status: 'SUCCEEDED', received_at: day(3), currency: 'EUR', amount_cents: amount })
const allocation = (paymentId: string, invoiceId: string, amount: number) => billing.add('billing.payment_allocations', {
  payment_id: paymentId, invoice_id: invoiceId, billing_account_id: account, currency: 'EUR', amount_cents: amount, dedupe_key: `a-${numbers += 1}`,
})

beforeAll(async () => {
  database = await migratedDatabase()
  billing = await openRuleSession(database, 'vg_billing', acme)
})
beforeEach(async () => {
  account = await billing.add('billing.billing_accounts', { org_id: organization, default_workspace_id: workspace, account_number: `BA-${numbers += 1}`, display_name: 'Acme', country_code: 'DE', currency: 'EUR' })
  product = await billing.add('billing.products', { code: `x-${numbers += 1}`, name: 'Team', kind: 'PLAN' })
})
afterAll(async () => {
  await billing.close()
  await database.drop()
})

describe('prices and plans', () => {
  it('keep their terms', async () => {
    const id = await price()
    expect(await billing.refusal('update billing.prices set unit_amount_cents = 1 where id = $1', [id])).toBe('23001')
    expect(await billing.refusal(`update billing.prices set status = 'ARCHIVED', archived_at = now() where id = $1`, [id])).toBe('accepted')
  })

  it('keep their tiers', async () => {
    const tier = await billing.add('billing.price_tiers', { price_id: await price({ pricing_model: 'VOLUME', unit_amount_cents: null }), position: 0 })
    expect(await billing.refusal('update billing.price_tiers set flat_amount_cents = 1 where id = $1', [tier])).toBe('23001')
    expect(await billing.refusal('delete from billing.price_tiers where id = $1', [tier])).toBe('23001')
  })

  it.each([
    [99_000, 'YEAR', 1, 8250], [1500, 'WEEK', 1, 6500], [10_000, 'MONTH', 3, 3333], [100, 'DAY', 1, 3042], [6, 'YEAR', 1, 0], [18, 'YEAR', 1, 2],
  ])('%i every %s x %i is %i a month, half to even', async (amount, interval, times, monthly) => {
    const id = await plan(await price({ unit_amount_cents: amount, billing_interval: interval, interval_count: times }))
    expect(await one('select monthly_price_cents::int as m from billing.plans where id = $1', id)).toEqual({ m: monthly })
  })

  it('refuse a base price of another product', async () => {
    const id = await price()
    const other = await billing.add('billing.products', { code: `y-${numbers += 1}`, name: 'Other', kind: 'PLAN' })
    expect(await billing.refusalOf(() => plan(id, { product_id: other }))).toBe('23514')
  })
})

describe('an invoice', () => {
  it('is open to change as a draft and frozen afterwards', async () => {
    const id = await invoice()
    const lineId = await line(id, 500)
    await finalize(id, 500)
    expect(await billing.refusal(`update billing.invoices set memo = 'late' where id = $1`, [id])).toBe('23001')
    expect(await billing.refusal('delete from billing.invoices where id = $1', [id])).toBe('23001')
    expect(await billing.refusal('update billing.invoice_line_items set amount_cents = 1 where id = $1', [lineId])).toBe('23001')
    expect(await billing.refusalOf(() => line(id, 1))).toBe('23001')
    expect(await billing.refusal('update billing.invoices set next_attempt_at = now() where id = $1', [id])).toBe('accepted')
  })

  it('may be thrown away as a draft', async () => {
    const id = await invoice()
    expect(await billing.refusal('delete from billing.invoices where id = $1', [id])).toBe('accepted')
  })

  it('does not take a line away from a document by moving it', async () => {
    const [from, to] = [await invoice(), await invoice()]
    const id = await line(from, 500)
    expect(await billing.refusal('update billing.invoice_line_items set invoice_id = $2 where id = $1', [id, to])).toBe('23001')
  })

  it('computes what is left to pay', async () => {
    const id = await invoice()
    await line(id, 500)
    await finalize(id, 500)
    await allocation(await payment(300), id, 300)
    expect(await one('select amount_paid_cents::int as paid, amount_remaining_cents::int as rest from billing.invoices where id = $1', id)).toEqual({ paid: 300, rest: 200 })
    expect(await billing.refusal('update billing.invoices set amount_remaining_cents = 0 where id = $1', [id])).toBe('428C9')
  })

  it('is not credited beyond a line', async () => {
    const id = await invoice()
    const debited = await line(id, 500)
    await finalize(id, 500)
    const note = await invoice({ kind: 'CREDIT_NOTE', corrects_invoice_id: id })
    const credit = (amount: number) => () => line(note, -amount, { line_type: 'CREDIT_NOTE', credited_line_id: debited })
    expect(await billing.refusalOf(credit(400))).toBe('accepted')
    expect(await billing.refusalOf(credit(101))).toBe('23514')
    expect(await billing.refusalOf(credit(100))).toBe('accepted')
  })
})

describe('money', () => {
  it('is allocated once, and goes back as a reversal that is credited', async () => {
    const id = await invoice()
    await line(id, 500)
    await finalize(id, 500)
    const paid = await payment(600)
    const part = await allocation(paid, id, 500)
    expect(await billing.refusalOf(() => allocation(paid, id, 200))).toBe('23514')
    expect(await billing.refusal('update billing.payment_allocations set amount_cents = 1 where id = $1', [part])).toBe('23001')
    expect(await billing.refusal('delete from billing.payment_allocations where id = $1', [part])).toBe('23001')
    expect(await billing.refusal('update billing.payment_allocations set reversed_cents = 200 where id = $1', [part])).toBe('accepted')
    expect(await one('select amount_paid_cents::int as paid, amount_credited_cents::int as credited from billing.invoices where id = $1', id)).toEqual({ paid: 300, credited: 200 })
    expect(await one('select allocated_cents::int as a from billing.payments where id = $1', paid)).toEqual({ a: 300 })
  })

  it('is reserved by a refund and free again when it fails', async () => {
    const paid = await payment(1000)
    const refund = () => billing.add('billing.refunds', { payment_id: paid, currency: 'EUR', amount_cents: 300, reason: 'OTHER' })
    const ids = [await refund(), await refund(), await refund()]
    expect(await billing.refusalOf(refund)).toBe('23514')
    await billing.rows(`update billing.refunds set status = 'FAILED', failed_at = now() where id = $1`, [ids[0]])
    expect(await billing.refusalOf(refund)).toBe('accepted')
  })

  it('is posted in balance, seen at commit', async () => {
    const ledgerAccount = await billing.add('billing.ledger_accounts', { code: 'AR', account_type: 'ASSET', currency: 'EUR', billing_account_id: account })
    const post = (amounts: readonly number[]) => async () => {
      const id = await billing.add('billing.ledger_transactions', { source_type: 'test', source_id: randomUUID(), dedupe_key: `l-${numbers += 1}`, currency: 'EUR', effective_at: day(1) })
      for (const amount of amounts) await billing.add('billing.ledger_entries', { ledger_transaction_id: id, ledger_account_id: ledgerAccount, currency: 'EUR', amount_cents: amount })
    }
    expect(await billing.refusalOf(post([100, -100]))).toBe('accepted')
    expect(await billing.refusalOf(post([100, -99]))).toBe('23514')
    expect(await billing.refusalOf(post([]))).toBe('23514')
  })

  it('does not mix currencies', async () => {
    expect(await billing.refusalOf(() => invoice({ currency: 'USD' }))).toBe('23503')
    expect(await billing.refusalOf(() => invoice({ currency: 'eur' }))).toBe('23514')
  })
})

describe('credits', () => {
  const grant = (amount: number) => billing.add('billing.credit_grants', { billing_account_id: account, org_id: organization, category: 'PREPAID', currency: 'EUR', amount_cents: amount, effective_at: day(1) })
  const move = (id: string, type: string, amount: number, more: object = {}) => billing.add('billing.credit_transactions', {
    credit_grant_id: id, billing_account_id: account, currency: 'EUR', transaction_type: type, amount_cents: amount, dedupe_key: `c-${numbers += 1}`, ...more,
  })

  it('are the sum of their movements', async () => {
    const id = await grant(1000)
    await move(id, 'GRANT', 1000)
    const used = await invoice()
    expect(await billing.refusalOf(() => move(id, 'APPLY', -1001, { invoice_id: used }))).toBe('23514')
    await move(id, 'APPLY', -1000, { invoice_id: used })
    expect(await one('select remaining_cents::int as rest, status from billing.credit_grants where id = $1', id)).toEqual({ rest: 0, status: 'DEPLETED' })
  })

  it('come back from the dead for a moment: restored after expiry, then expired anew', async () => {
    const id = await grant(1000)
    const used = await invoice()
    await move(id, 'GRANT', 1000)
    const applied = await move(id, 'APPLY', -400, { invoice_id: used })
    await move(id, 'EXPIRE', -600)
    await move(id, 'RESTORE', 400, { invoice_id: used, reverses_transaction_id: applied })
    await move(id, 'EXPIRE', -400)
    expect(await one('select remaining_cents::int as rest, status from billing.credit_grants where id = $1', id)).toEqual({ rest: 0, status: 'EXPIRED' })
  })
})

describe('charges, coupons, series', () => {
  const charge = () => billing.add('billing.pending_charges', { billing_account_id: account, workspace_id: workspace, product_id: product, kind: 'MANUAL', period_start: day(1), period_end: day(10), amount_cents: 70, currency: 'EUR' })
  const count = (chargeId: string, at: Date, item: string) => billing.add('billing.pending_charge_usage_events', {
    pending_charge_id: chargeId, subscription_item_id: item, usage_event_id: randomUUID(), resource_key: 'api_calls', quantity: 1, occurred_at: at,
  })

  it('freeze a billed charge until its draft line is gone', async () => {
    const id = await charge()
    const draft = await invoice()
    const carrying = await line(draft, 70, { pending_charge_id: id })
    await billing.rows(`update billing.pending_charges set status = 'INVOICED', invoiced_at = now() where id = $1`, [id])
    const reopen = `update billing.pending_charges set status = 'OPEN', invoiced_at = null where id = $1`
    expect(await billing.refusal('update billing.pending_charges set amount_cents = 71 where id = $1', [id])).toBe('23001')
    expect(await billing.refusal(reopen, [id])).toBe('23514')
    await billing.rows('delete from billing.invoice_line_items where id = $1', [carrying])
    expect(await billing.refusal(reopen, [id])).toBe('accepted')
  })

  it('count an event in its period only', async () => {
    const basePrice = await price()
    const subscription = await billing.add('billing.subscriptions', {
      billing_account_id: account, org_id: organization, workspace_id: randomUUID(), plan_id: await plan(basePrice), status: 'ACTIVE', currency: 'EUR', billing_interval: 'MONTH',
      started_at: day(1), billing_cycle_anchor: day(1), current_period_start: day(1), current_period_end: day(31),
    })
    const planId = String((await one('select plan_id from billing.subscriptions where id = $1', subscription))?.['plan_id'])
    const item = await billing.add('billing.subscription_items', { subscription_id: subscription, price_id: basePrice, product_id: product, plan_id: planId, currency: 'EUR' })
    const id = await charge()
    await billing.rows('update billing.pending_charges set subscription_id = $2, subscription_item_id = $3 where id = $1', [id, subscription, item])
    expect(await billing.refusalOf(() => count(id, day(10), item))).toBe('23514')
    expect(await billing.refusalOf(() => count(id, day(9), item))).toBe('accepted')
  })

  it('fix the terms of a coupon with its first redemption', async () => {
    const id = await billing.add('billing.coupons', { code: `k-${numbers += 1}`, name: 'Ten', percent_off_bps: 1000, duration: 'ONCE' })
    expect(await billing.refusal('update billing.coupons set percent_off_bps = 2000 where id = $1', [id])).toBe('accepted')
    await billing.rows('update billing.coupons set times_redeemed = 1 where id = $1', [id])
    expect(await billing.refusal('update billing.coupons set percent_off_bps = 1000 where id = $1', [id])).toBe('23001')
    expect(await billing.refusal('update billing.coupons set times_redeemed = 0 where id = $1', [id])).toBe('23514')
  })

  it('number documents without a gap', async () => {
    const id = await billing.add('billing.document_counters', { series: `S-${numbers += 1}` })
    expect(await billing.refusal('update billing.document_counters set last_seq = last_seq + 1 where id = $1', [id])).toBe('accepted')
    expect(await billing.refusal('update billing.document_counters set last_seq = last_seq + 2 where id = $1', [id])).toBe('23514')
  })
})
