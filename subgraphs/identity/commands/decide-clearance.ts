import type { Principal } from '../../../schema/policy/principal.ts'
import type { SealedRow, SealedTables } from '../../engine/command/define-command.ts'
import type { CommandError } from '../../engine/command/command-error.ts'
import { isBrandOwner } from '../rules/brand-roles.ts'

/** Failures of commands that decide about a clearance. */
export const DECISION_FAILURES = { FOUR_EYES_REQUIRED: 'Somebody has to decide who neither asked for it nor gets it.' } as const

interface Deciding {
  readonly rows: { readonly id: SealedRow<'ClearanceGrant'> }
  readonly tables: SealedTables
  readonly principal: Principal
  readonly now: Date
  failure(code: 'FOUR_EYES_REQUIRED' | 'ILLEGAL_STATE', field: 'id'): CommandError
  forbidden(): Error
}

/** Throws where the caller may not decide, or there is nothing to decide; gives who decides. */
export async function checkDecision({ rows: { id: grant }, tables, principal, now, failure, forbidden }: Deciding): Promise<string> {
  const { personId } = principal
  if (personId === undefined || !(principal.clearances.includes('privacy_officer') || await isBrandOwner(tables, principal))) throw forbidden()
  if (personId === grant.grantedByPersonId || personId === grant.personId) throw failure('FOUR_EYES_REQUIRED', 'id')
  if (grant.status !== 'PENDING' || grant.expiresAt <= now) throw failure('ILLEGAL_STATE', 'id')
  return personId
}
