import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isObject } from '../../engine/read/decode.ts'
import { codesOf, payloadOf } from '../../engine/testing/command-world.ts'
import { openHouse, type House, type Person, type Place } from '../testing/house.ts'

let house: House
let place: Place
let admin: Person

beforeAll(async () => {
  house = await openHouse()
  place = await house.organization()
  admin = await house.member(place, ['org.admin'])
})
afterAll(async () => {
  expect(house.faults()).toEqual([])
  await house.end()
})

const codes = async (command: string, input: Readonly<Record<string, unknown>>, as: Person = admin): Promise<readonly unknown[]> => codesOf(await house.send(command, input, { as }), command)
const told = async (id: string): Promise<readonly unknown[]> => (await house.rows('organization.outbox', `aggregateid = '${id}' and destination = 'events'`)).map(({ type }) => type)

describe('a member', () => {
  it('rests and comes back, with everything they had', async () => {
    const member = await house.member(place, ['workspace.editor'])
    expect(await codes('suspendMember', { id: member.memberId, reason: 'On leave' })).toEqual([])
    expect(await codes('suspendMember', { id: member.memberId })).toEqual(['ILLEGAL_STATE'])
    expect(await codes('resumeMember', { id: member.memberId })).toEqual([])
    expect(await house.rows('organization.org_members', `id = '${member.memberId}'`)).toMatchObject([{ status: 'ACTIVE', suspended_at: null }])
    expect(await told(member.memberId)).toEqual(['organization.member.suspended.v1', 'organization.member.resumed.v1'])
  })

  it('is not brought back by somebody who holds less, and the owner never rests', async () => {
    const member = await house.member(place, ['org.billing_manager'])
    expect(await codes('suspendMember', { id: member.memberId })).toEqual([])
    expect(await codes('resumeMember', { id: member.memberId })).toEqual(['ESCALATION_DENIED'])
    expect(await codes('resumeMember', { id: member.memberId }, place.owner)).toEqual([])
    const [ofOwner] = await house.rows('organization.org_members', `person_id = '${place.owner.personId}'`)
    expect(await codes('suspendMember', { id: ofOwner?.id })).toEqual(['OWNER_PROTECTED'])
  })

  it('leaves in person, and nobody leaves for them', async () => {
    const member = await house.member(place)
    const other = await house.member(place)
    expect(await codes('leaveOrganization', { id: member.memberId }, other)).toEqual(['FORBIDDEN'])
    expect(await codes('leaveOrganization', { id: member.memberId })).toEqual(['FORBIDDEN'])
    expect(await codes('leaveOrganization', { id: member.memberId }, { ...member, scopes: ['organization.workspace.read'] })).toEqual(['FORBIDDEN'])
    expect(await codes('leaveOrganization', { id: member.memberId }, member)).toEqual([])
    expect(await house.rows('organization.org_members', `id = '${member.memberId}'`)).toMatchObject([{ status: 'REMOVED', removed_reason: 'LEFT' }])
  })

  it('comes back by somebody who holds what they hold in each workspace too', async () => {
    const helper = await house.member(place)
    const permissions = ['organization.org_member.*', 'organization.role_assignment.read', 'identity.person.read', 'identity.user.read', 'organization.organization.read', 'organization.role.read']
    const { role } = payloadOf(await house.send('createRole', { orgId: place.orgId, key: `custom.k${randomUUID().slice(0, 8)}`, name: 'Desk', level: 'ORG', permissions }, { as: admin }), 'createRole')
    expect(await codes('assignRole', { orgId: place.orgId, roleId: isObject(role) ? role.id : '', personId: helper.personId })).toEqual([])
    const desk: Person = { ...helper, assignments: [{ clearance: 'member', orgId: place.orgId, permissions }] }
    const [plain, ofRoom] = [await house.member(place), await house.member(place, ['workspace.admin'])]
    for (const { memberId } of [plain, ofRoom]) expect(await codes('suspendMember', { id: memberId })).toEqual([])
    expect(await codes('resumeMember', { id: plain.memberId }, desk)).toEqual([])
    expect(await codes('resumeMember', { id: ofRoom.memberId }, desk)).toEqual(['ESCALATION_DENIED'])
    expect(await codes('resumeMember', { id: ofRoom.memberId })).toEqual([])
  })

  it('gets another base role from somebody who holds it', async () => {
    const member = await house.member(place)
    const to = (key: string) => ({ id: member.memberId, roleId: house.roleId(key) })
    expect(await codes('setMemberBaseRole', to('org.auditor'))).toEqual([])
    expect(await codes('setMemberBaseRole', to('workspace.viewer'))).toEqual(['LEVEL_MISMATCH'])
    expect(await codes('setMemberBaseRole', to('org.owner'))).toEqual(['ESCALATION_DENIED'])
  })
})

describe('a role of an organization', () => {
  const wish = (more: Readonly<Record<string, unknown>> = {}) => ({ orgId: place.orgId, key: `custom.k${randomUUID().slice(0, 8)}`, name: 'Reviewer', level: 'ORG', permissions: ['organization.workspace.read'], ...more })

  async function made(input: Readonly<Record<string, unknown>>, as: Person = admin): Promise<string> {
    const { role, userErrors } = payloadOf(await house.send('createRole', input, { as }), 'createRole')
    if (!isObject(role) || typeof role.id !== 'string') throw new Error(JSON.stringify(userErrors))
    return role.id
  }

  it.each([
    ['a permission that is none', { permissions: ['organization.workspace.fly'] }, ['UNKNOWN_PERMISSION']],
    ['everything', { permissions: ['*'] }, ['UNKNOWN_PERMISSION']],
    ['what the maker does not hold', { permissions: ['billing.*'] }, ['ESCALATION_DENIED']],
    ['a clearance that the maker does not hold', { clearance: 'billing_admin' }, ['ESCALATION_DENIED']],
    ['a clearance of the whole brand', { clearance: 'privacy_officer' }, ['VALIDATION_FAILED']],
    ['a key of another form', { key: 'Reviewer' }, ['VALIDATION_FAILED']],
  ])('has not %s', async (_name, more, expected) => {
    expect(await codes('createRole', wish(more))).toEqual(expected)
  })

  it('is known by its key once', async () => {
    const input = wish()
    await made(input)
    expect(await codes('createRole', input)).toEqual(['ALREADY_EXISTS'])
  })

  it('changes for everybody who has it, within what its editor holds', async () => {
    const id = await made(wish())
    const before = await house.version(place)
    expect(await codes('updateRole', { id, permissions: ['organization.workspace.read', 'organization.workspace.archive'] })).toEqual([])
    expect(await house.version(place)).toBe(before + 1)
    expect(await codes('updateRole', { id, permissions: ['billing.invoice.read'] })).toEqual(['ESCALATION_DENIED'])
    expect(await codes('updateRole', { id: house.roleId('org.member'), name: 'Mine' })).toEqual(['FORBIDDEN'])
  })

  it('that somebody has stays in use', async () => {
    const id = await made(wish())
    const member = await house.member(place)
    expect(await codes('assignRole', { orgId: place.orgId, roleId: id, personId: member.personId })).toEqual([])
    expect(await codes('archiveRole', { id })).toEqual(['ROLE_IN_USE'])
    expect(await codes('removeMember', { id: member.memberId })).toEqual([])
    expect(await codes('archiveRole', { id })).toEqual([])
    expect(await codes('assignRole', { orgId: place.orgId, roleId: id, personId: admin.personId })).toEqual(['ILLEGAL_STATE'])
  })
})

it('puts a workspace away with the keys of its accounts, and brings it back without them', async () => {
  const other = await house.organization()
  const account = await house.account(other, { workspaceId: other.workspaceId })
  expect(await codes('createApiKey', { serviceAccountId: account, name: 'K', scope: 'organization.workspace.read' }, other.owner)).toEqual([])
  expect(await codes('archiveWorkspace', { id: other.workspaceId }, other.owner)).toEqual([])
  expect(await house.rows('organization.service_account_keys', `service_account_id = '${account}'`)).toMatchObject([{ status: 'REVOKED' }])
  expect(await codes('archiveWorkspace', { id: other.workspaceId }, other.owner)).toEqual(['ILLEGAL_STATE'])
  const program = { orgId: other.orgId, workspaceId: other.workspaceId, name: 'Late', ownerPersonId: other.owner.personId }
  expect(await codes('createServiceAccount', program, other.owner)).toEqual(['ILLEGAL_STATE'])
  expect(await codes('restoreWorkspace', { id: other.workspaceId }, other.owner)).toEqual([])
  expect(await house.rows('organization.workspaces', `id = '${other.workspaceId}'`)).toMatchObject([{ status: 'ACTIVE', archived_at: null }])
  expect(await told(other.workspaceId)).toEqual(['organization.workspace.archived.v1', 'organization.workspace.restored.v1'])
})

it('lets the brand put an organization to rest and bring it back', async () => {
  const [other, staff] = [await house.organization(), await house.person(['privacy_officer'])]
  expect(await codes('suspendOrganization', { id: other.orgId, reason: 'Bills are unpaid' }, staff)).toEqual([])
  expect(await codes('assignRole', { orgId: other.orgId, roleId: house.roleId('org.admin'), personId: other.owner.personId }, other.owner)).toEqual(['ESCALATION_DENIED'])
  expect(await codes('resumeOrganization', { id: other.orgId }, staff)).toEqual([])
  expect(await house.rows('organization.organizations', `id = '${other.orgId}'`)).toMatchObject([{ status: 'ACTIVE', suspended_at: null, suspended_reason: null }])
})

it('has nobody of an organization suspend it or lift what the brand did', async () => {
  const [other, staff] = [await house.organization(), await house.person(['privacy_officer'])]
  const people = [other.owner, await house.member(other, ['org.admin'])]
  for (const one of people) expect(await codes('suspendOrganization', { id: other.orgId, reason: 'A quarrel' }, one)).toEqual(['FORBIDDEN'])
  expect(await codes('suspendOrganization', { id: other.orgId, reason: 'Bills are unpaid' }, staff)).toEqual([])
  for (const one of people) expect(await codes('resumeOrganization', { id: other.orgId }, one)).toEqual(['FORBIDDEN'])
  expect(await house.rows('organization.organizations', `id = '${other.orgId}'`)).toMatchObject([{ status: 'SUSPENDED', suspended_reason: 'Bills are unpaid' }])
})
