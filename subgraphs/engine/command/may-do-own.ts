import { covers } from '../../../schema/policy/permissions.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import type { Command } from './define-command.ts'

/** Whether a person may do this to what is their own: in their own name, and where the ceiling of their token includes it. */
export function mayDoOwn({ own = false, permission }: Command, { kind, personId, onBehalfOf, scopes }: Principal): boolean {
  if (!own || kind !== 'PERSON' || personId === undefined || onBehalfOf !== undefined) return false
  return scopes.length === 0 || scopes.some((scope) => covers(scope, permission))
}
