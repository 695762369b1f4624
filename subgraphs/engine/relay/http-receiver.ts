import { z } from 'zod'
import type { OutboxMessage, Receipt, Receiver } from '../../../schema/events/outbox-message.ts'
import { EVENTS_HEADER, signEvents } from '../../../schema/events/sign-events.ts'
import type { KeyRing } from '../../../schema/policy/key-ring.ts'

export interface HttpReceiverOptions {
  /** Name that the receiver checks in the signature: a module, or `gateway`. */
  readonly name: string
  /** Its `/events`; asked for before each sending, because it may have several. */
  url(): string
  readonly ring: KeyRing
  takes(type: string): boolean
}

/** Below what a subgraph takes as a body. */
const LARGEST_BODY_BYTES = 2 * 1024 * 1024
/** Less than a lease, so that the answer is not waited for by somebody who has lost the messages. */
const TIMEOUT_MS = 20_000

const answerShape = z.object({ receipts: z.array(z.object({ id: z.string(), outcome: z.enum(['TAKEN', 'RETRY', 'REFUSED']), code: z.string().optional() })) })

/** A receiver in another process. */
export function httpReceiver({ name, url, ring, takes }: HttpReceiverOptions): Receiver {
  async function send(messages: readonly OutboxMessage[]): Promise<readonly Receipt[]> {
    const body = JSON.stringify({ messages })
    const response = await fetch(url(), {
      method: 'POST', body, signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { 'content-type': 'application/json', [EVENTS_HEADER]: signEvents(ring, { audience: name, body, now: Date.now() }) },
    })
    if (!response.ok) {
      await response.body?.cancel()
      throw Object.assign(new Error(`${name} takes no messages.`), { code: `HTTP_${response.status}` })
    }
    return answerShape.parse(await response.json()).receipts
  }

  return {
    name, takes,
    async receive(messages) {
      const receipts: Receipt[] = []
      for (const part of partsOf(messages)) receipts.push(...await send(part))
      return receipts
    },
  }
}

function partsOf(messages: readonly OutboxMessage[]): readonly (readonly OutboxMessage[])[] {
  const parts: OutboxMessage[][] = []
  let room = 0
  for (const message of messages) {
    // in JSON every character of a payload may become two
    const size = 2 * Buffer.byteLength(message.payload) + 400
    if (room < size) parts.push([])
    room = (room < size ? LARGEST_BODY_BYTES : room) - size
    parts.at(-1)?.push(message)
  }
  return parts
}
