import { z } from 'zod'

const eventShape = z.object({
  id: z.guid(), type: z.string(), occurredAt: z.string(), brandId: z.guid(), aggregateType: z.string(), aggregateId: z.string(),
  aggregateVersion: z.number().int().optional(),
  data: z.record(z.string(), z.unknown()).default({}),
})

/** An event as its module wrote it. `data` holds ids and public columns; the rest is fetched through the graph. */
export type DomainEvent = z.infer<typeof eventShape>

/** Reads the payload of an event; undefined for what is none. */
export function readEvent(payload: string): DomainEvent | undefined {
  try {
    const parsed = eventShape.safeParse(JSON.parse(payload))
    return parsed.success ? parsed.data : undefined
  } catch {
    // no JSON
    return undefined
  }
}
