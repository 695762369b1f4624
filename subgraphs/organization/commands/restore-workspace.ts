import { defineCommand } from '../../engine/command/define-command.ts'
import { rowId } from '../../engine/command/input-field.ts'
import { workspaceRestored } from '../events.ts'

/** Brings a workspace back. */
export const restoreWorkspace = defineCommand({
  name: 'restoreWorkspace',
  description: 'Brings an archived workspace back, with the roles of its people; keys that were ended stay ended.',
  permission: 'organization.workspace.restore',
  onePerOrganization: true,
  input: { id: rowId('Workspace', 'The workspace.') },
  changes: 'id',
  entity: 'Workspace',
  events: [workspaceRestored],
  tier: 'ADMIN',
  async run({ rows: { id: workspace }, tables, emit, failure }) {
    if (workspace.status !== 'ARCHIVED') throw failure('ILLEGAL_STATE', 'id')
    const restored = await tables.workspace.update(workspace.id, { status: 'ACTIVE', archivedAt: null, archivedByPersonId: null, deletionDueAt: null })
    emit(workspaceRestored, restored)
    return { entity: restored }
  },
})
