import type { Command } from './define-command.ts'
import { CommandError } from './command-error.ts'

/** An input as the client sent it, after coercion. */
export type GivenInput = Readonly<Record<string, unknown>>

/** The values of an input in the form in which the command takes them. Throws CommandError for the first one that it does not take. */
export function readInput({ input, changes }: Command, given: GivenInput): GivenInput {
  const values: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(input)) values[name] = field.parse(given[name], name)
  if (changes !== undefined && given.expectedVersion !== undefined) values.expectedVersion = given.expectedVersion
  return values
}

const SHORTEST_KEY = 8
const LONGEST_KEY = 128

/** The key under which this attempt counts as one; the input's own goes before that of the header. */
export function readKey(given: GivenInput, ofEnvelope: string): string {
  const key = typeof given.idempotencyKey === 'string' ? given.idempotencyKey : ofEnvelope
  if (key.length < SHORTEST_KEY || key.length > LONGEST_KEY || key.includes('\0')) throw new CommandError('VALIDATION_FAILED', 'idempotencyKey')
  return key
}

/** Ids as given, for the record of a command that was denied; only what has the form of an id is kept. */
export function givenIds({ input }: Command, given: GivenInput): Readonly<Record<string, string>> {
  const ids = Object.entries(input).filter(([, { type }]) => type === 'ID').map(([name]) => [name, given[name]] as const)
  return Object.fromEntries(ids.flatMap(([name, id]) => typeof id === 'string' && ID.test(id) ? [[name, id.toLowerCase()]] : []))
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
