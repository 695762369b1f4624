import type { Principal } from '../../../schema/policy/principal.ts'
import { ReadError } from '../read/read-error.ts'
import type { Viewer } from '../read/rights.ts'
import { CommandError } from './command-error.ts'
import type { Command } from './define-command.ts'
import type { LockedRow } from './lock-rows.ts'
import { mayDoOwn } from './may-do-own.ts'
import type { GivenInput } from './read-input.ts'

/** Who wants to run a command, on which rows. */
export interface Wish {
  readonly principal: Principal
  readonly viewer: Viewer
  readonly input: GivenInput
  readonly rows: ReadonlyMap<string, LockedRow>
}

/** Throws where the caller may not; after the rows were found, so that FORBIDDEN is said of visible rows only. */
export function checkPermission(command: Command, wish: Wish): void {
  if (!isPermitted(command, wish) || !hasClearance(command, wish.principal) || !isInPerson(command, wish.principal)) throw new ReadError('FORBIDDEN')
}

/** Throws where the row is no longer the one that the caller has seen. */
export function checkVersion({ changes }: Command, { input, rows }: Pick<Wish, 'input' | 'rows'>): void {
  if (changes === undefined || input.expectedVersion === undefined || input.expectedVersion === null) return
  if (rows.get(changes)?.row.rowVersion !== input.expectedVersion) throw new CommandError('VERSION_CONFLICT', 'expectedVersion')
}

function isPermitted(command: Command, { principal, viewer, rows }: Wish): boolean {
  const { permission, besides = [], changes, at, anonymous = false } = command
  if (anonymous) return true
  const place = changes ?? at?.find((name) => rows.has(name))
  if (place !== undefined) return rows.get(place)?.isAllowed === true
  if (at === undefined && mayDoOwn(command, principal)) return true
  return [permission, ...besides].every((wanted) => viewer.rights.holdsBrand(wanted))
}

function hasClearance({ clearances }: Command, { kind, clearances: held, onBehalfOf }: Principal): boolean {
  if (clearances === undefined) return true
  const isCleared = (list: readonly string[]): boolean => clearances.some((clearance) => list.includes(clearance))
  return kind === 'PERSON' && isCleared(held) && (onBehalfOf === undefined || isCleared(onBehalfOf.clearances))
}

function isInPerson({ inPerson = false }: Command, { kind, personId, onBehalfOf }: Principal): boolean {
  return !inPerson || (kind === 'PERSON' && personId !== undefined && onBehalfOf === undefined)
}
