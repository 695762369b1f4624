import type { SealedRow, SealedTables } from '../../engine/command/define-command.ts'
import { breakGlassEnded } from '../break-glass-events.ts'
import { awaitsCoSignature } from '../rules/break-glass-rules.ts'

type Grant = SealedRow<'BreakGlassGrant'>

interface Ending {
  readonly tables: SealedTables
  emit(event: typeof breakGlassEnded, row: Grant): void
  readonly now: Date
}

/**
 * Marks grants whose time is over. No job does it: the door compares the time itself, and the next command of the holder, or the one
 * that judges a grant, brings the row up to date.
 */
export async function endExpired({ tables, emit, now }: Ending, principalPersonId: string): Promise<void> {
  const over = await tables.breakGlassGrant.list({ where: { principalPersonId, status: 'ACTIVE', expiresAt: { lte: now } }, orderBy: { id: 'asc' } })
  for (const grant of over) await markExpired({ tables, emit, now }, grant)
}

/** The grant as it stands now, its time being over. */
export async function markExpired({ tables, emit }: Ending, grant: Grant): Promise<Grant> {
  const expired = await tables.breakGlassGrant.update(grant.id, { status: 'EXPIRED' })
  // what never began does not end
  if (!awaitsCoSignature(grant)) emit(breakGlassEnded, expired)
  return expired
}
