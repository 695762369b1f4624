import { createHash } from 'node:crypto'
import { DAY, HOUR, NOW, iso, isoOrNull } from '../clock.ts'
import { insert, kept, update } from '../rows.ts'
import type { Row, Step } from '../rows.ts'
import type { World } from '../world.ts'
import { billingEmailOf, streetOf } from './account-rows.ts'
import type { Profile } from './account-rows.ts'
import type { Adjustment, Document, Line } from './document.ts'

/** Of every document: who pays, for what, when; numbers and amounts come with the finalization. */
function draftRow(world: World, document: Document): Row {
  const { account, totals } = document
  const draft = document.issuedAt === null
  return {
    brand_id: world.brand.id, id: document.id, created_at: iso(document.createdAt), updated_at: iso(document.createdAt), row_version: 1,
    billing_account_id: account.id, org_id: account.org.id, workspace_id: document.workspace.id, subscription_id: document.subscription?.id ?? null,
    kind: document.kind,
    status: 'DRAFT', billing_reason: document.reason, corrects_invoice_id: document.corrects?.id ?? null, currency: account.currency,
    subtotal_cents: draft ? totals.subtotal : 0, discount_cents: draft ? totals.discount : 0, invoice_total_cents: draft ? totals.total : 0, amount_due_cents: draft ? totals.due : 0,
    period_start: isoOrNull(document.period?.start ?? null), period_end: isoOrNull(document.period?.end ?? null),
    finalize_after: document.period === null ? null : iso(document.createdAt + HOUR), collection_method: account.collection,
    tax_status: account.taxStatus, memo: document.memo,
  }
}

function hashOf(document: Document): string {
  const content = [
    document.number?.text, document.totals,
    document.lines.map(({ description, quantity, amount, discount, pretax, tax }) => [description, quantity, amount, discount, pretax, tax]),
  ]
  return `\\x${createHash('sha256').update(JSON.stringify(content)).digest('hex')}`
}

function billTo(document: Document, profile: Profile | undefined): Row {
  const { account } = document
  const { org, place } = account
  return {
    bill_to_legal_entity: profile?.legalEntity ?? null, bill_to_name: account.n % 4 === 0 ? org.owner.full : org.name, bill_to_email: billingEmailOf(account),
    bill_to_address: `${streetOf(account)}\n${[place.postalCode, place.name].filter((part) => part !== null).join(' ')}`, bill_to_country_code: account.country.code,
    bill_to_tax_id: account.taxStatus === 'EXEMPT' ? null : (profile?.taxId ?? null),
  }
}

/** The moment a draft becomes a document; those with nothing due are paid at once. */
function finalRow(world: World, document: Document, profile: Profile | undefined): Row {
  const { totals, number } = document
  const paid = totals.due === 0
  return {
    brand_id: world.brand.id, id: document.id, status: paid ? 'PAID' : 'OPEN', paid_at: paid ? isoOrNull(document.issuedAt) : null,
    invoice_number: number?.text ?? null, number_series: number?.series ?? null, number_seq: number?.seq ?? null,
    issued_at: isoOrNull(document.issuedAt), due_at: isoOrNull(document.dueAt),
    subtotal_cents: totals.subtotal, discount_cents: totals.discount, pretax_credit_cents: totals.pretax, tax_cents: totals.tax, invoice_total_cents: totals.total,
    posttax_credit_cents: totals.posttax, amount_due_cents: totals.due, ...billTo(document, profile), content_sha256: hashOf(document),
    finalized_by_person_id: document.reason === 'MANUAL' || document.reason === 'CREDIT_NOTE' ? document.account.org.owner.id : null,
  }
}

export function draftSteps(world: World, documents: readonly Document[]): Step[] {
  const inOrder = [...documents.filter(({ corrects }) => corrects === null), ...documents.filter(({ corrects }) => corrects !== null)]
  return [insert('billing.invoices', inOrder.map((document) => draftRow(world, document)))]
}

function lineRow(world: World, line: Line, document: Document): Row {
  return {
    brand_id: world.brand.id, id: line.id, created_at: iso(document.createdAt), updated_at: iso(document.createdAt), row_version: 1,
    invoice_id: document.id, line_number: line.number, line_type: line.kind, subscription_id: line.subscription?.id ?? null,
    subscription_item_id: line.item?.id ?? null,
    price_id: line.price?.id ?? null, product_id: line.product?.id ?? null, plan_id: line.plan?.id ?? null, pending_charge_id: line.pendingId,
    purchase_id: line.purchase?.id ?? null,
    credited_line_id: line.credits?.id ?? null, description: line.description, quantity: line.quantity, unit_amount_decimal: line.unit,
    currency: document.account.currency,
    amount_cents: line.amount, discount_cents: line.discount, pretax_credit_cents: line.pretax, tax_cents: line.tax,
    period_start: isoOrNull(line.span?.start ?? null), period_end: isoOrNull(line.span?.end ?? null), rating_details: line.rating,
  }
}

/** Lines in the order in which they may refer to each other: plain ones, those that took a pending charge or credit a plain one, credit notes. */
export function lineStep(world: World, documents: readonly Document[], stage: 0 | 1 | 2): Step {
  const stageOf = (line: Line) => (line.kind === 'CREDIT_NOTE' ? 2 : line.pendingId !== null || line.credits !== null ? 1 : 0)
  return insert(
    'billing.invoice_line_items',
    documents.flatMap((document) => document.lines.filter((line) => stageOf(line) === stage).map((line) => lineRow(world, line, document))),
  )
}

function adjustmentRow(world: World, document: Document, line: Line, adjustment: Adjustment, sequence: number): Row {
  return {
    brand_id: world.brand.id, id: world.ids.next('billing.invoice_line_adjustments', document.createdAt),
    created_at: iso(document.createdAt), updated_at: iso(document.createdAt), row_version: 1,
    invoice_id: document.id, invoice_line_item_id: line.id, kind: adjustment.kind, sequence, discount_id: adjustment.discountId, credit_grant_id: adjustment.grantId,
    tax_rate_id: adjustment.taxRate?.id ?? null, rate_bps: adjustment.bps, base_cents: adjustment.base, amount_cents: adjustment.amount,
  }
}

export function adjustmentStep(world: World, documents: readonly Document[]): Step {
  return insert('billing.invoice_line_adjustments', documents.flatMap((document) =>
    document.lines.flatMap((line) => line.adjustments.map((adjustment, i) => adjustmentRow(world, document, line, adjustment, i + 1)))))
}

/** Finalizes, and lowers what credit notes took off open bills. */
export function finalizeSteps(world: World, documents: readonly Document[], profiles: readonly Profile[]): Step[] {
  const byWorkspace = new Map(profiles.map((profile) => [profile.workspace.id, profile]))
  const issued = documents.filter(({ issuedAt }) => issuedAt !== null)
  return [
    update('billing.invoices', issued.map((document) => finalRow(world, document, byWorkspace.get(document.workspace.id)))),
    update(
      'billing.invoices',
      issued.filter(({ creditedDirectly }) => creditedDirectly > 0).map((one) => ({
        brand_id: world.brand.id, id: one.id, amount_credited_cents: one.creditedDirectly,
      })),
    ),
  ]
}

/** The end of the story of documents that had something due. */
export function outcomeStep(world: World, documents: readonly Document[]): Step {
  const changed = documents.filter(({ issuedAt, totals, status, attempts }) => issuedAt !== null && totals.due > 0 && (status !== 'OPEN' || attempts > 0))
  return update('billing.invoices', changed.map((one) => ({
    brand_id: world.brand.id, id: one.id, status: one.status, paid_at: isoOrNull(one.paidAt), voided_at: isoOrNull(one.voidedAt),
    uncollectible_at: isoOrNull(one.uncollectibleAt),
    attempt_count: one.attempts, next_attempt_at: isoOrNull(one.status === 'OPEN' ? one.nextAttemptAt : null),
    voided_by_person_id: one.status === 'VOID' && one.reason === 'MANUAL' ? one.account.org.owner.id : null,
  })))
}

/** Charges by hand that wait, or were dropped before they were billed. */
export function looseChargeRows(world: World): Row[] {
  const services = world.catalog.products.filter(({ kind }) => kind === 'ONE_TIME')
  return world.accounts.filter(({ closedAt, n }) => closedAt === null && n % 4 === 0).map((account, i) => {
    const createdAt = NOW - (i + 1) * DAY
    return {
      ...kept({ brandId: world.brand.id, id: world.ids.next('billing.pending_charges', createdAt), createdAt }),
      billing_account_id: account.id, workspace_id: account.workspaces[0]?.id ?? null, subscription_id: null, subscription_item_id: null, price_id: null,
      product_id: services[i % services.length]?.id ?? null, kind: i % 2 === 0 ? 'ONE_TIME' : 'MANUAL', status: i % 3 === 2 ? 'CANCELED' : 'OPEN',
      period_start: iso(createdAt), period_end: iso(createdAt + DAY),
      quantity: 1, amount_cents: 9000 + i * 500, currency: account.currency, description: 'To be billed with the next invoice',
      credited_line_id: null, rated_at: null, rating_details: null,
      invoiced_at: null, created_by_person_id: account.org.owner.id,
    }
  })
}
