import { defineCommand } from '../../engine/command/define-command.ts'
import { rowId } from '../../engine/command/input-field.ts'
import { organizationResumed } from '../events.ts'

/** Brings an organization back. */
export const resumeOrganization = defineCommand({
  name: 'resumeOrganization',
  description: 'Gives everybody in a suspended organization back what they may do.',
  permission: 'organization.organization.resume',
  // the owner keeps the permissions about an organization that rests, and would otherwise lift what the brand did
  brandWide: true,
  onePerOrganization: true,
  input: { id: rowId('Organization', 'The organization.') },
  changes: 'id',
  entity: 'Organization',
  events: [organizationResumed],
  tier: 'ADMIN',
  async run({ rows: { id: org }, tables, emit, failure }) {
    if (org.status !== 'SUSPENDED') throw failure('ILLEGAL_STATE', 'id')
    const resumed = await tables.organization.update(org.id, { status: 'ACTIVE', suspendedAt: null, suspendedReason: null })
    emit(organizationResumed, resumed)
    return { entity: resumed }
  },
})
