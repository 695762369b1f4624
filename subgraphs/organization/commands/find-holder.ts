import type { SealedRow, SealedTables } from '../../engine/command/define-command.ts'
import type { CommandError } from '../../engine/command/command-error.ts'

/** Who gets a role: exactly one of the two ids is set. */
export interface Holder {
  readonly personId: string | null
  readonly serviceAccountId: string | null
  /** Account of the membership. */
  readonly userId: string | null
}

interface Asking {
  readonly input: { readonly personId: string | null; readonly serviceAccountId: string | null }
  readonly rows: { readonly serviceAccountId: SealedRow<'ServiceAccount'> | null }
  readonly tables: SealedTables
  visible(type: 'OrgMember', id: string | undefined): Promise<SealedRow<'OrgMember'> | null>
  failure(code: 'NOT_A_MEMBER' | 'VALIDATION_FAILED' | 'ILLEGAL_STATE', field: 'personId' | 'serviceAccountId'): CommandError
}

/** Finds whom an input means, in the organization; a member whom the caller does not see is none. */
export async function findHolder({ input, rows, tables, visible, failure }: Asking, orgId: string): Promise<Holder> {
  const { personId } = input
  const { serviceAccountId: account } = rows
  if ((personId === null) === (account === null)) throw failure('VALIDATION_FAILED', 'personId')
  if (account !== null) {
    if (account.orgId !== orgId) throw failure('NOT_A_MEMBER', 'serviceAccountId')
    if (account.status === 'DELETED') throw failure('ILLEGAL_STATE', 'serviceAccountId')
    return { personId: null, serviceAccountId: account.id, userId: null }
  }
  const [found] = await tables.orgMember.list({ where: { orgId, personId: personId ?? '', status: 'ACTIVE' } })
  const member = await visible('OrgMember', found?.id)
  if (member === null || member.status !== 'ACTIVE') throw failure('NOT_A_MEMBER', 'personId')
  return { personId: member.personId, serviceAccountId: null, userId: member.userId }
}
