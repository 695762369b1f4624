import { defineCommand } from '../../engine/command/define-command.ts'
import { rowId } from '../../engine/command/input-field.ts'
import { clearanceRejected } from '../events.ts'
import { checkDecision, DECISION_FAILURES } from './decide-clearance.ts'

/** Refuses a clearance. */
export const rejectClearance = defineCommand({
  name: 'rejectClearance',
  description: 'Refuses a clearance that somebody asked for.',
  permission: 'identity.clearance_grant.reject',
  brandWide: true,
  inPerson: true,
  input: { id: rowId('ClearanceGrant', 'The clearance.') },
  changes: 'id',
  entity: 'ClearanceGrant',
  events: [clearanceRejected],
  failures: DECISION_FAILURES,
  tier: 'ADMIN',
  async run(context) {
    const { rows: { id: grant }, tables, emit } = context
    await checkDecision(context)
    const decided = await tables.clearanceGrant.update(grant.id, { status: 'REJECTED' })
    emit(clearanceRejected, decided)
    return { entity: decided }
  },
})
