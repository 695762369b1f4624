import { z } from 'zod'
import type { Receiver } from '../../schema/events/outbox-message.ts'
import { EVENTS_HEADER, signEvents } from '../../schema/events/sign-events.ts'
import type { KeyRing } from '../../schema/policy/key-ring.ts'
import { RECORD_MESSAGE } from './export-record.ts'

/** Who keeps records, as it is named in signatures. */
const KEEPER = 'audit'
const WITHIN_MS = 10_000

const answer = z.object({ receipts: z.array(z.object({ id: z.string(), outcome: z.enum(['TAKEN', 'RETRY', 'REFUSED']), code: z.string().optional() })) })

/** Takes records to the process that keeps the audit log; undefined where nobody says where it listens: then they wait. */
export const remoteRecorder = (ring: KeyRing, addresses: ReadonlyMap<string, readonly string[]>): Receiver | undefined => {
  const listening = addresses.get(KEEPER) ?? []
  let next = 0
  if (listening.length === 0) return undefined
  return {
    name: KEEPER,
    takes: type => type === RECORD_MESSAGE,
    async receive(messages) {
      const address = listening[next++ % listening.length] ?? ''
      const body = JSON.stringify({ messages })
      const response = await fetch(new URL('/events', address), {
        method: 'POST', body, signal: AbortSignal.timeout(WITHIN_MS),
        headers: { 'content-type': 'application/json', [EVENTS_HEADER]: signEvents(ring, { audience: KEEPER, body, now: Date.now() }) },
      })
      if (response.ok) return answer.parse(await response.json()).receipts
      await response.body?.cancel()
      return messages.map(({ id }) => ({ id, outcome: 'RETRY' }))
    },
  }
}
