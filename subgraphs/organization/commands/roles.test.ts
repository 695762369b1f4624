import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isObject } from '../../engine/read/decode.ts'
import { codesOf, payloadOf } from '../../engine/testing/command-world.ts'
import { openHouse, type House, type Person, type Place } from '../testing/house.ts'

let house: House
let place: Place
let admin: Person & { memberId: string }
let member: Person & { memberId: string }

beforeAll(async () => {
  house = await openHouse()
  place = await house.organization()
  admin = await house.member(place, ['org.admin'])
  member = await house.member(place)
})
afterAll(async () => {
  expect(house.faults()).toEqual([])
  await house.end()
})

const codes = async (command: string, input: Readonly<Record<string, unknown>>, as: Person = admin): Promise<readonly unknown[]> => codesOf(await house.send(command, input, { as }), command)
const wish = (more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({ orgId: place.orgId, roleId: house.roleId('org.auditor'), personId: member.personId, ...more })

async function assigned(input: Readonly<Record<string, unknown>>, as: Person = admin): Promise<string> {
  const { roleAssignment, userErrors } = payloadOf(await house.send('assignRole', input, { as }), 'assignRole')
  if (!isObject(roleAssignment) || typeof roleAssignment.id !== 'string') throw new Error(JSON.stringify(userErrors))
  return roleAssignment.id
}

describe('assignRole', () => {
  it('gives a role, tells of it with the account of the membership, and counts', async () => {
    const before = await house.version(place)
    const id = await assigned(wish())
    expect(await house.rows('organization.role_assignments', `id = '${id}'`)).toMatchObject([{ person_id: member.personId, status: 'ACTIVE', granted_by_person_id: admin.personId, workspace_id: null }])
    const [event] = await house.rows('organization.outbox', `aggregateid = '${id}'`)
    expect(event).toMatchObject({ type: 'organization.role.assigned.v1', payload: { orgId: place.orgId, data: { personId: member.personId, userId: member.userId, expiresAt: null, status: 'ACTIVE' } } })
    expect(await house.rows('organization.audit_log', `entity_id = '${id}'`)).toMatchObject([{ event_type: 'organization.role.assigned', details: { command: 'assignRole', _orgId: place.orgId } }])
    expect(await house.version(place)).toBe(before + 1)
  })

  it('changes nothing the second time, and is another thing for another time', async () => {
    const first = await assigned(wish({ workspaceId: place.workspaceId, roleId: house.roleId('workspace.viewer') }))
    const before = await house.version(place)
    expect(await assigned(wish({ workspaceId: place.workspaceId, roleId: house.roleId('workspace.viewer') }))).toBe(first)
    expect(await house.version(place)).toBe(before)
    expect(await codes('assignRole', wish({ workspaceId: place.workspaceId, roleId: house.roleId('workspace.viewer'), expiresAt: '2999-01-01T00:00:00Z', reason: 'For a while' }))).toEqual(['ALREADY_ASSIGNED'])
  })

  it('gives again what its time has ended', async () => {
    const role = { roleId: house.roleId('workspace.editor'), workspaceId: place.workspaceId }
    const first = await assigned(wish({ ...role, expiresAt: '2999-01-01T00:00:00Z', reason: 'For a while' }))
    await house.alter(`update organization.role_assignments set starts_at = now() - interval '2 days', expires_at = now() - interval '1 day' where id = '${first}'`)
    expect(await assigned(wish(role))).not.toBe(first)
    expect(await house.rows('organization.role_assignments', `id = '${first}'`)).toMatchObject([{ status: 'EXPIRED' }])
  })

  it.each([
    ['two principals', { serviceAccountId: 'ACCOUNT' }, ['VALIDATION_FAILED']],
    ['no principal', { personId: null }, ['VALIDATION_FAILED']],
    ['somebody from elsewhere', { personId: randomUUID() }, ['NOT_A_MEMBER']],
    ['a role that nobody has', { roleId: randomUUID() }, ['NOT_FOUND']],
    ['a role of an organization in a workspace', { workspaceId: 'WORKSPACE' }, ['LEVEL_MISMATCH']],
    ['a workspace of another organization', { workspaceId: 'FOREIGN' }, ['NOT_FOUND']],
    ['an end without a reason', { expiresAt: '2999-01-01T00:00:00Z' }, ['VALIDATION_FAILED']],
    ['an end in the past', { expiresAt: '2001-01-01T00:00:00Z', startsAt: '2000-01-01T00:00:00Z', reason: 'Too late' }, ['VALIDATION_FAILED']],
    ['more than the caller holds', { roleId: 'org.owner' }, ['ESCALATION_DENIED']],
    ['permissions of a kind that the caller does not hold', { roleId: 'org.billing_manager' }, ['ESCALATION_DENIED']],
  ])('refuses %s', async (_name, more, expected) => {
    const foreign = await house.organization()
    const names: Readonly<Record<string, string>> = { ACCOUNT: await house.account(place), WORKSPACE: place.workspaceId, FOREIGN: foreign.workspaceId, 'org.owner': house.roleId('org.owner'), 'org.billing_manager': house.roleId('org.billing_manager') }
    const input = Object.fromEntries(Object.entries(wish(more)).map(([name, value]) => [name, names[String(value)] ?? value]))
    expect(await codes('assignRole', input)).toEqual(expected)
  })

  it('lets an owner give what only owners hold, and nobody anything in a token that is narrower', async () => {
    const other = await house.member(place)
    await assigned(wish({ personId: other.personId, roleId: house.roleId('org.billing_manager') }), place.owner)
    const narrow: Person = { ...admin, scopes: ['organization.role_assignment.*', 'organization.organization.read', 'organization.org_member.read'] }
    expect(await codes('assignRole', wish({ personId: other.personId, roleId: house.roleId('org.admin') }), narrow)).toEqual(['ESCALATION_DENIED'])
  })

  it('gives no clearance whose raw values the token does not name, to people', async () => {
    const other = await house.member(place)
    const masked: Person = { ...admin, scopes: ['organization.*', 'entitlements.*', 'support.*', 'identity.person.read', 'identity.user.read', 'audit.log.read'] }
    const wanted = wish({ personId: other.personId, roleId: house.roleId('org.admin') })
    expect(await codes('assignRole', wanted, masked)).toEqual(['ESCALATION_DENIED'])
    expect(await codes('createRole', { orgId: place.orgId, key: 'custom.raw', name: 'Raw', level: 'ORG', permissions: ['organization.workspace.read'], clearance: 'admin' }, masked)).toEqual(['ESCALATION_DENIED'])
    expect(await codes('setMemberBaseRole', { id: other.memberId, roleId: house.roleId('org.admin') }, masked)).toEqual(['ESCALATION_DENIED'])
    expect(await codes('assignRole', { orgId: place.orgId, roleId: house.roleId('org.admin'), serviceAccountId: await house.account(place) }, masked)).toEqual([])
    expect(await codes('assignRole', wanted, { ...masked, scopes: [...masked.scopes, 'pii.contact.reveal'] })).toEqual([])
  })

  it('is nothing for members, for people of other organizations and for those who have lost their role meanwhile', async () => {
    const elsewhere = await house.organization()
    expect(await codes('assignRole', wish(), member)).toEqual(['FORBIDDEN'])
    expect(await codes('assignRole', wish(), elsewhere.owner)).toEqual(['NOT_FOUND'])
    const late = await house.member(place, ['org.admin'])
    await house.alter(`update organization.role_assignments set status = 'REVOKED', revoked_at = now() where person_id = '${late.personId}'`)
    expect(await codes('assignRole', wish({ roleId: house.roleId('org.admin') }), late)).toEqual(['ESCALATION_DENIED'])
  })

  it('goes on in many requests at once without one waiting for another in a circle', async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => house.member(place, ['workspace.viewer', 'workspace.editor'])))
    const given = await Promise.all(people.map(({ personId }) => assigned(wish({ personId }))))
    const all = await Promise.all(people.flatMap(({ memberId, personId }, i) => [
      codes('removeMember', { id: memberId }), codes('revokeRoleAssignment', { id: given[i] }), codes('assignRole', wish({ personId, roleId: house.roleId('org.member') })),
    ]))
    // whoever came second finds what the first one left
    expect(all.flat().filter((code) => code !== 'ILLEGAL_STATE' && code !== 'NOT_A_MEMBER')).toEqual([])
    expect(await house.rows('organization.role_assignments', `status = 'ACTIVE' and person_id in (${people.map(({ personId }) => `'${personId}'`).join()})`)).toEqual([])
  })
})

describe('revokeRoleAssignment', () => {
  it('takes a role back once, and keeps the reason beside the record', async () => {
    const other = await house.member(place)
    const id = await assigned(wish({ personId: other.personId }))
    expect(await codes('revokeRoleAssignment', { id, reason: 'No longer on the team' })).toEqual([])
    expect(await codes('revokeRoleAssignment', { id })).toEqual(['ILLEGAL_STATE'])
    expect(await house.rows('organization.role_assignments', `id = '${id}'`)).toMatchObject([{ status: 'REVOKED', revoked_by_person_id: admin.personId }])
    const told = await house.rows('organization.outbox', `aggregateid = '${id}' and type = 'organization.role.revoked.v1'`)
    expect(told).toMatchObject([{ payload: { data: { userId: other.userId, status: 'REVOKED' } } }])
    expect(JSON.stringify([told, await house.rows('organization.audit_log', `entity_id = '${id}'`)])).not.toContain('team')
  })
})

describe('removeMember', () => {
  it('ends the membership with every role, and tells of each', async () => {
    const other = await house.member(place, ['workspace.editor'])
    const id = await assigned(wish({ personId: other.personId }))
    expect(await codes('removeMember', { id: other.memberId })).toEqual([])
    expect(await house.rows('organization.org_members', `id = '${other.memberId}'`)).toMatchObject([{ status: 'REMOVED', removed_reason: 'REMOVED' }])
    expect(await house.rows('organization.role_assignments', `person_id = '${other.personId}' and status = 'ACTIVE'`)).toEqual([])
    expect(await house.rows('organization.outbox', `aggregateid = '${id}' and type = 'organization.role.revoked.v1'`)).toHaveLength(1)
    expect(await house.rows('organization.outbox', `aggregateid = '${other.memberId}' and destination = 'events'`)).toMatchObject([{ type: 'organization.member.removed.v1' }])
  })

  it('protects the owner, and asks who answers for service accounts', async () => {
    const [ofOwner] = await house.rows('organization.org_members', `person_id = '${place.owner.personId}'`)
    expect(await codes('removeMember', { id: ofOwner?.id })).toEqual(['OWNER_PROTECTED'])
    const other = await house.member(place)
    const account = await house.account(place, { ownerPersonId: other.personId })
    expect(await codes('removeMember', { id: other.memberId })).toEqual(['OWNS_SERVICE_ACCOUNTS'])
    expect(await codes('removeMember', { id: other.memberId, reassignServiceAccountsTo: randomUUID() })).toEqual(['NOT_A_MEMBER'])
    expect(await codes('removeMember', { id: other.memberId, reassignServiceAccountsTo: admin.personId })).toEqual([])
    expect(await house.rows('organization.service_accounts', `id = '${account}'`)).toMatchObject([{ owner_person_id: admin.personId }])
  })
})
