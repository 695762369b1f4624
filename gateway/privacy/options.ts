import { parseArgs } from 'node:util'
import { z } from 'zod'

/** What a run proves, with which seed, for how long. */
export interface PrivacyOptions {
  readonly seed: number
  /** Absent: the short profile. */
  readonly minutes?: number
  /** Names of the proofs; all of them where it is absent. */
  readonly only?: readonly string[]
  /** Another router in front of our subgraphs, without our enforcement. */
  readonly router?: 'hive'
  /** Words in the names of defences; only these are taken away. */
  readonly defences?: readonly string[]
  readonly isHelp: boolean
}

export const USAGE = `Usage: npm run privacy -- [options]
  --minutes N    the long profile, for about this long
  --seed S       repeats a run
  --only A,B     some of the proofs
  --defences A,B some of the defences that the proof "kill" takes away, by words of their names
  --router hive  asks another vendor's gateway, in front of our subgraphs
  --help         print this`

const text = { type: 'string' } as const
const given = z.object({
  minutes: z.coerce.number().positive().optional(),
  seed: z.coerce.number().int().min(0).max(2 ** 32 - 1).optional(),
  only: z.string().optional(),
  defences: z.string().optional(),
  router: z.literal('hive').optional(),
  help: z.boolean().default(false),
})

/** Every run has another seed unless one is given, so that the proofs look at more from day to day. */
export function readOptions(args: readonly string[], now: number): PrivacyOptions {
  const { values } = parseArgs({ args: [...args], options: { minutes: text, seed: text, only: text, defences: text, router: text, help: { type: 'boolean' } } })
  const { minutes, seed = Math.floor(now / 1000) % 1_000_000, only, defences, router, help } = given.parse(values)
  return { seed, minutes, only: only?.split(','), defences: defences?.split(','), router, isHelp: help }
}
