import { DAY, NOW, SECOND, iso } from '../clock.ts'
import { seedId } from '../ids.ts'
import { born, insert } from '../rows.ts'
import type { Step } from '../rows.ts'
import type { World } from '../world.ts'
import type { Book } from './book.ts'
import type { Payment } from './payment.ts'
import { numberInSlice } from '../ids.ts'

/** What the payment provider told us about one payment: the integration module caught the message, billing keeps the receipt. */
export interface ProviderEvent {
  readonly messageId: string
  readonly eventId: string
  readonly type: string
  readonly payment: Payment
  readonly at: number
  readonly outcome: 'APPLIED' | 'STALE' | 'IGNORED'
}

/** Messages are kept for a while only. */
const KEPT = 45 * DAY

/** The provider's messages of the last weeks; every twentieth came a second time, too late to matter. */
export function providerEvents({ brand, slice }: Pick<World, 'brand' | 'slice'>, books: readonly Book[]): ProviderEvent[] {
  const payments = books.flatMap((book) => book.payments).filter(({ providerId, createdAt }) => providerId !== null && createdAt > NOW - KEPT)
  return payments.flatMap((payment, n) => {
    const at = payment.createdAt + 2 * SECOND
    const type = payment.status === 'SUCCEEDED' ? 'payment_intent.succeeded' : 'payment_intent.payment_failed'
    const event = (i: number, rest: Pick<ProviderEvent, 'type' | 'outcome'>): ProviderEvent => ({
      messageId: seedId(brand.index, 'integration.webhook_events', numberInSlice(slice, n * 2 + i), at + i * SECOND),
      eventId: `evt_${(payment.providerId ?? '').slice(3)}${i}`, payment, at: at + i * SECOND, ...rest,
    })
    const first = event(0, { type, outcome: 'APPLIED' })
    if (n % 20 !== 3) return [first]
    return [first, event(1, { type: 'payment_intent.processing', outcome: 'STALE' })]
  })
}

export function receiptStep(world: World, books: readonly Book[]): Step {
  return insert('billing.provider_event_receipts', providerEvents(world, books).map(({ messageId, eventId, type, payment, at, outcome }) => ({
    ...born({ brandId: world.brand.id, id: world.ids.next('billing.provider_event_receipts', at), createdAt: at }),
    provider: 'stripe', provider_event_id: eventId, event_type: type, object_type: 'payment_intent', object_id: payment.providerId,
    occurred_at: iso(at), message_id: messageId, outcome,
    detail: outcome === 'STALE' ? 'Older than the state we have' : null,
  })))
}
