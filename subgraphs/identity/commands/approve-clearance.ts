import { defineCommand } from '../../engine/command/define-command.ts'
import { rowId } from '../../engine/command/input-field.ts'
import { clearanceApproved } from '../events.ts'
import { mayOpenClearance } from '../rules/brand-roles.ts'
import { checkDecision, DECISION_FAILURES } from './decide-clearance.ts'

/** Puts a clearance in force. */
export const approveClearance = defineCommand({
  name: 'approveClearance',
  description: 'Puts a clearance in force that somebody asked for. An owner of the brand or a privacy officer agrees, who neither asked nor gets it.',
  permission: 'identity.clearance_grant.approve',
  brandWide: true,
  inPerson: true,
  input: { id: rowId('ClearanceGrant', 'The clearance.') },
  changes: 'id',
  entity: 'ClearanceGrant',
  events: [clearanceApproved],
  failures: DECISION_FAILURES,
  tier: 'ADMIN',
  async run(context) {
    const { rows: { id: grant }, tables, principal, emit, forbidden } = context
    if (!mayOpenClearance(principal, grant.clearance)) throw forbidden()
    const decider = await checkDecision(context)
    const decided = await tables.clearanceGrant.update(grant.id, { status: 'ACTIVE', approvedByPersonId: decider, approvedAt: context.now })
    emit(clearanceApproved, decided)
    return { entity: decided }
  },
})
