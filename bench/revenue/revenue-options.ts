import { parseArgs } from 'node:util'
import { z } from 'zod'

export interface RevenueOptions {
  /** Slices of forty organizations per brand in the database. */
  readonly scale: number
  /** How long each question is asked. */
  readonly seconds: number
  readonly isHelp: boolean
}

export const REVENUE_USAGE = `Usage: node gateway/prepare.mjs bench/revenue/main.ts [options]
  --scale N    slices of 40 organizations per brand (default 1)
  --seconds N  how long each question is asked (default 3)
  --help       print this`

const numbers = z.object({ scale: z.coerce.number().int().min(1).max(100).default(1), seconds: z.coerce.number().positive().default(3) })

export function readRevenueOptions(args: readonly string[]): RevenueOptions {
  const { values } = parseArgs({ args: [...args], options: { scale: { type: 'string' }, seconds: { type: 'string' }, help: { type: 'boolean' } } })
  return { ...numbers.parse(values), isHelp: values.help ?? false }
}
