import { HOUR, NOW, SECOND, iso, isoOrNull } from '../clock.ts'
import { insert, kept, update } from '../rows.ts'
import type { Row, Step } from '../rows.ts'
import type { World } from '../world.ts'
import type { Charge, SubscriptionPlan } from '../world/subscription-plan.ts'
import type { Document, Line } from './document.ts'
import { looseChargeRows } from './document-rows.ts'
import type { BillingPlan } from './plan.ts'
import type { UsageCharge } from './usage-charges.ts'

/** Documents by the pending charge that one of their lines took. */
function takenBy(documents: readonly Document[]): Map<string, Document> {
  return new Map(documents.flatMap((document) => document.lines.flatMap(({ pendingId }) => (pendingId === null ? [] : [[pendingId, document] as const]))))
}

function usageRow(world: World, charge: UsageCharge): Row {
  const { subscription, item, span } = charge
  return {
    ...kept({ brandId: world.brand.id, id: charge.id, createdAt: span.start }),
    billing_account_id: subscription.account.id, workspace_id: subscription.workspace.id, subscription_id: subscription.id,
    subscription_item_id: item.id, price_id: item.price.id,
    product_id: item.price.product.id, kind: 'USAGE', status: 'OPEN', period_start: iso(span.start), period_end: iso(span.end),
    quantity: charge.quantity, amount_cents: charge.rated.amount,
    currency: subscription.account.currency, description: `Usage: ${item.price.product.name}`, credited_line_id: null,
    rated_at: iso(Math.min(span.end, NOW)), rating_details: charge.rated.details,
    invoiced_at: null, created_by_person_id: null,
  }
}

interface Waiting {
  readonly subscription: SubscriptionPlan
  readonly charge: Charge
  readonly document: Document | undefined
  readonly credited: Line | undefined
}

function prorationRow(world: World, { subscription, charge, document, credited }: Waiting): Row {
  const { item, span } = charge
  return {
    ...kept({ brandId: world.brand.id, id: charge.pendingId ?? '', createdAt: charge.at }, document?.createdAt ?? charge.at, document === undefined ? 1 : 2),
    billing_account_id: subscription.account.id, workspace_id: subscription.workspace.id, subscription_id: subscription.id,
    subscription_item_id: item.id, price_id: item.price.id,
    product_id: item.price.product.id, kind: charge.kind, status: document === undefined ? 'OPEN' : 'INVOICED', period_start: iso(span.start),
    period_end: iso(span.end), quantity: charge.seats,
    amount_cents: charge.amount, currency: subscription.account.currency, description: `Change of ${item.price.product.name}`,
    credited_line_id: credited?.id ?? null, rated_at: null, rating_details: null,
    invoiced_at: isoOrNull(document?.createdAt ?? null), created_by_person_id: subscription.account.org.owner.id,
  }
}

function prorationRows(world: World, plan: BillingPlan, documents: ReadonlyMap<string, Document>): Row[] {
  const lines = new Map(plan.books.flatMap(({ writer }) => [...writer.lineOfCharge]))
  return world.subscriptions.flatMap((subscription) => {
    const charges = [...subscription.bills.flatMap((bill) => bill.charges), ...subscription.waiting].filter(({ pendingId }) => pendingId !== null)
    return charges.map((charge) => prorationRow(world, {
      subscription, charge, document: documents.get(charge.pendingId ?? ''), credited: charge.credits === null ? undefined : lines.get(charge.credits),
    }))
  })
}

/** Which events a charge counts: written while it is open, which a trigger checks. */
function linkRows(world: World, charge: UsageCharge): Row[] {
  return charge.events.map((event) => ({
    brand_id: world.brand.id, id: world.ids.next('billing.pending_charge_usage_events', event.recordedAt), created_at: iso(event.recordedAt + SECOND),
    pending_charge_id: charge.id, subscription_item_id: charge.item.id, usage_event_id: event.id, resource_key: event.key?.key ?? '',
    quantity: event.quantity, occurred_at: iso(event.at),
  }))
}

export function chargeSteps(world: World, plan: BillingPlan): Step[] {
  const documents = takenBy(plan.documents)
  const invoiced = plan.usage.flatMap((charge) => {
    const document = documents.get(charge.id)
    return document === undefined ? [] : [{
      brand_id: world.brand.id, id: charge.id, status: 'INVOICED', invoiced_at: iso(document.issuedAt ?? document.createdAt + HOUR),
    }]
  })
  return [
    insert('billing.pending_charges', plan.usage.map((charge) => usageRow(world, charge))),
    insert('billing.pending_charges', [...prorationRows(world, plan, documents), ...looseChargeRows(world)]),
    insert('billing.pending_charge_usage_events', plan.usage.flatMap((charge) => linkRows(world, charge))),
    update('billing.pending_charges', invoiced),
  ]
}
