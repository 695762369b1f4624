import type { SealedTables } from '../../engine/command/define-command.ts'

/** The account of the membership behind an assignment; null for a service account, and where the person has left. */
export async function accountOf(tables: SealedTables, { orgId, personId }: { readonly orgId: string; readonly personId: string | null }): Promise<string | null> {
  if (personId === null) return null
  const [member] = await tables.orgMember.list({ where: { orgId, personId, status: { not: 'REMOVED' } } })
  return member?.userId ?? null
}
