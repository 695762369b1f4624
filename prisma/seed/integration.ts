import { createHash } from 'node:crypto'
import type { Book } from './billing/book.ts'
import { billingEmailOf } from './billing/account-rows.ts'
import { providerEvents } from './billing/receipt-rows.ts'
import type { ProviderEvent } from './billing/receipt-rows.ts'
import { DAY, HOUR, MINUTE, NOW, SECOND, iso, isoOrNull } from './clock.ts'
import { documentationAddress } from './places.ts'
import { random } from './random.ts'
import type { Random } from './random.ts'
import { insert, kept } from './rows.ts'
import type { Cell, Row, Step } from './rows.ts'
import type { World } from './world.ts'

interface Message {
  readonly id: string
  readonly provider: string
  readonly eventId: string
  readonly type: string
  readonly objectId: string | null
  readonly at: number
  readonly payload: { readonly [key: string]: Cell }
  readonly handler: string | null
  readonly status: 'RECEIVED' | 'PROCESSING' | 'PROCESSED' | 'IGNORED' | 'DEAD'
}

const OPEN = ['RECEIVED', 'PROCESSING'] as const

/** Messages of the last minutes may still wait; the rest are done. */
function webhookRow(world: World, message: Message, choice: Random): Row {
  const body = JSON.stringify(message.payload)
  const done = message.status === 'PROCESSED' || message.status === 'IGNORED'
  const working = message.status === 'PROCESSING'
  const attempts = message.status === 'DEAD' ? 10 : message.status === 'RECEIVED' ? 0 : 1
  const doneAt = done ? message.at + choice.int(1, 40) * SECOND : null
  return {
    ...kept({ brandId: world.brand.id, id: message.id, createdAt: message.at }, doneAt ?? message.at, 1 + attempts),
    provider: message.provider, provider_event_id: message.eventId, event_type: message.type, endpoint_key: message.provider,
    object_id: message.objectId, provider_created_at: iso(message.at - 2 * SECOND),
    received_at: iso(message.at), source_ip: documentationAddress(choice), headers: { 'content-type': 'application/json', 'user-agent': `${message.provider}/1.0` },
    raw_body: `\\x${Buffer.from(body).toString('hex')}`, payload_sha256: createHash('sha256').update(body).digest('hex'), payload: message.payload,
    signature_key_id: `${message.provider}-2026`,
    handler: message.handler, attempts, max_attempts: 10, next_attempt_at: iso(message.at), locked_by: working ? 'worker-2' : null,
    locked_until: working ? iso(NOW + MINUTE) : null,
    duplicate_count: choice.weighted([[12, 0], [2, 1], [1, 2]]), processed_at: isoOrNull(doneAt),
    last_error: message.status === 'DEAD' ? 'No account for the customer of this event' : null, status: message.status,
  }
}

function paymentMessage(event: ProviderEvent): Message {
  const { payment, at } = event
  const { account } = payment
  return {
    id: event.messageId, provider: 'stripe', eventId: event.eventId, type: event.type, objectId: payment.providerId, at,
    handler: 'billing.applyProviderEvent', status: 'PROCESSED',
    payload: {
      id: event.eventId, type: event.type, created: Math.floor(at / 1000),
      data: { object: {
        id: payment.providerId, amount: payment.amount, currency: account.currency.toLowerCase(), receipt_email: billingEmailOf(account),
        card: payment.method?.card?.last4 ?? null, name: account.org.owner.full,
      } },
    },
  }
}

/** Changes that the identity provider told, and some that nobody handles. */
function loginMessages(world: World, choice: Random): Message[] {
  return world.people.users.filter((_, i) => i % 9 === 3).map((user, i): Message => {
    const at = NOW - choice.int(2, 44 * 24) * HOUR + choice.int(0, 59) * MINUTE
    const unknown = i % 11 === 10
    return {
      id: world.ids.next('message', at), provider: unknown ? 'generic' : 'keycloak', eventId: `kc_${world.slice}_${i}_${choice.base62(10)}`,
      type: unknown ? 'heartbeat' : choice.pick(['user.updated', 'session.ended']), objectId: unknown ? null : user.id,
      at, payload: unknown ? { ok: true } : { userId: user.id, email: user.email, username: user.username, enabled: user.status === 'ACTIVE' },
      handler: unknown ? null : 'identity.syncUserFromIdp', status: unknown ? 'IGNORED' : i % 30 === 7 ? 'DEAD' : 'PROCESSED',
    }
  })
}

function waitingMessages(world: World): Message[] {
  return Array.from({ length: 6 }, (_, i): Message => {
    const at = NOW - (i + 1) * 20 * SECOND
    return {
      id: world.ids.next('message', at), provider: 'keycloak', eventId: `kc_now_${world.slice}_${i}`, type: 'user.updated',
      objectId: world.people.users[40 + i]?.id ?? null, at,
      payload: { userId: world.people.users[40 + i]?.id ?? null }, handler: 'identity.syncUserFromIdp', status: OPEN[i % 2] ?? 'RECEIVED',
    }
  })
}

const ACTIONS = [['email', 'mail.send'], ['stripe', 'customer.update'], ['keycloak', 'user.disable'], ['webhook:crm', 'event.push']] as const

/** Calls to other systems: mostly done, some waiting behind each other, some given up. */
function actionRows(world: World, choice: Random): Row[] {
  return Array.from({ length: 240 }, (_, i): Row => {
    const [target, action] = choice.pick(ACTIONS)
    const user = choice.pick(world.people.users)
    const recent = i < 14
    const at = recent ? NOW - (i + 1) * 7 * MINUTE : NOW - choice.int(3, 40 * 24) * HOUR
    const status = recent ? (i % 5 === 0 ? 'IN_FLIGHT' : 'PENDING') : choice.weighted([[40, 'SUCCEEDED'], [2, 'DEAD'], [2, 'CANCELED']])
    const ended = status === 'SUCCEEDED' || status === 'CANCELED'
    const attempts = status === 'DEAD' ? 12 : status === 'PENDING' ? choice.int(0, 2) : status === 'CANCELED' ? 0 : 1
    return {
      ...kept({ brandId: world.brand.id, id: world.ids.next('integration.integration_outbox', at), createdAt: at }, at + MINUTE, 1 + attempts),
      target, action_type: action, dedupe_key: `${action}:${world.slice}:${i}`, ordering_key: target === 'email' ? null : user.id,
      requested_by_module: choice.pick(['identity', 'organization', 'billing']),
      source_event_id: choice.chance(0.5) ? world.ids.next('message', at) : null,
      payload: target === 'email' ? { template: 'invitation', to: user.email, name: user.full } : { userId: user.id },
      response_status: status === 'SUCCEEDED' ? 200 : status === 'DEAD' ? 422 : null,
      response_summary: status === 'SUCCEEDED' ? { id: `x_${choice.base62(8)}` } : null,
      external_id: status === 'SUCCEEDED' ? `x_${choice.base62(8)}` : null, priority: choice.pick([50, 100, 100]), attempts,
      max_attempts: 12, next_attempt_at: iso(at + attempts * 20 * SECOND), locked_by: status === 'IN_FLIGHT' ? 'worker-1' : null,
      locked_until: status === 'IN_FLIGHT' ? iso(NOW + MINUTE) : null,
      expires_at: choice.chance(0.4) ? iso(at + 3 * DAY) : null, last_error: status === 'DEAD' ? `Mailbox of ${user.email} does not exist` : null,
      completed_at: ended ? iso(at + MINUTE) : null, status,
    }
  })
}

export function integrationSteps(world: World, books: readonly Book[]): Step[] {
  const choice = random(`${world.brand.slug}/${world.slice}/messages`)
  const messages = [...providerEvents(world, books).map(paymentMessage), ...loginMessages(world, choice), ...waitingMessages(world)]
  return [
    insert('integration.webhook_events', messages.map((message) => webhookRow(world, message, choice))),
    insert('integration.integration_outbox', actionRows(world, choice)),
  ]
}
