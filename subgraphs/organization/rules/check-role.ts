import { mayGive, type Held } from '../../../schema/policy/may-give.ts'
import { isKnownPattern } from '../../../schema/policy/permission-registry.ts'
import type { CommandError } from '../../engine/command/command-error.ts'
import { ROLE_CLEARANCES } from './role-facts.ts'

/** Failures of commands that say what a role gives. */
export const ROLE_FAILURES = {
  UNKNOWN_PERMISSION: 'Use permissions that exist; each is written like organization.workspace.read.',
  ESCALATION_DENIED: 'Leave out what you do not hold yourself in this organization.',
} as const

interface Wanted {
  readonly level: string
  readonly permissions: readonly string[]
  readonly clearance: string
  failure(code: keyof typeof ROLE_FAILURES | 'VALIDATION_FAILED', field: 'permissions' | 'clearance'): CommandError
}

/** Throws where no role may be so, or the caller may not make it. Everything (`*`) is for the owner's role of the system alone. */
export function checkRole(held: readonly Held[], { level, permissions, clearance: wanted, failure }: Wanted): void {
  const clearance = ROLE_CLEARANCES.find((known) => known === wanted)
  // a clearance of the whole brand comes from no organization
  if (clearance === undefined || (clearance === 'billing_admin' && level !== 'ORG')) throw failure('VALIDATION_FAILED', 'clearance')
  if (!permissions.every((pattern) => pattern !== '*' && isKnownPattern(pattern))) throw failure('UNKNOWN_PERMISSION', 'permissions')
  if (!held.every((one) => mayGive(one, { permissions, clearance }))) throw failure('ESCALATION_DENIED', 'permissions')
}
