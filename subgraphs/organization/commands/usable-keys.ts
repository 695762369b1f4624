import type { SealedRow, SealedTables } from '../../engine/command/define-command.ts'

/** Keys that one service account may have in use at once. */
export const MOST_KEYS = 5

/** Keys of an account that open something, the oldest first. */
export function usableKeys(tables: SealedTables, serviceAccountId: string, now: Date): Promise<readonly SealedRow<'ServiceAccountKey'>[]> {
  return tables.serviceAccountKey.list({
    where: { serviceAccountId, status: { in: ['ACTIVE', 'ROTATING'] }, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] }, orderBy: { id: 'asc' },
  })
}
