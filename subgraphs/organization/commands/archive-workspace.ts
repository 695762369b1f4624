import { defineCommand } from '../../engine/command/define-command.ts'
import { rowId } from '../../engine/command/input-field.ts'
import { keyRevoked, workspaceArchived } from '../events.ts'
import { revokeKeys } from './revoke-keys.ts'

/** Puts a workspace away. */
export const archiveWorkspace = defineCommand({
  name: 'archiveWorkspace',
  description: 'Leaves everybody in a workspace nothing but reading, and ends the keys of its service accounts, at once.',
  permission: 'organization.workspace.archive',
  onePerOrganization: true,
  input: { id: rowId('Workspace', 'The workspace.') },
  changes: 'id',
  entity: 'Workspace',
  events: [workspaceArchived, keyRevoked],
  tier: 'ADMIN',
  async run(context) {
    const { rows: { id: workspace }, tables, principal, now, emit, failure } = context
    if (workspace.status !== 'ACTIVE' && workspace.status !== 'SUSPENDED') throw failure('ILLEGAL_STATE', 'id')
    await revokeKeys(context, { workspaceId: workspace.id })
    const archived = await tables.workspace.update(workspace.id, { status: 'ARCHIVED', archivedAt: now, archivedByPersonId: principal.personId ?? null })
    emit(workspaceArchived, archived)
    return { entity: archived }
  },
})
