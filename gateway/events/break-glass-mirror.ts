import { z } from 'zod'
import type { TenantPool } from '../../prisma/database/tenant-pool.ts'
import { readEvent } from '../../schema/events/domain-event.ts'
import type { DomainEvent } from '../../schema/events/domain-event.ts'
import { codeOf } from '../../schema/events/hand-over.ts'
import { namesType } from '../../schema/events/outbox-message.ts'
import type { OutboxMessage, Receipt, Receiver } from '../../schema/events/outbox-message.ts'
import { GATEWAY_EVENTS } from '../../schema/events/gateway-events.ts'

/** Writes statements of the login vg_gateway. */
export type MirrorStore = Pick<TenantPool, 'transaction'>

const id = z.guid()
const optionalId = z.guid().nullish()
const time = z.iso.datetime({ offset: true })

const started = z.object({
  principalPersonId: id, subjectPersonId: optionalId, subjectEntityType: z.string().nullish(), subjectEntityId: optionalId,
  categories: z.array(z.string()).min(1), purpose: z.string(), startsAt: time, expiresAt: time, reviewDueAt: time,
})
const ended = z.object({ endedAt: time.nullish() })

/** The door's copy of running emergency grants and of reviews, kept by the events of the audit module. */
export function breakGlassMirror(store: MirrorStore): Receiver {
  return {
    name: 'gateway break-glass',
    takes: (type) => namesType(GATEWAY_EVENTS, type),
    async receive(messages) {
      const receipts: Receipt[] = []
      for (const message of messages) receipts.push(await mirror(store, message))
      return receipts
    },
  }
}

async function mirror(store: MirrorStore, { id: messageId, brandId, payload }: OutboxMessage): Promise<Receipt> {
  const event = readEvent(payload)
  const change = event?.brandId === brandId ? changeOf(event) : undefined
  if (change === undefined) return { id: messageId, outcome: 'REFUSED', code: 'NO_EVENT' }
  try {
    if (change) await store.transaction(brandId, {}, (client) => client.query(change))
    return { id: messageId, outcome: 'TAKEN' }
  } catch (error) {
    return { id: messageId, outcome: 'RETRY', code: codeOf(error) }
  }
}

interface Change {
  readonly text: string
  readonly values: readonly unknown[]
}

/** Undefined: an event that cannot be read. Null: one that changes nothing here. */
function changeOf(event: DomainEvent): Change | null | undefined {
  switch (event.type) {
    case 'audit.break_glass.started.v1': return start(event)
    case 'audit.break_glass.ended.v1': return end(event)
    case 'audit.break_glass.reviewed.v1': return review(event)
    default: return null
  }
}

// What has gone on since is not taken back by an event that comes late.
const START = `insert into gateway.break_glass (brand_id, id, principal_person_id, subject_person_id, subject_entity_type, subject_entity_id, categories, purpose,
  starts_at, expires_at, review_due_at, source_version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
on conflict (brand_id, id) do nothing`

function start({ brandId, aggregateId, aggregateVersion, data }: DomainEvent): Change | undefined {
  const { success, data: grant } = started.safeParse(data)
  if (!success) return undefined
  return {
    text: START,
    values: [
      brandId, aggregateId, grant.principalPersonId, grant.subjectPersonId ?? null, grant.subjectEntityType ?? null, grant.subjectEntityId ?? null,
      grant.categories, grant.purpose, grant.startsAt, grant.expiresAt, grant.reviewDueAt, aggregateVersion ?? 1,
    ],
  }
}

function end({ brandId, aggregateId, aggregateVersion, data }: DomainEvent): Change | undefined {
  const { success, data: grant } = ended.safeParse(data)
  if (!success) return undefined
  return {
    text: `update gateway.break_glass set ended_at = $3, source_version = $4 where brand_id = $1 and id = $2 and source_version < $4`,
    values: [brandId, aggregateId, grant.endedAt ?? null, aggregateVersion ?? 1],
  }
}

/** A review is no version of the grant: it is remembered once, whatever else has happened. */
function review({ brandId, aggregateId, occurredAt }: DomainEvent): Change {
  return {
    text: `update gateway.break_glass set reviewed_at = $3 where brand_id = $1 and id = $2 and reviewed_at is null`,
    values: [brandId, aggregateId, occurredAt],
  }
}
