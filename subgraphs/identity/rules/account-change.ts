import type { SealedRow, SealedTables } from '../../engine/command/define-command.ts'
import type { CommandError } from '../../engine/command/command-error.ts'
import { REASON_FAILURES } from '../../engine/command/reason-field.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import { hasOtherOwner, isBrandOwner, mayGiveAccountRole } from './brand-roles.ts'

interface Asking {
  readonly tables: SealedTables
  readonly principal: Principal
  oneAtATime(name: string): Promise<void>
  failure(code: 'LAST_OWNER', field: 'id'): CommandError
  forbidden(): Error
}

/** Throws where the caller would shut themselves out, an administrator an owner, or anybody the last owner. */
async function checkShuttingOut({ tables, principal, oneAtATime, failure, forbidden }: Asking, user: SealedRow<'User'>): Promise<void> {
  if (user.personId === principal.personId) throw forbidden()
  if (user.role !== 'owner') return
  if (!await isBrandOwner(tables, principal)) throw forbidden()
  await oneAtATime('owners')
  if (!await hasOtherOwner(tables, user.id)) throw failure('LAST_OWNER', 'id')
}

/** Throws where somebody lets themselves in, or an account that holds more than they do. */
async function checkLettingIn({ tables, principal, forbidden }: Omit<Asking, 'oneAtATime' | 'failure'>, user: SealedRow<'User'>): Promise<void> {
  if (user.personId === principal.personId || !mayGiveAccountRole(principal, user.role) || (user.role === 'owner' && !await isBrandOwner(tables, principal))) throw forbidden()
}

/** What commands ask and say that keep somebody out. */
export const SHUTTING_OUT = { check: checkShuttingOut, failures: { LAST_OWNER: 'Make somebody else an owner first.', ...REASON_FAILURES } } as const
/** What commands ask and say that let somebody in again. */
export const LETTING_IN = { check: checkLettingIn, failures: REASON_FAILURES } as const
