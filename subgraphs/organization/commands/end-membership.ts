import type { SealedRow, SealedTables } from '../../engine/command/define-command.ts'
import type { CommandError } from '../../engine/command/command-error.ts'
import { accountReassigned, memberRemoved, roleRevoked } from '../events.ts'

/** Failures of commands that end a membership. */
export const ENDING_FAILURES = {
  OWNER_PROTECTED: 'Transfer the organization to somebody else first.',
  OWNS_SERVICE_ACCOUNTS: 'Say who answers for the service accounts of this member from now on, in reassignServiceAccountsTo.',
  NOT_A_MEMBER: 'Name an active member of the organization.',
} as const

interface Ending {
  readonly input: { readonly reassignServiceAccountsTo: string | null }
  readonly tables: SealedTables
  readonly principal: { readonly personId?: string }
  readonly now: Date
  visible(type: 'OrgMember', id: string | undefined): Promise<SealedRow<'OrgMember'> | null>
  emit(event: typeof accountReassigned, row: SealedRow<'ServiceAccount'>): void
  emit(event: typeof memberRemoved, row: SealedRow<'OrgMember'>): void
  emit(event: typeof roleRevoked, row: SealedRow<'RoleAssignment'>, also: { readonly userId: string | null }): void
  failure(code: keyof typeof ENDING_FAILURES | 'ILLEGAL_STATE', field: 'id' | 'reassignServiceAccountsTo'): CommandError
}

/** Ends a membership with all its roles; what the member answered for gets another owner first. */
export async function endMembership(ending: Ending, member: SealedRow<'OrgMember'>, removedReason: 'LEFT' | 'REMOVED'): Promise<SealedRow<'OrgMember'>> {
  const { tables, principal, now, emit, failure } = ending
  if (member.status === 'REMOVED') throw failure('ILLEGAL_STATE', 'id')
  const org = await tables.organization.find({ id: member.orgId })
  if (org?.ownerPersonId === member.personId) throw failure('OWNER_PROTECTED', 'id')
  await handOver(ending, member)
  const assignments = await tables.roleAssignment.list({ where: { orgId: member.orgId, personId: member.personId, status: 'ACTIVE' }, orderBy: { id: 'asc' } })
  for (const { id } of assignments) {
    emit(roleRevoked, await tables.roleAssignment.update(id, { status: 'REVOKED', revokedAt: now, revokedByPersonId: principal.personId ?? null }), { userId: member.userId })
  }
  const removed = await tables.orgMember.update(member.id, { status: 'REMOVED', removedAt: now, removedReason })
  emit(memberRemoved, removed)
  return removed
}

async function handOver({ input: { reassignServiceAccountsTo: heir }, tables, visible, emit, failure }: Ending, { orgId, personId }: SealedRow<'OrgMember'>): Promise<void> {
  const owned = await tables.serviceAccount.list({ where: { orgId, ownerPersonId: personId, status: { not: 'DELETED' } }, orderBy: { id: 'asc' } })
  if (heir !== null) {
    const [found] = heir === personId ? [] : await tables.orgMember.list({ where: { orgId, personId: heir, status: 'ACTIVE' } })
    if (await visible('OrgMember', found?.id) === null) throw failure('NOT_A_MEMBER', 'reassignServiceAccountsTo')
  }
  if (owned.length > 0 && heir === null) throw failure('OWNS_SERVICE_ACCOUNTS', 'reassignServiceAccountsTo')
  for (const { id } of owned) if (heir !== null) emit(accountReassigned, await tables.serviceAccount.update(id, { ownerPersonId: heir }))
}
