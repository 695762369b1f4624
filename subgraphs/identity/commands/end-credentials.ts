import type { SealedRow, SealedTables } from '../../engine/command/define-command.ts'
import { sessionRevoked, tokenRevoked } from '../events.ts'

interface Ending {
  readonly tables: SealedTables
  readonly now: Date
  emit(event: typeof sessionRevoked, row: SealedRow<'Session'>): void
  emit(event: typeof tokenRevoked, row: SealedRow<'PersonalAccessToken'>): void
}

/** Ends the sessions of an account and the tokens that were made with it, and tells of each. */
export async function endCredentials(ending: Ending, userId: string): Promise<void> {
  await endSessions(ending, userId, 'ADMIN')
  const { tables, now, emit } = ending
  const tokens = await tables.personalAccessToken.list({ where: { userId, status: 'ACTIVE' }, orderBy: { id: 'asc' } })
  for (const { id } of tokens) emit(tokenRevoked, await tables.personalAccessToken.update(id, { status: 'REVOKED', revokedAt: now, revokedReason: 'ADMIN' }))
}

/** Ends the sessions of an account. */
export async function endSessions({ tables, now, emit }: Pick<Ending, 'tables' | 'now'> & { emit(event: typeof sessionRevoked, row: SealedRow<'Session'>): void }, userId: string, revokedReason: 'ADMIN' | 'LOGOUT'): Promise<void> {
  const sessions = await tables.session.list({ where: { userId, status: 'ACTIVE' }, orderBy: { id: 'asc' } })
  for (const { id } of sessions) emit(sessionRevoked, await tables.session.update(id, { status: 'REVOKED', revokedAt: now, revokedReason }))
}
