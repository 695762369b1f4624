import { defineCommand } from '../../engine/command/define-command.ts'
import { rowId } from '../../engine/command/input-field.ts'
import { breakGlassEnded } from '../break-glass-events.ts'
import { isRunning, REVIEWERS } from '../rules/break-glass-rules.ts'

/** The holder gives an access back as soon as it is not needed; whoever may judge it may also stop it. */
export const endBreakGlass = defineCommand({
  name: 'endBreakGlass',
  description: 'Ends an emergency access before its time; its holder may, and those who review.',
  permission: 'audit.break_glass.end',
  inPerson: true,
  input: { id: rowId('BreakGlassGrant', 'The access to end.') },
  changes: 'id',
  entity: 'BreakGlassGrant',
  events: [breakGlassEnded],
  tier: 'ACCESS',
  async run({ rows: { id: grant }, tables, principal, now, emit, failure, forbidden }) {
    const isHolder = grant.principalPersonId === principal.personId
    if (!isHolder && !REVIEWERS.some((clearance) => principal.clearances.includes(clearance))) throw forbidden()
    if (!isRunning(grant, now)) throw failure('ILLEGAL_STATE')
    const ended = await tables.breakGlassGrant.update(grant.id, { status: 'ENDED', endedAt: now, endedByPersonId: principal.personId })
    emit(breakGlassEnded, ended)
    return { entity: ended }
  },
})
