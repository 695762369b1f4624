import { parseArgs } from 'node:util'
import { z } from 'zod'
import { ARM_NAMES } from './arms/arm.ts'
import type { ArmName } from './arms/arm.ts'
import { CASES } from './cases/all-cases.ts'
import type { BenchCase } from './cases/bench-case.ts'

/** What a run of the benchmark measures, and for how long. */
export interface BenchOptions {
  /** Slices of forty organizations per brand in the database. */
  readonly scale: number
  /** How often every arm has its turn. */
  readonly rounds: number
  /** Length of one turn. */
  readonly seconds: number
  /** Length of the turn before the first round, which is thrown away. */
  readonly warmUpSeconds: number
  /** Requests that are under way at any time. */
  readonly concurrency: number
  readonly cases: readonly BenchCase[]
  /** The limit is always among them: without it there is no ratio. */
  readonly arms: readonly ArmName[]
  readonly isHelp: boolean
}

export const USAGE = `Usage: npm run bench -- [options]
  --scale N        slices of 40 organizations per brand (default 1)
  --rounds N       turns of every arm (default 5)
  --seconds N      length of a turn (default 3)
  --warm-up N      seconds before the first round (default 3)
  --concurrency N  requests under way at once (default 16)
  --cases A,B      of ${CASES.map(({ name }) => name).join(', ')}
  --arms A,B       of ${ARM_NAMES.join(', ')}; limit is always measured
  --help           print this`

const text = { type: 'string' } as const
const FLAGS = { scale: text, rounds: text, seconds: text, 'warm-up': text, concurrency: text, cases: text, arms: text, help: { type: 'boolean' } } as const

const count = z.coerce.number().int().min(1)
const duration = z.coerce.number().positive()

const numbers = z.object({
  scale: count.max(100).default(1),
  rounds: count.default(5),
  seconds: duration.default(3),
  'warm-up': duration.default(3),
  concurrency: count.max(256).default(16),
})

export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({ args: [...args], options: FLAGS })
  const { 'warm-up': warmUpSeconds, ...given } = numbers.parse(values)
  return { ...given, warmUpSeconds, cases: chosenCases(values.cases), arms: chosenArms(values.arms), isHelp: values.help ?? false }
}

function chosenCases(list: string | undefined): readonly BenchCase[] {
  return list === undefined ? CASES : list.split(',').map((name) => named(name, CASES.find((one) => one.name === name)))
}

function chosenArms(list: string | undefined): readonly ArmName[] {
  if (list === undefined) return ARM_NAMES
  const wanted = list.split(',').map((name) => named(name, ARM_NAMES.find((one) => one === name)))
  return ARM_NAMES.filter((name) => name === 'limit' || wanted.includes(name))
}

function named<T>(name: string, found: T | undefined): T {
  if (found === undefined) throw new Error(`There is no ${name}.\n${USAGE}`)
  return found
}
