import { defineCommand } from '../../engine/command/define-command.ts'
import { rowId } from '../../engine/command/input-field.ts'
import { breakGlassCoSigned, breakGlassStarted } from '../break-glass-events.ts'
import { awaitsCoSignature, isRunning, OPENERS } from '../rules/break-glass-rules.ts'

/** While a review is overdue, one further access is given, and only if a second person agrees: with the signature it is in force. */
export const coSignBreakGlass = defineCommand({
  name: 'coSignBreakGlass',
  description: 'Agrees to an emergency access that names the caller as its co-signer; from then on it is in force, until the end that it was given.',
  permission: 'audit.break_glass.co_sign',
  clearances: OPENERS,
  inPerson: true,
  input: { id: rowId('BreakGlassGrant', 'The access that waits for the signature.') },
  changes: 'id',
  entity: 'BreakGlassGrant',
  events: [breakGlassCoSigned, breakGlassStarted],
  failures: { FOUR_EYES_REQUIRED: 'Only the person whom the access names may co-sign it, and nobody their own.' },
  tier: 'ACCESS',
  async run({ rows: { id: grant }, tables, principal, now, emit, failure }) {
    if (grant.principalPersonId === principal.personId || grant.coSignerPersonId !== principal.personId) throw failure('FOUR_EYES_REQUIRED')
    if (!awaitsCoSignature(grant) || !isRunning(grant, now)) throw failure('ILLEGAL_STATE')
    const signed = await tables.breakGlassGrant.update(grant.id, { coSignedByPersonId: principal.personId })
    emit(breakGlassCoSigned, signed)
    emit(breakGlassStarted, signed)
    return { entity: signed }
  },
})
