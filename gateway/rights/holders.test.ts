import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orgsHolding, workspacesHolding } from '../../schema/policy/permissions.ts'
import type { Identified } from '../authenticate/identified.ts'
import { openRights } from './open-rights.ts'
import type { Rights } from './open-rights.ts'
import { staffedBrand } from './testing/staffed-brand.ts'
import type { Employee, StaffedDatabase } from './testing/staffed-brand.ts'

let brand: StaffedDatabase
let rights: Rights

beforeAll(async () => {
  brand = await staffedBrand()
  rights = openRights({ connectionFor: brand.database.connectionFor, hashKeyVersion: 2 })
})
afterAll(async () => {
  await rights?.close()
  await brand?.drop()
})

const account = ({ userId }: Employee): Identified => ({ via: 'DEVELOPMENT', brandId: brand.brandId, userId, scopes: [], purposes: [], exp: 0 })
const issued = ({ userId }: Employee, parts: object = {}): Identified =>
  ({ via: 'OIDC', brandId: brand.brandId, issuer: 'https://issuer.test', subject: userId, scopes: [], purposes: [], exp: 0, ...parts })
const brought = (via: 'TOKEN' | 'KEY' | 'SESSION', ...hashes: readonly string[]): Identified => ({ via, brandId: brand.brandId, hashes })

const principalOf = async (who: Identified) => {
  const holder = await rights.holderOf(who)
  if (!holder) throw new Error('nobody')
  return { ...holder, purpose: 'SERVICE' } as const
}

describe('a service account', () => {
  it('of one workspace works there alone, by every role it was given', async () => {
    const [here] = brand.workspaceIds
    const { hash, accountId } = await brand.key('organization.*', { workspaceId: here, role: 'org.admin' })
    const machine = await principalOf(brought('KEY', hash))
    expect(machine).toMatchObject({ kind: 'SERVICE_ACCOUNT', id: accountId, serviceAccountId: accountId, allowedCidrs: ['192.0.2.0/24'], clearances: [], brandPermissions: [] })
    expect(machine).not.toHaveProperty('personId')
    expect(orgsHolding(machine, 'organization.workspace.update')).toEqual([])
    expect(workspacesHolding(machine, 'organization.workspace.update')).toEqual([here])
    expect(workspacesHolding(machine, 'support.ticket.read')).toEqual([])
  })

  it('of the organization works where its roles are', async () => {
    const machine = await principalOf(brought('KEY', (await brand.key('*')).hash))
    expect([...workspacesHolding(machine, 'support.ticket.read')].sort()).toEqual([...brand.workspaceIds].sort())
    expect(machine.assignments.every(({ clearance }) => clearance === 'member')).toBe(true)
  })

  it('reads raw values by words that a second person approved, and by no others', async () => {
    const scope = 'support.* pii.contact.reveal'
    expect((await principalOf(brought('KEY', (await brand.key(scope)).hash))).scopes).toEqual(['support.*'])
    expect((await principalOf(brought('KEY', (await brand.key(scope, { approved: true })).hash))).scopes).toEqual(['support.*', 'pii.contact.reveal'])
  })

  it('whose key says nothing else than words without effect is nobody', async () => {
    expect(await rights.holderOf(brought('KEY', (await brand.key('pii.contact.reveal')).hash))).toBeUndefined()
  })
})

describe('somebody from an issuer', () => {
  it('is the account with this subject at this issuer', async () => {
    const employee = await brand.member()
    expect(await principalOf(issued(employee))).toMatchObject({ id: employee.userId, personId: employee.personId })
    expect(await rights.holderOf(issued(employee, { issuer: 'https://other.test' }))).toBeUndefined()
    expect(await rights.holderOf(issued(employee, { subject: randomUUID() }))).toBeUndefined()
  })

  it('whom somebody else impersonates is worked for by that one, within both', async () => {
    const [subject, actor] = [await brand.member(), await brand.person('support')]
    const both = await principalOf(issued(subject, { actor: { issuer: 'https://issuer.test', subject: actor.userId } }))
    expect(both).toMatchObject({ id: actor.userId, clearances: ['support'], onBehalfOf: { id: subject.userId, personId: subject.personId, clearances: [] } })
    expect(orgsHolding(both, 'organization.organization.read')).toEqual([brand.orgId])
    expect(orgsHolding(both, 'billing.invoice.read')).toEqual([])
  })

  it('is nobody as soon as the link is cut', async () => {
    const employee = await brand.member()
    await principalOf(issued(employee))
    await brand.sql(`update identity.users set idp_subject = $2 where id = $1`, [employee.userId, randomUUID()])
    expect(await rights.holderOf(issued(employee))).toBeUndefined()
  })
})

describe('an account role', () => {
  it('runs the brand for its owner and administrators, and shows them no value', async () => {
    for (const role of ['owner', 'admin']) expect(await principalOf(account(await brand.person(role)))).toMatchObject({ brandPermissions: ['*'], clearances: [], assignments: [] })
    expect(await principalOf(account(await brand.person('member')))).toMatchObject({ brandPermissions: [], clearances: [], assignments: [] })
  })
})

describe('time', () => {
  it('ends a role and begins another without anything being written', async () => {
    const employee = await brand.member()
    const [first, second] = brand.workspaceIds
    await brand.assign(employee, 'workspace.viewer', { workspaceId: first, startsIn: '-1 hour', expiresIn: '700 milliseconds' })
    await brand.assign(employee, 'workspace.viewer', { workspaceId: second, startsIn: '700 milliseconds' })
    const before = await principalOf(account(employee))
    expect(workspacesHolding(before, 'support.ticket.read')).toEqual([first])
    expect(before.expiresAt).toBeLessThan(Date.now() + 700)
    await new Promise(resolve => { setTimeout(resolve, 800) })
    expect(workspacesHolding(await principalOf(account(employee)), 'support.ticket.read')).toEqual([second])
  })
})

describe('use', () => {
  it('keeps a session awake, and is written once a minute', async () => {
    const hash = await brand.session(await brand.member())
    const who = brought('SESSION', hash)
    const read = async () => (await brand.sql(
      `select row_version, extract(epoch from idle_expires_at - now()) as left from identity.sessions where session_token = $1`, [hash]))[0]
    const own = openRights({ connectionFor: brand.database.connectionFor })
    const holder = await own.holderOf(who)
    if (!holder) throw new Error('nobody')
    for (let i = 0; i < 3; i++) own.used(holder, who)
    await own.close()
    expect(await read()).toMatchObject({ row_version: 2 })
    expect(Number((await read())?.left)).toBeGreaterThan(9 * 60)
  })

  it('of a token leaves time and address, changes no right, and renews an old hash', async () => {
    const old = await brand.token(await brand.member(), ['organization.*'])
    const fresh = old.replace(/^./, digit => (digit === '0' ? '1' : '0'))
    const who = brought('TOKEN', fresh, old)
    const own = openRights({ connectionFor: brand.database.connectionFor, hashKeyVersion: 2 })
    const holder = await own.holderOf(who)
    if (!holder) throw new Error('nobody')
    own.used(holder, who, '192.0.2.7')
    expect(await own.holderOf(who)).toBe(holder)
    await own.close()
    expect(await brand.sql(`select last_used_ip::text as address, hash_key_version as version from identity.personal_access_tokens where token_hash = $1`, [fresh]))
      .toEqual([{ address: '192.0.2.7/32', version: 2 }])
    expect((await principalOf(who)).hashIsOld).toBe(false)
  })

  it('of a key leaves it at the key and its account, and counts as no change of rights', async () => {
    const { hash, accountId } = await brand.key('support.*')
    const own = openRights({ connectionFor: brand.database.connectionFor })
    const version = async () => (await brand.sql(`select authz_version from organization.organizations where id = $1`, [brand.orgId]))[0]
    const before = await version()
    const holder = await own.holderOf(brought('KEY', hash))
    if (!holder) throw new Error('nobody')
    own.used(holder, brought('KEY', hash), '192.0.2.9')
    await own.close()
    expect(await brand.sql(`select last_used_at is not null as used from organization.service_accounts where id = $1
      union all select last_used_at is not null from organization.service_account_keys where api_key_hash = $2`, [accountId, hash])).toEqual([{ used: true }, { used: true }])
    expect(await version()).toEqual(before)
  })
})

describe('a database that cannot be asked', () => {
  it('lets nobody in, those who were known before neither', async () => {
    const faults: unknown[] = []
    let url = brand.database.connectionFor('vg_gateway')
    const own = openRights({ connectionFor: () => url, onFault: cause => void faults.push(cause) })
    const who = account(await brand.member())
    expect(await own.holderOf(who)).toBeDefined()
    await brand.sql(`revoke execute on function identity.caller_stamp(uuid, uuid, text, uuid), identity.caller(uuid, uuid, text, text, text, text[]) from vg_gateway`)
    try {
      await expect(own.holderOf(who)).rejects.toMatchObject({ extensions: { code: 'RIGHTS_UNAVAILABLE', http: { status: 503 } } })
    } finally {
      await brand.sql(`grant execute on function identity.caller_stamp(uuid, uuid, text, uuid), identity.caller(uuid, uuid, text, text, text, text[]) to vg_gateway`)
    }
    expect(await own.holderOf(who)).toBeDefined()
    expect(faults).toHaveLength(1)
    url = 'postgresql://nobody@127.0.0.1:1/none'
    const lost = openRights({ connectionFor: () => url })
    await expect(lost.holderOf(who)).rejects.toMatchObject({ extensions: { code: 'RIGHTS_UNAVAILABLE' } })
    await Promise.all([own.close(), lost.close()])
  })
})
