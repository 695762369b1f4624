import { addresses } from '../../engine/command/addresses-input.ts'
import { defineCommand } from '../../engine/command/define-command.ts'
import { optional, plainId, rowId, text } from '../../engine/command/input-field.ts'
import { accountCreated } from '../events.ts'

/** Makes an account for a program. */
export const createServiceAccount = defineCommand({
  name: 'createServiceAccount',
  description: 'Makes an account for a program, in the organization or confined to one of its workspaces. It may do nothing until it gets roles.',
  permission: 'organization.service_account.create',
  // a name that is taken is told to those only who can list the accounts
  besides: ['organization.service_account.read'],
  onePerOrganization: true,
  input: {
    orgId: rowId('Organization', 'Whose account it is.'),
    workspaceId: optional(rowId('Workspace', 'The one workspace in which it works; without it, wherever it has roles.')),
    name: text('What it is called.', { writes: 'ServiceAccount.name', max: 100 }),
    description: optional(text('What it is for.', { writes: 'ServiceAccount.description', max: 1000 })),
    ownerPersonId: plainId('Person, an active member, who answers for it.'),
    allowedCidrs: optional(addresses('Addresses and networks from which its keys may be used; any, where it is left out.', { writes: 'ServiceAccount.allowedCidrs', most: 100 })),
  },
  at: ['workspaceId', 'orgId'],
  entity: 'ServiceAccount',
  events: [accountCreated],
  failures: { NAME_TAKEN: 'Use another name; there is an account of this name.', NOT_A_MEMBER: 'Name an active member of the organization.' },
  tier: 'ADMIN',
  async run({ input, rows: { orgId: org, workspaceId: workspace }, tables, principal, emit, failure, forbidden, visible }) {
    const { personId: createdByPersonId } = principal
    if (createdByPersonId === undefined) throw forbidden()
    if (org.status === 'CLOSED') throw failure('ILLEGAL_STATE', 'orgId')
    if (workspace !== null && workspace.orgId !== org.id) throw failure('VALIDATION_FAILED', 'workspaceId')
    // in a workspace that rests nothing is made, also by those who hold it around the workspace
    if (workspace !== null && workspace.status !== 'ACTIVE') throw failure('ILLEGAL_STATE', 'workspaceId')
    const [found] = await tables.orgMember.list({ where: { orgId: org.id, personId: input.ownerPersonId, status: 'ACTIVE' } })
    if (await visible('OrgMember', found?.id) === null) throw failure('NOT_A_MEMBER', 'ownerPersonId')
    const place = { orgId: org.id, workspaceId: workspace?.id ?? null }
    if (await tables.serviceAccount.count({ ...place, name: input.name }) > 0) throw failure('NAME_TAKEN', 'name')
    const account = await tables.serviceAccount.insert({
      ...place, name: input.name, description: input.description, ownerPersonId: input.ownerPersonId, createdByPersonId, allowedCidrs: [...input.allowedCidrs ?? []],
    })
    emit(accountCreated, account)
    return { entity: account }
  },
})
