import { z } from 'zod'

/** One turn of one arm, as it is sent to the process that makes the load. */
export const turnSchema = z.object({
  origin: z.string(),
  requests: z.array(z.object({ path: z.string(), headers: z.record(z.string(), z.string()), body: z.string() })).min(1),
  concurrency: z.number(),
  seconds: z.number(),
})
export type Turn = z.infer<typeof turnSchema>

/** What came of it. */
export const turnResultSchema = z.object({
  answers: z.number(),
  /** Answers that were no data; a turn with one of them does not count. */
  failures: z.number(),
  seconds: z.number(),
  /** Milliseconds from sending to the last byte. */
  median: z.number(),
  p99: z.number(),
})
export type TurnResult = z.infer<typeof turnResultSchema>
