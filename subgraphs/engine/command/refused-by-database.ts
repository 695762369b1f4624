import { ReadError } from '../read/read-error.ts'
import { CommandError } from './command-error.ts'
import type { Command } from './define-command.ts'

/** What a refusal of Postgres means, by SQLSTATE; a command that does not declare the code has a fault. */
const CODES: Readonly<Record<string, string>> = { '23505': 'ALREADY_EXISTS', '23P01': 'OVERLAP', '23001': 'IMMUTABLE', '23514': 'RULE_BROKEN' }
/** A lock that did not come in time, and a circle that was cut here: the same again may succeed. */
const AGAIN: ReadonlySet<string> = new Set(['55P03', '40P01'])

/**
 * The one place that translates refusals of the database. That something exists is told only by commands that declare it:
 * of a hidden row nobody may learn that it is there.
 */
export function asCommandError(error: unknown, { failures = {} }: Command): unknown {
  if (error instanceof CommandError || error instanceof ReadError) return error
  const refusal = refusalIn(error)
  if (refusal === undefined) return error
  if (AGAIN.has(refusal.code)) return new CommandError('IN_PROGRESS')
  if (refusal.code === '23514' && refusal.message.startsWith('illegal transition')) return new CommandError('ILLEGAL_STATE')
  const code = CODES[refusal.code]
  return code !== undefined && code in failures ? new CommandError(code) : error
}

interface Refusal {
  readonly code: string
  readonly message: string
}

/** The refusal itself, wherever Prisma has wrapped it. */
function refusalIn(error: unknown): Refusal | undefined {
  const seen = new Set<unknown>()
  let at: unknown = error
  while (typeof at === 'object' && at !== null && !seen.has(at)) {
    seen.add(at)
    const code = textOf(at, 'originalCode') ?? sqlState(textOf(at, 'code'))
    if (code !== undefined) return { code, message: textOf(at, 'originalMessage') ?? textOf(at, 'message') ?? '' }
    at = Reflect.get(at, 'driverAdapterError') ?? Reflect.get(at, 'meta') ?? Reflect.get(at, 'cause')
  }
  return undefined
}

function sqlState(code: string | undefined): string | undefined {
  // Prisma's own codes have the same length: P2002
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) && !/^P[0-9]{4}$/.test(code) ? code : undefined
}

function textOf(thing: object, name: string): string | undefined {
  const value: unknown = Reflect.get(thing, name)
  return typeof value === 'string' ? value : undefined
}
