import { readEvent } from '../../../schema/events/domain-event.ts'
import type { DomainEvent } from '../../../schema/events/domain-event.ts'
import { namesType } from '../../../schema/events/outbox-message.ts'
import type { OutboxMessage, Receipt, Receiver } from '../../../schema/events/outbox-message.ts'
import type { ModuleStore, TenantClient } from '../module-store.ts'
import { codeOf } from '../../../schema/events/hand-over.ts'

/** STALE: something newer of the same aggregate was applied before. */
export type InboxOutcome = 'APPLIED' | 'SKIPPED' | 'STALE'

/** What a module does about events of others; once for each, however often it comes. */
export interface EventConsumer {
  /** Stands in the inbox; must not change. */
  readonly name: string
  /** `*` stands for one word. */
  readonly types: readonly string[]
  /** In one transaction with the row of the inbox. */
  consume(event: DomainEvent, client: TenantClient): Promise<InboxOutcome>
}

/** The identity function, so that the compiler checks the literal where it is written. */
export const defineConsumer = (consumer: EventConsumer): EventConsumer => consumer

export interface ConsumerPlace {
  /** Schema of the inbox: the module of the consumer. */
  readonly module: string
  readonly store: ModuleStore
}

export function consumerReceiver({ module, store }: ConsumerPlace, consumer: EventConsumer): Receiver {
  return {
    name: `${module} ${consumer.name}`,
    takes: (type) => namesType(consumer.types, type),
    async receive(messages) {
      const receipts: Receipt[] = []
      for (const message of messages) receipts.push(await consumeOnce({ module, store }, consumer, message))
      return receipts
    },
  }
}

async function consumeOnce({ module, store }: ConsumerPlace, consumer: EventConsumer, { id, brandId, type, payload }: OutboxMessage): Promise<Receipt> {
  const event = readEvent(payload)
  if (event?.brandId !== brandId) return { id, outcome: 'REFUSED', code: 'NO_EVENT' }
  try {
    await store.transaction(brandId, {}, async (client) => {
      const { rowCount } = await client.query({
        text: `insert into "${module}"."inbox" (brand_id, message_id, consumer, type, aggregate_version, outcome) values ($1, $2, $3, $4, $5, 'APPLIED') on conflict do nothing`,
        values: [brandId, id, consumer.name, type, event.aggregateVersion ?? null],
      })
      if (rowCount === 0) return
      const outcome = await consumer.consume(event, client)
      if (outcome === 'APPLIED') return
      await client.query({
        text: `update "${module}"."inbox" set outcome = $4 where brand_id = $1 and message_id = $2 and consumer = $3`, values: [brandId, id, consumer.name, outcome],
      })
    })
    return { id, outcome: 'TAKEN' }
  } catch (error) {
    return { id, outcome: 'RETRY', code: codeOf(error) }
  }
}
