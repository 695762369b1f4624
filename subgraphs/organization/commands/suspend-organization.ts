import { defineCommand } from '../../engine/command/define-command.ts'
import { rowId, text } from '../../engine/command/input-field.ts'
import { organizationSuspended } from '../events.ts'

/** Lets a whole organization rest. */
export const suspendOrganization = defineCommand({
  name: 'suspendOrganization',
  description: 'Leaves everybody in an organization nothing but reading, until it is resumed; the owner may still settle what it rests for.',
  permission: 'organization.organization.suspend',
  // a row does not tell who suspended it, and only the brand lifts what the brand did
  brandWide: true,
  onePerOrganization: true,
  input: { id: rowId('Organization', 'The organization.'), reason: text('Why.', { writes: 'Organization.suspendedReason', max: 500 }) },
  changes: 'id',
  entity: 'Organization',
  events: [organizationSuspended],
  tier: 'ADMIN',
  async run({ input, rows: { id: org }, tables, now, emit, failure }) {
    if (org.status !== 'ACTIVE') throw failure('ILLEGAL_STATE', 'id')
    const suspended = await tables.organization.update(org.id, { status: 'SUSPENDED', suspendedAt: now, suspendedReason: input.reason })
    emit(organizationSuspended, suspended)
    return { entity: suspended }
  },
})
