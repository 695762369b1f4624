import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Principal } from '../../../schema/policy/principal.ts'
import { isObject } from '../../engine/read/decode.ts'
import { codesOf, payloadOf } from '../../engine/testing/command-world.ts'
import { openReception, type Person, type Reception } from '../testing/reception.ts'

let reception: Reception
let owner: Person
let admin: Person
let officer: Person
let somebody: Person

const OFFICE = ['identity.user.*', 'identity.person.*', 'identity.clearance_grant.*', 'identity.session.*', 'identity.personal_access_token.*']

beforeAll(async () => {
  reception = await openReception()
  owner = await reception.account('owner')
  admin = await reception.account('admin')
  officer = await reception.account('member', { clearances: ['privacy_officer'], brandPermissions: OFFICE })
})
afterAll(async () => {
  expect(reception.faults()).toEqual([])
  await reception.end()
})
beforeEach(async () => { somebody = await reception.account('member') })

const codes = async (command: string, input: Readonly<Record<string, unknown>>, as: Principal = owner): Promise<readonly unknown[]> => codesOf(await reception.send(command, input, { as }), command)
const userRow = async ({ userId }: Person) => (await reception.rows('identity.users', `id = '${userId}'`))[0]

describe('setUserRole', () => {
  it('lets owners give what owners give, and administrators what they hold', async () => {
    expect(await codes('setUserRole', { id: somebody.userId, role: 'admin' }, admin)).toEqual([])
    for (const role of ['owner', 'support', 'analyst', 'auditor']) expect(await codes('setUserRole', { id: somebody.userId, role }, admin)).toEqual(['FORBIDDEN'])
    expect(await codes('setUserRole', { id: somebody.userId, role: 'support' })).toEqual([])
    expect(await codes('setUserRole', { id: somebody.userId, role: 'member' }, admin)).toEqual(['FORBIDDEN'])
    expect(await userRow(somebody)).toMatchObject({ role: 'support' })
  })

  it('gives no more than the caller holds, nothing to oneself, and nothing that is no role', async () => {
    expect(await codes('setUserRole', { id: somebody.userId, role: 'admin' }, officer)).toEqual(['FORBIDDEN'])
    expect(await codes('setUserRole', { id: admin.userId, role: 'member' }, admin)).toEqual(['FORBIDDEN'])
    expect(await codes('setUserRole', { id: somebody.userId, role: 'emperor' })).toEqual(['VALIDATION_FAILED'])
    const ofOrganization: Principal = { ...somebody, assignments: [{ clearance: 'admin', orgId: randomUUID(), permissions: ['*'] }] }
    expect(await codes('setUserRole', { id: somebody.userId, role: 'owner' }, ofOrganization)).toEqual(['FORBIDDEN'])
  })

  it('opens nothing of the brand by a token that is for something else', async () => {
    const narrow: Principal = { ...owner, scopes: ['identity.user.*'] }
    for (const role of ['support', 'analyst', 'auditor', 'owner', 'admin']) expect(await codes('setUserRole', { id: somebody.userId, role }, narrow)).toEqual(['FORBIDDEN'])
    expect(await codes('setUserRole', { id: somebody.userId, role: 'analyst' }, { ...owner, scopes: ['*'] })).toEqual([])
    expect(await codes('setUserRole', { id: somebody.userId, role: 'member' }, narrow)).toEqual([])
  })

  it('leaves the brand an owner, also where two owners lower each other at once', async () => {
    const other = await reception.account('owner')
    const all = await Promise.all([codes('setUserRole', { id: other.userId, role: 'member' }, owner), codes('setUserRole', { id: owner.userId, role: 'member' }, other)])
    expect(await reception.rows('identity.users', `role = 'owner'`)).toHaveLength(1)
    expect(all.flat()).toHaveLength(1)
    await reception.alter(`update identity.users set role = 'owner' where id = '${owner.userId}'`)
    await reception.alter(`update identity.users set role = 'member' where id = '${other.userId}'`)
  })
})

describe('an account', () => {
  it('is locked and opened by others, in the states that allow it', async () => {
    expect(await codes('lockUser', { id: somebody.userId, reason: 'Looks taken over' }, admin)).toEqual([])
    expect(await codes('lockUser', { id: somebody.userId }, admin)).toEqual(['ILLEGAL_STATE'])
    expect(await codes('unlockUser', { id: somebody.userId }, admin)).toEqual([])
    expect(await codes('unlockUser', { id: somebody.userId }, admin)).toEqual(['ILLEGAL_STATE'])
    expect(await userRow(somebody)).toMatchObject({ status: 'ACTIVE', locked_until: null, failed_login_count: 0 })
  })

  it('that is closed has no session and no token left', async () => {
    await reception.session(somebody)
    expect(await codes('createPersonalAccessToken', { name: 'T', scopes: ['support.*'] }, somebody)).toEqual([])
    expect(await codes('deactivateUser', { id: somebody.userId }, admin)).toEqual([])
    expect(await reception.rows('identity.sessions', `user_id = '${somebody.userId}' and status = 'ACTIVE'`)).toEqual([])
    expect(await reception.rows('identity.personal_access_tokens', `user_id = '${somebody.userId}' and status = 'ACTIVE'`)).toEqual([])
    expect(await codes('reactivateUser', { id: somebody.userId }, admin)).toEqual([])
    expect(await userRow(somebody)).toMatchObject({ status: 'ACTIVE', deactivated_at: null })
  })

  it('of an owner is shut by owners, of the last one by nobody, and one\'s own never', async () => {
    expect(await codes('lockUser', { id: owner.userId }, admin)).toEqual(['FORBIDDEN'])
    expect(await codes('deactivateUser', { id: owner.userId })).toEqual(['FORBIDDEN'])
    const other = await reception.account('owner')
    expect(await codes('lockUser', { id: other.userId })).toEqual([])
    expect(await codes('unlockUser', { id: other.userId }, admin)).toEqual(['FORBIDDEN'])
    await reception.alter(`update identity.users set role = 'member' where id = '${other.userId}'`)
  })

  it('that holds more than the caller is not let in by the caller', async () => {
    await reception.alter(`update identity.users set role = 'admin', status = 'LOCKED' where id = '${somebody.userId}'`)
    expect(await codes('unlockUser', { id: somebody.userId }, officer)).toEqual(['FORBIDDEN'])
  })
})

describe('a clearance', () => {
  const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString()
  const wish = (more: Readonly<Record<string, unknown>> = {}) => ({ personId: somebody.personId, clearance: 'support_lead', reason: 'Leads the shift at night', expiresAt: inDays(30), ...more })

  async function asked(as: Person = admin): Promise<string> {
    const { clearanceGrant, userErrors } = payloadOf(await reception.send('grantClearance', wish(), { as }), 'grantClearance')
    if (!isObject(clearanceGrant) || typeof clearanceGrant.id !== 'string') throw new Error(JSON.stringify(userErrors))
    return clearanceGrant.id
  }
  const grantRow = async (id: string) => (await reception.rows('identity.clearance_grants', `id = '${id}'`))[0]

  it('takes two people beside the one who gets it', async () => {
    const id = await asked()
    expect(await codes('approveClearance', { id }, admin)).toEqual(['FORBIDDEN'])
    expect(await codes('approveClearance', { id }, { ...somebody, clearances: ['privacy_officer'], brandPermissions: OFFICE })).toEqual(['FOUR_EYES_REQUIRED'])
    expect(await codes('approveClearance', { id }, { ...officer, scopes: ['identity.clearance_grant.*'] })).toEqual(['FORBIDDEN'])
    expect(await codes('approveClearance', { id }, officer)).toEqual([])
    expect(await grantRow(id)).toMatchObject({ status: 'ACTIVE', granted_by_person_id: admin.personId, approved_by_person_id: officer.personId })
    expect(await codes('approveClearance', { id })).toEqual(['ILLEGAL_STATE'])
    const own = await asked(await reception.account('admin')).catch((error: unknown) => String(error))
    expect(own).toContain('DUPLICATE_GRANT')
    expect(await codes('revokeClearance', { id, reason: 'Has left the team' }, admin)).toEqual([])
    expect(await grantRow(id)).toMatchObject({ status: 'REVOKED', revoked_by_person_id: admin.personId })
  })

  it('is not approved by who asked for it, and can be refused', async () => {
    const id = await asked(owner)
    expect(await codes('approveClearance', { id })).toEqual(['FOUR_EYES_REQUIRED'])
    expect(await codes('rejectClearance', { id }, officer)).toEqual([])
    expect(await codes('revokeClearance', { id })).toEqual(['ILLEGAL_STATE'])
  })

  it.each([
    ['for oneself', { personId: 'SELF' }, ['FOUR_EYES_REQUIRED']],
    ['of an organization', { clearance: 'admin' }, ['VALIDATION_FAILED']],
    ['for longer than a year', { expiresAt: inDays(367) }, ['VALIDATION_FAILED']],
    ['that is over', { expiresAt: inDays(-1) }, ['VALIDATION_FAILED']],
    ['without a reason', { reason: 'because' }, ['VALIDATION_FAILED']],
    ['for nobody', { personId: randomUUID() }, ['NOT_FOUND']],
  ])('is not asked for %s', async (_name, more, expected) => {
    const input = Object.fromEntries(Object.entries(wish(more)).map(([name, value]) => [name, value === 'SELF' ? owner.personId : value]))
    expect(await codes('grantClearance', input)).toEqual(expected)
  })

  it('may be asked for again when its time is over', async () => {
    const id = await asked()
    expect(await codes('approveClearance', { id }, officer)).toEqual([])
    await reception.alter(`update identity.clearance_grants set created_at = now() - interval '9 days', expires_at = now() - interval '1 day' where id = '${id}'`)
    await asked()
    expect(await grantRow(id)).toMatchObject({ status: 'EXPIRED' })
  })
})
