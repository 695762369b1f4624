import { DAY, HOUR, NOW, iso, isoOrNull } from '../clock.ts'
import { random } from '../random.ts'
import { born, insert, kept, update } from '../rows.ts'
import type { Row, Step } from '../rows.ts'
import type { World } from '../world.ts'
import type { Book } from './book.ts'
import { codeIdOf, ledgerAccountRow, usesCode } from './catalog-rows.ts'
import type { CreditGrant, CreditTransaction } from './credits.ts'
import type { Redemption } from './discounts.ts'
import type { Document } from './document.ts'
import type { Posting } from './ledger.ts'
import type { Allocation, Dispute, Intent, Payment, Refund } from './payment.ts'
import type { BillingPlan } from './plan.ts'

/** A discount ends with what it was given for; staff took one in four of those away before. */
function discountStatus({ coupon, used, subscription }: Redemption): string {
  if (coupon.periods !== null && used >= coupon.periods) return 'EXHAUSTED'
  const endedAt = subscription?.endedAt ?? null
  return endedAt === null ? 'ACTIVE' : Math.floor(endedAt / DAY) % 4 === 0 ? 'REVOKED' : 'EXPIRED'
}

function discountRows(world: World, redemptions: readonly Redemption[]): Row[] {
  const counts = new Map<string, number>()
  return redemptions.map((one) => {
    const place = `${one.coupon.id}/${one.account.id}`
    const seq = (counts.get(place) ?? 0) + 1
    counts.set(place, seq)
    return {
      ...kept({ brandId: world.brand.id, id: one.id, createdAt: one.startsAt }, one.startsAt, 1 + one.used),
      billing_account_id: one.account.id, coupon_id: one.coupon.id, promotion_code_id: codeIdOf(world, one), target: one.target,
      subscription_id: one.subscription?.id ?? null, subscription_item_id: one.itemId, invoice_id: one.documentId, redemption_seq: seq,
      percent_off_bps: one.coupon.percentBps,
      amount_off_cents: one.coupon.amountOff, currency: one.coupon.currency, periods_total: one.coupon.periods, periods_used: one.used,
      starts_at: iso(one.startsAt), ends_at: isoOrNull(one.subscription?.endedAt ?? null),
      status: discountStatus(one), applied_by_person_id: usesCode(one) ? null : (world.people.persons[6]?.id ?? null),
    }
  })
}

export function discountStep(world: World, redemptions: readonly Redemption[]): Step {
  return insert('billing.discounts', discountRows(world, redemptions))
}

function purchaseRow(world: World, document: Document): Row[] {
  const purchase = document.lines[0]?.purchase
  if (purchase === null || purchase === undefined) return []
  const refunded = document.lines.every(({ amount, taken }) => taken.amount === amount)
  const status = document.status === 'PAID' ? (refunded ? 'REFUNDED' : 'COMPLETED') : document.status === 'VOID' ? 'CANCELED' : 'PENDING'
  return [{
    ...kept({ brandId: world.brand.id, id: purchase.id, createdAt: purchase.at }, document.paidAt ?? purchase.at, document.paidAt === null ? 1 : 2),
    billing_account_id: purchase.account.id, org_id: purchase.account.org.id, workspace_id: purchase.workspace.id, price_id: purchase.price.id,
    product_id: purchase.price.product.id,
    quantity: purchase.quantity, total_cents: (purchase.price.unitAmount ?? 0) * purchase.quantity, currency: purchase.account.currency, status,
    invoice_id: document.id,
    purchaser_person_id: purchase.account.org.owner.id, purchased_at: iso(purchase.at), completed_at: document.status === 'PAID' ? isoOrNull(document.paidAt) : null,
  }]
}

export function purchaseStep(world: World, { documents }: BillingPlan): Step {
  return insert('billing.purchases', documents.flatMap((document) => purchaseRow(world, document)))
}

/** Grants are born empty; their transactions fill and spend them, which a trigger counts. */
function grantRow(world: World, grant: CreditGrant): Row {
  return {
    ...kept({ brandId: world.brand.id, id: grant.id, createdAt: grant.effectiveAt }),
    billing_account_id: grant.account.id, org_id: grant.account.org.id, category: grant.category, status: 'PENDING', currency: grant.account.currency,
    amount_cents: grant.amount,
    remaining_cents: 0, priority: grant.priority, effective_at: iso(grant.effectiveAt), expires_at: isoOrNull(grant.expiresAt), applies_to_product_id: null,
    source_invoice_id: grant.source?.id ?? null, description: grant.description,
    granted_by_person_id: grant.category === 'PROMOTIONAL' ? (world.people.persons[6]?.id ?? null) : null,
  }
}

/** Presents that begin next month. */
function comingGrants(world: World): Row[] {
  return world.accounts.filter(({ closedAt, n }) => closedAt === null && n % 12 === 5).map((account) => {
    const id = world.ids.next('billing.credit_grants', NOW - DAY)
    const grant: CreditGrant = {
      id, account, category: 'PROMOTIONAL', amount: 3000, priority: 20, effectiveAt: NOW + 10 * DAY, expiresAt: NOW + 100 * DAY, source: null,
      description: 'Summer present', remaining: 0, ended: false,
    }
    return { ...grantRow(world, grant), created_at: iso(NOW - DAY), updated_at: iso(NOW - DAY) }
  })
}

function transactionRow(world: World, one: CreditTransaction): Row {
  return {
    ...born({ brandId: world.brand.id, id: one.id, createdAt: one.at }),
    credit_grant_id: one.grant.id, billing_account_id: one.grant.account.id, currency: one.grant.account.currency, transaction_type: one.type,
    amount_cents: one.amount,
    invoice_id: one.document?.id ?? null, reverses_transaction_id: one.reverses?.id ?? null, occurred_at: iso(one.at), actor_person_id: null, dedupe_key: one.dedupe,
  }
}

export function grantStep(world: World, books: readonly Book[]): Step {
  return insert('billing.credit_grants', [...books.flatMap(({ purse }) => purse.grants.map((grant) => grantRow(world, grant))), ...comingGrants(world)])
}

function intentRow(world: World, intent: Intent, providerId: string): Row {
  const { account } = intent.document
  return {
    brand_id: world.brand.id, id: intent.id, created_at: iso(intent.createdAt), updated_at: iso(intent.canceledAt ?? intent.createdAt),
    row_version: 1 + intent.attempt,
    billing_account_id: account.id, org_id: account.org.id, invoice_id: intent.document.id, currency: account.currency, amount_cents: intent.amount,
    amount_received_cents: intent.received,
    status: intent.status, payment_method_id: intent.method?.id ?? null, off_session: true, attempt_no: intent.attempt,
    last_failure_code: intent.failure, canceled_at: isoOrNull(intent.canceledAt),
    provider: 'stripe', provider_intent_id: `pi_${providerId}`,
    provider_client_secret: intent.status === 'REQUIRES_ACTION' ? `enc:v1:${providerId}` : null, provider_event_at: iso(intent.createdAt),
  }
}

function paymentRow(world: World, payment: Payment, clerk: string): Row {
  const automatic = payment.intent !== null
  return {
    brand_id: world.brand.id, id: payment.id, created_at: iso(payment.createdAt), updated_at: iso(payment.createdAt), row_version: 1,
    billing_account_id: payment.account.id, org_id: payment.account.org.id, collection_intent_id: payment.intent?.id ?? null,
    payment_method_id: payment.method?.id ?? null,
    tender_type: payment.tender, status: payment.status, currency: payment.account.currency, amount_cents: payment.amount, fee_cents: payment.fee,
    disputed_cents: payment.disputed,
    received_at: isoOrNull(payment.receivedAt), failed_at: isoOrNull(payment.failedAt), failure_code: payment.failure, is_hard_decline: payment.hard,
    external_reference: payment.reference,
    recorded_by_person_id: automatic ? null : clerk, provider: automatic ? 'stripe' : 'manual', provider_payment_id: payment.providerId,
    provider_event_at: automatic ? iso(payment.createdAt) : null,
  }
}

function allocationRow(world: World, { id, payment, document, amount, at }: Allocation): Row {
  return {
    brand_id: world.brand.id, id, created_at: iso(at), updated_at: iso(at), row_version: 1, payment_id: payment.id, invoice_id: document.id,
    billing_account_id: payment.account.id, currency: payment.account.currency,
    amount_cents: amount, allocated_at: iso(at), dedupe_key: `alloc:${payment.id}:${document.id}`,
  }
}

function refundRow(world: World, refund: Refund): Row {
  const failed = refund.status === 'FAILED'
  return {
    ...kept({ brandId: world.brand.id, id: refund.id, createdAt: refund.at }), payment_id: refund.payment.id, invoice_id: refund.document?.id ?? null,
    credit_note_id: refund.creditNote?.id ?? null,
    currency: refund.payment.account.currency, amount_cents: refund.amount, status: refund.status, reason: refund.reason,
    requested_by_person_id: refund.payment.account.org.owner.id,
    succeeded_at: refund.status === 'SUCCEEDED' ? iso(refund.at + HOUR) : null, failed_at: failed ? iso(refund.at + DAY) : null,
    failure_code: failed ? 'lost_or_stolen_card' : null,
    provider_refund_id: refund.providerId, provider_event_at: refund.providerId === null ? null : iso(refund.at),
  }
}

function disputeRow(world: World, dispute: Dispute): Row {
  const open = dispute.closedAt === null
  return {
    ...kept({ brandId: world.brand.id, id: dispute.id, createdAt: dispute.openedAt }, dispute.closedAt ?? dispute.openedAt, open ? 1 : 3),
    payment_id: dispute.payment.id,
    currency: dispute.payment.account.currency, amount_cents: dispute.amount, fee_cents: dispute.fee, status: dispute.status, reason: dispute.reason,
    opened_at: iso(dispute.openedAt),
    evidence_due_at: iso(dispute.openedAt + 14 * DAY), evidence_submitted_at: isoOrNull(dispute.submittedAt), funds_withdrawn_at: isoOrNull(dispute.withdrawnAt),
    funds_reinstated_at: isoOrNull(dispute.reinstatedAt), closed_at: isoOrNull(dispute.closedAt),
    handled_by_person_id: dispute.submittedAt === null ? null : (world.people.persons[6]?.id ?? null),
    provider_dispute_id: dispute.providerId, provider_event_at: iso(dispute.openedAt),
  }
}

/** Payments, what they settle, what went back: the triggers count the sums on both sides. */
export function paymentSteps(world: World, books: readonly Book[]): Step[] {
  const choice = random(`${world.brand.slug}/${world.slice}/intents`)
  const brandId = world.brand.id
  const allocations = books.flatMap(({ payments }) => payments.flatMap((payment) => payment.allocations)).sort((a, b) => a.at - b.at)
  return [
    insert('billing.collection_intents', books.flatMap(({ intents }) => intents.map((intent) => intentRow(world, intent, choice.base62(20))))),
    insert('billing.payments', books.flatMap(({ payments, clerk }) => payments.map((payment) => paymentRow(world, payment, clerk.id)))),
    insert('billing.payment_allocations', allocations.map((allocation) => allocationRow(world, allocation))),
    update(
      'billing.payment_allocations',
      allocations.filter(({ reversed }) => reversed > 0).map(({ id, reversed }) => ({ brand_id: brandId, id, reversed_cents: reversed })),
    ),
    insert('billing.refunds', books.flatMap(({ refunds }) => refunds.map((refund) => refundRow(world, refund)))),
    insert('billing.disputes', books.flatMap(({ disputes }) => disputes.map((dispute) => disputeRow(world, dispute)))),
    insert('billing.credit_transactions', books.flatMap(({ purse }) => purse.transactions.map((one) => transactionRow(world, one)))),
  ]
}

function postingRow(world: World, posting: Posting, taken: Map<string, number>): Row {
  const base = `${posting.source}:${posting.sourceId}`
  const n = (taken.get(base) ?? 0) + 1
  taken.set(base, n)
  return {
    brand_id: world.brand.id, id: posting.id, created_at: iso(posting.at), source_type: posting.source, source_id: posting.sourceId,
    dedupe_key: n === 1 ? base : `${base}:${n}`,
    currency: posting.currency, effective_at: iso(posting.at), reverses_transaction_id: posting.reverses?.id ?? null, description: posting.description,
  }
}

function legRows(world: World, posting: Posting): Row[] {
  return posting.legs.map((leg) => ({
    brand_id: world.brand.id, id: world.ids.next('billing.ledger_entries', posting.at), created_at: iso(posting.at),
    ledger_transaction_id: posting.id, ledger_account_id: leg.account.id,
    currency: posting.currency, amount_cents: leg.amount, invoice_id: leg.document?.id ?? null, product_id: leg.product?.id ?? null,
  }))
}

export function ledgerSteps(world: World, books: readonly Book[]): Step[] {
  const taken = new Map<string, number>()
  const postings = books.flatMap(({ ledger }) => ledger.postings)
  return [
    insert(
      'billing.ledger_accounts',
      books.flatMap(({ ledger }) => [...ledger.accounts.values()].filter(({ payer }) => payer !== null).map((account) => ledgerAccountRow(world, account))),
    ),
    insert('billing.ledger_transactions', postings.map((posting) => postingRow(world, posting, taken))),
    insert('billing.ledger_entries', postings.flatMap((posting) => legRows(world, posting))),
  ]
}

export function counterStep(world: World, { series }: BillingPlan): Step {
  return insert('billing.document_counters', series.map(({ series: name, prefix, last }) => ({
    ...kept(
      { brandId: world.brand.id, id: world.ids.next('billing.document_counters', world.catalog.createdAt), createdAt: world.catalog.createdAt },
      NOW - HOUR, 1 + last,
    ),
    series: name, last_seq: last, prefix, pad: 6,
  })))
}
