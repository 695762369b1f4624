import type { SealedRow, SealedTables } from '../../engine/command/define-command.ts'
import type { CommandError } from '../../engine/command/command-error.ts'

interface Asking {
  readonly tables: SealedTables
  failure(code: 'OWNER_PROTECTED', field: 'id'): CommandError
}

/** Throws where the membership is that of the owner, without whom an organization would be nobody's. */
export async function protectOwner({ tables, failure }: Asking, { orgId, personId }: SealedRow<'OrgMember'>): Promise<void> {
  const org = await tables.organization.find({ id: orgId })
  if (org?.ownerPersonId === personId) throw failure('OWNER_PROTECTED', 'id')
}
