import { z } from 'zod'
import type { KeyRing } from '../policy/key-ring.ts'
import { handOver } from './hand-over.ts'
import type { Receipt, Receiver } from './outbox-message.ts'
import { areSignedEvents } from './sign-events.ts'

/** Who takes messages at `POST /events`. */
export interface EventsDoor {
  /** Name under which relays sign for this process: the module, or `gateway`. */
  readonly audience: string
  readonly ring: KeyRing
  readonly receivers: readonly Receiver[]
  /** In milliseconds since 1970. */
  readonly now?: () => number
}

/** What a relay gets back. */
export type EventsAnswer =
  | { readonly status: 200; readonly content: { readonly receipts: readonly Receipt[] } }
  | { readonly status: 400 | 401; readonly content: { readonly code: 'BAD_REQUEST' | 'UNAUTHENTICATED' } }

const bodyShape = z.object({
  messages: z.array(z.object({ brandId: z.guid(), id: z.guid(), module: z.string(), type: z.string(), payload: z.string() })).max(500),
})

/** Judges and takes a body of messages; nothing of it is read before its signature is known to be right. */
export async function acceptEvents({ audience, ring, receivers, now = Date.now }: EventsDoor, { header, body }: { readonly header: unknown; readonly body: string }): Promise<EventsAnswer> {
  if (typeof header !== 'string' || !areSignedEvents(ring, header, { audience, body, now: now() })) return { status: 401, content: { code: 'UNAUTHENTICATED' } }
  const parsed = bodyShape.safeParse(parseJson(body))
  if (!parsed.success) return { status: 400, content: { code: 'BAD_REQUEST' } }
  return { status: 200, content: { receipts: await handOver(receivers, parsed.data.messages) } }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // not JSON: refused like any other wrong shape
    return undefined
  }
}
