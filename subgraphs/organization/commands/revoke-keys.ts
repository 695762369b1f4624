import type { SealedRow, SealedTables } from '../../engine/command/define-command.ts'
import { keyRevoked } from '../events.ts'

interface Ending {
  readonly tables: SealedTables
  readonly principal: { readonly personId?: string }
  readonly now: Date
  emit(event: typeof keyRevoked, row: SealedRow<'ServiceAccountKey'>): void
}

/** Ends keys that could still open something, and tells of each. */
export async function revokeKeys({ tables, principal, now, emit }: Ending, of: { readonly serviceAccountId: string } | { readonly workspaceId: string }): Promise<void> {
  const keys = await tables.serviceAccountKey.list({ where: { ...of, status: { in: ['ACTIVE', 'ROTATING'] } }, orderBy: { id: 'asc' } })
  for (const { id } of keys) {
    emit(keyRevoked, await tables.serviceAccountKey.update(id, { status: 'REVOKED', revokedAt: now, revokedByPersonId: principal.personId ?? null, revokedReason: 'ACCOUNT_DISABLED' }))
  }
}
