import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isObject } from '../../engine/read/decode.ts'
import { codesOf, payloadOf } from '../../engine/testing/command-world.ts'
import { fixtureKeys } from '../../engine/testing/fixture-subgraph.ts'
import { openHouse, type House, type Person, type Place, type Send } from '../testing/house.ts'

let house: House
let place: Place
let admin: Person
let ofRoom: Person

beforeAll(async () => {
  house = await openHouse()
  place = await house.organization()
  admin = await house.member(place, ['org.admin'])
  ofRoom = await house.member(place, ['workspace.admin'])
})
afterAll(async () => {
  expect(house.faults()).toEqual([])
  await house.end()
})

const codes = async (command: string, input: Readonly<Record<string, unknown>>, as: Person = admin): Promise<readonly unknown[]> => codesOf(await house.send(command, input, { as }), command)
const key = (serviceAccountId: string, more: Readonly<Record<string, unknown>> = {}) => ({ serviceAccountId, name: 'For the night run', scope: 'organization.workspace.read', ...more })
const rowOf = async (id: string) => (await house.rows('organization.service_account_keys', `id = '${id}'`))[0]

async function made(input: Readonly<Record<string, unknown>>, { as = admin, ...how }: Partial<Send> = {}, command = 'createApiKey'): Promise<{ readonly id: string; readonly secret: string }> {
  const { serviceAccountKey: row, secret, userErrors } = payloadOf(await house.send(command, input, { as, ...how }), command)
  if (!isObject(row) || typeof row.id !== 'string') throw new Error(JSON.stringify(userErrors))
  return { id: row.id, secret: String(secret) }
}

describe('createApiKey', () => {
  it('shows the key once and keeps its hash', async () => {
    const account = await house.account(place)
    const idempotency = randomUUID()
    const { id, secret } = await made(key(account), { key: idempotency })
    expect(secret).toMatch(/^vgs_[0-9A-Za-z]{36}$/)
    expect(await rowOf(id)).toMatchObject({ key_prefix: secret.slice(0, 12), api_key_hash: createHmac('sha256', Buffer.alloc(32, 1)).update(secret).digest('hex'), hash_key_version: fixtureKeys.tokenHash.current, scope: 'organization.workspace.read' })
    const again = payloadOf(await house.send('createApiKey', key(account), { as: admin, key: idempotency }), 'createApiKey')
    expect(again).toMatchObject({ serviceAccountKey: { id }, secret: null, replayed: true, userErrors: [{ code: 'SECRET_NOT_REPLAYABLE' }] })
    const left = JSON.stringify(await Promise.all(['organization.outbox', 'organization.audit_log', '(select *, key as id from organization.idempotency_keys) keys'].map((table) => house.rows(table))))
    expect(left).not.toContain(secret)
    expect(left).not.toContain(String((await rowOf(id))?.api_key_hash))
    expect(left).not.toContain('night run')
  })

  it('takes the default account of a workspace', async () => {
    const account = await house.account(place, { workspaceId: place.workspaceId, isDefault: true })
    const { id } = await made({ workspaceId: place.workspaceId, name: 'Room', scope: 'organization.workspace.read support.ticket.*' }, { as: ofRoom })
    expect(await rowOf(id)).toMatchObject({ service_account_id: account, workspace_id: place.workspaceId })
  })

  it.each([
    ['a word that means nothing', { scope: 'no.such.thing' }, ['UNKNOWN_SCOPE']],
    ['a category that nobody opens', { scope: 'organization.workspace.read pii.credential.reveal' }, ['UNKNOWN_SCOPE']],
    ['more than the caller holds', { scope: 'billing.invoice.read' }, ['ESCALATION_DENIED']],
    ['everything', { scope: '*' }, ['ESCALATION_DENIED']],
    ['an end in the past', { expiresAt: '2001-01-01T00:00:00Z' }, ['VALIDATION_FAILED']],
    ['two places', { workspaceId: 'ROOM' }, ['VALIDATION_FAILED']],
    ['an account that nobody has', { serviceAccountId: randomUUID() }, ['NOT_FOUND']],
  ])('refuses %s', async (_name, more, expected) => {
    const account = await house.account(place)
    expect(await codes('createApiKey', key(account, Object.fromEntries(Object.entries(more).map(([name, value]) => [name, value === 'ROOM' ? place.workspaceId : value]))))).toEqual(expected)
  })

  it('gives an account five keys at once and no sixth, also to many who ask at the same moment', async () => {
    const account = await house.account(place)
    const all = await Promise.all(Array.from({ length: 7 }, () => codes('createApiKey', key(account))))
    expect(all.flat()).toEqual(['KEY_LIMIT_REACHED', 'KEY_LIMIT_REACHED'])
  })

  it('shows its maker no more than they see themselves, by the roles of the account', async () => {
    const account = await house.account(place)
    expect(await codes('assignRole', { orgId: place.orgId, roleId: house.roleId('org.admin'), serviceAccountId: account })).toEqual([])
    const permissions = ['organization.service_account.read', 'organization.service_account_key.*', 'organization.workspace.read']
    const roleOf = async (more: readonly string[]): Promise<Person> => {
      const maker = await house.member(place)
      const custom = payloadOf(await house.send('createRole', { orgId: place.orgId, key: `custom.k${randomUUID().replaceAll('-', '')}`, name: 'Keys', level: 'ORG', permissions: [...permissions, ...more] }, { as: admin }), 'createRole')
      if (!isObject(custom.role)) throw new Error(JSON.stringify(custom.userErrors))
      expect(await codes('assignRole', { orgId: place.orgId, roleId: custom.role.id, personId: maker.personId })).toEqual([])
      return { ...maker, assignments: [...maker.assignments, { clearance: 'member', orgId: place.orgId, permissions: [...permissions, ...more] }] }
    }
    const [maker, lister] = [await roleOf([]), await roleOf(['organization.role_assignment.read'])]
    const plain = await house.account(place)
    expect(await codes('createApiKey', key(account), lister)).toEqual(['ESCALATION_DENIED'])
    expect(await codes('createApiKey', key(plain), lister)).toEqual([])
    // who cannot list roles is told the same whatever an account has
    expect(await codes('createApiKey', key(account), maker)).toEqual(['ESCALATION_DENIED'])
    expect(await codes('createApiKey', key(plain), maker)).toEqual(['ESCALATION_DENIED'])
    const { id } = await made(key(account))
    expect(await codes('rotateApiKey', { id }, lister)).toEqual(['ESCALATION_DENIED'])
  })

  it('has no account of an organization for who administers one of its rooms', async () => {
    const account = await house.account(place)
    expect(await codes('createApiKey', key(account), ofRoom)).toEqual(['NOT_FOUND'])
  })
})

describe('rotateApiKey', () => {
  it('makes a successor, once, and lets both work until the overlap is over', async () => {
    const account = await house.account(place)
    const old = await made(key(account, { expiresAt: new Date(Date.now() + 90 * 86_400_000).toISOString(), scope: 'organization.workspace.read pii.contact.reveal' }))
    expect(await codes('approveApiKeyReveal', { id: old.id }, place.owner)).toEqual([])
    const next = await made({ id: old.id, overlapSeconds: 3600 }, {}, 'rotateApiKey')
    const [before, after] = [await rowOf(old.id), await rowOf(next.id)]
    expect(before).toMatchObject({ status: 'ROTATING' })
    expect(after).toMatchObject({ status: 'ACTIVE', rotated_from_key_id: old.id, name: before?.name, scope: before?.scope, pii_approved_by_person_id: null })
    expect(Math.abs(new Date(String(before?.expires_at)).getTime() - Date.now() - 3_600_000)).toBeLessThan(60_000)
    expect(await codes('rotateApiKey', { id: old.id })).toEqual(['ALREADY_ROTATED'])
  })

  it('ends the old one at once where there is no overlap', async () => {
    const old = await made(key(await house.account(place)))
    await made({ id: old.id, overlapSeconds: 0 }, {}, 'rotateApiKey')
    expect(await rowOf(old.id)).toMatchObject({ status: 'REVOKED', revoked_reason: 'ROTATED' })
  })

  it('hands no key to somebody who could not have made it', async () => {
    const old = await made(key(await house.account(place), { scope: 'billing.invoice.read' }), { as: place.owner })
    expect(await codes('rotateApiKey', { id: old.id })).toEqual(['ESCALATION_DENIED'])
  })
})

describe('approveApiKeyReveal', () => {
  it('takes another person who administers the organization', async () => {
    const { id } = await made(key(await house.account(place, { workspaceId: place.workspaceId }), { scope: 'organization.workspace.read pii.contact.reveal' }))
    expect(await codes('approveApiKeyReveal', { id })).toEqual(['FOUR_EYES_REQUIRED'])
    expect(await codes('approveApiKeyReveal', { id }, ofRoom)).toEqual(['FOUR_EYES_REQUIRED'])
    expect(await codes('approveApiKeyReveal', { id }, place.owner)).toEqual([])
    expect(await rowOf(id)).toMatchObject({ pii_approved_by_person_id: place.owner.personId })
    expect(await codes('approveApiKeyReveal', { id }, place.owner)).toEqual(['ILLEGAL_STATE'])
  })

  it('takes nobody whose token shows them masks alone', async () => {
    const { id } = await made(key(await house.account(place), { scope: 'organization.workspace.read pii.contact.reveal' }))
    const scopes = ['organization.service_account_key.*']
    expect(await codes('approveApiKeyReveal', { id }, { ...place.owner, scopes })).toEqual(['FOUR_EYES_REQUIRED'])
    expect(await codes('approveApiKeyReveal', { id }, { ...place.owner, scopes: [...scopes, 'pii.contact.reveal'] })).toEqual([])
  })

  it('is for keys that ask for raw values', async () => {
    const { id } = await made(key(await house.account(place)))
    expect(await codes('approveApiKeyReveal', { id }, place.owner)).toEqual(['ILLEGAL_STATE'])
  })
})

describe('a service account', () => {
  it('is made for a member who answers for it, under a name of its own', async () => {
    const input = { orgId: place.orgId, name: 'Importer', ownerPersonId: admin.personId, allowedCidrs: ['203.0.113.0/26', '2001:db8::1'] }
    expect(await codes('createServiceAccount', input)).toEqual([])
    expect(await codes('createServiceAccount', input)).toEqual(['NAME_TAKEN'])
    expect(await codes('createServiceAccount', { ...input, name: 'Other', ownerPersonId: randomUUID() })).toEqual(['NOT_A_MEMBER'])
    expect(await codes('createServiceAccount', { ...input, name: 'Other', allowedCidrs: ['example.com'] })).toEqual(['VALIDATION_FAILED'])
    expect(await house.rows('organization.service_accounts', `name = 'Importer'`)).toMatchObject([{ owner_person_id: admin.personId, status: 'ACTIVE' }])
  })

  it('loses its keys when it rests, and its roles when it goes', async () => {
    const account = await house.account(place)
    const { id } = await made(key(account))
    expect(await codes('assignRole', { orgId: place.orgId, roleId: house.roleId('org.auditor'), serviceAccountId: account })).toEqual([])
    expect(await codes('disableServiceAccount', { id: account })).toEqual([])
    expect(await rowOf(id)).toMatchObject({ status: 'REVOKED', revoked_reason: 'ACCOUNT_DISABLED' })
    expect(await codes('createApiKey', key(account))).toEqual(['ILLEGAL_STATE'])
    expect(await codes('enableServiceAccount', { id: account })).toEqual([])
    expect(await codes('deleteServiceAccount', { id: account })).toEqual([])
    expect(await house.rows('organization.role_assignments', `service_account_id = '${account}'`)).toMatchObject([{ status: 'REVOKED' }])
    expect(await codes('deleteServiceAccount', { id: account })).toEqual(['ILLEGAL_STATE'])
  })

  it('that holds more than the caller is not brought back by the caller', async () => {
    const account = await house.account(place)
    expect(await codes('assignRole', { orgId: place.orgId, roleId: house.roleId('org.billing_manager'), serviceAccountId: account }, place.owner)).toEqual([])
    expect(await codes('disableServiceAccount', { id: account })).toEqual([])
    expect(await codes('enableServiceAccount', { id: account })).toEqual(['ESCALATION_DENIED'])
  })

  it('tells of its roles to those only who can list them', async () => {
    const [plain, full] = [await house.account(place, { workspaceId: place.workspaceId }), await house.account(place, { workspaceId: place.workspaceId })]
    expect(await codes('assignRole', { orgId: place.orgId, roleId: house.roleId('org.billing_manager'), serviceAccountId: full }, place.owner)).toEqual([])
    for (const id of [plain, full]) expect(await codes('disableServiceAccount', { id }, ofRoom)).toEqual([])
    expect(await codes('enableServiceAccount', { id: plain }, ofRoom)).toEqual(await codes('enableServiceAccount', { id: full }, ofRoom))
  })
})

it('ends a key once, at once', async () => {
  const { id } = await made(key(await house.account(place)))
  expect(await codes('revokeApiKey', { id, reason: 'LEAKED' })).toEqual([])
  expect(await rowOf(id)).toMatchObject({ status: 'REVOKED', revoked_reason: 'LEAKED' })
  expect(await codes('revokeApiKey', { id })).toEqual(['ILLEGAL_STATE'])
})
