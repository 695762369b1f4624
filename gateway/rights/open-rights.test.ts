import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type pg from 'pg'
import { openClient } from '../../prisma/database/open-client.ts'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { personas } from '../../prisma/seed/personas.ts'
import { orgsHolding, workspacesHolding } from '../../schema/policy/permissions.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import type { IdentifiedInDevelopment } from '../authenticate/identified.ts'
import type { Holder } from './holder.ts'
import { openRights } from './open-rights.ts'
import type { Rights } from './open-rights.ts'

const database = testDatabase()
let rights: Rights
let client: pg.Client

beforeAll(async () => {
  rights = openRights({ connectionFor: database.connectionFor })
  client = await openClient(database.superuserUrl)
})
afterAll(async () => {
  await rights.close()
  await client.end()
})

const persona = (name: string) => {
  const found = personas.find(one => one.name === name)
  if (!found) throw new Error(name)
  return found
}

const as = (name: string, parts: Partial<IdentifiedInDevelopment> = {}): IdentifiedInDevelopment =>
  ({ via: 'DEVELOPMENT', brandId: persona(name).brandId, userId: persona(name).userId, scopes: [], purposes: [], exp: 0, ...parts })

const holder = async (name: string, parts: Partial<IdentifiedInDevelopment> = {}): Promise<Holder> => {
  const found = await rights.holderOf(as(name, parts))
  if (!found) throw new Error(`${name} has no rights`)
  return found
}

const principal = async (name: string, parts: Partial<IdentifiedInDevelopment> = {}): Promise<Principal> => ({ ...await holder(name, parts), purpose: 'SERVICE' })

describe('a persona', () => {
  it('member works in one workspace and knows the organization', async () => {
    const { orgs, workspaces } = persona('member')
    const member = await principal('member')
    expect(workspacesHolding(member, 'organization.workspace.read')).toEqual(workspaces)
    expect(workspacesHolding(member, 'billing.invoice.read')).toEqual([])
    expect(orgsHolding(member, 'organization.organization.read')).toEqual(orgs)
    expect(orgsHolding(member, 'organization.workspace.read')).toEqual([])
    expect(member).toMatchObject({ brandName: 'Acme', brandPermissions: [], clearances: [], personId: persona('member').personId })
  })

  it('admin administers three workspaces', async () => {
    const admin = await principal('admin')
    expect([...workspacesHolding(admin, 'organization.workspace.update')].sort()).toEqual([...persona('admin').workspaces].sort())
    expect(new Set(admin.assignments.filter(({ workspaceId }) => workspaceId !== undefined).map(({ clearance }) => clearance))).toEqual(new Set(['admin']))
  })

  it('billing-admin looks after the bills of the organization', async () => {
    const billing = await principal('billing-admin')
    expect(orgsHolding(billing, 'billing.invoice.read')).toEqual(persona('billing-admin').orgs)
    expect(billing.assignments.map(({ clearance }) => clearance)).toContain('billing_admin')
  })

  it.each(['support', 'support-lead', 'analyst', 'auditor', 'privacy-officer'])('%s has the clearances of the brand that it is known for', async name => {
    const staff = await holder(name)
    expect([...staff.clearances].sort()).toEqual([...persona(name).clearances].sort())
    expect(staff.brandPermissions).toEqual(expect.arrayContaining([expect.stringMatching(/^audit\./)]))
    expect(staff.brandPermissions).not.toContain('*')
  })

  it('of one brand is nobody in another', async () => {
    expect(await rights.holderOf(as('member', { brandId: persona('other-brand-admin').brandId }))).toBeUndefined()
  })
})

describe('a ceiling', () => {
  it('narrows patterns, of places and of the brand', async () => {
    const scopes = ['organization.workspace.read', 'audit.log.read']
    const admin = await holder('admin', { scopes })
    expect(admin.assignments.flatMap(({ permissions }) => permissions).every(one => one === 'organization.workspace.read')).toBe(true)
    expect((await holder('auditor', { scopes })).brandPermissions).toEqual(expect.arrayContaining(scopes))
    expect((await holder('auditor', { scopes })).brandPermissions).toHaveLength(2)
  })
})

describe('working in somebody’s name', () => {
  it('brings the rights of both', async () => {
    const both = await holder('support-lead', { onBehalfOf: { userId: persona('member').userId, scopes: [] } })
    expect(both.clearances).toEqual(['support', 'support_lead'])
    expect(both.onBehalfOf).toMatchObject({ personId: persona('member').personId, clearances: [], brandPermissions: [] })
    expect(both.onBehalfOf?.assignments.length).toBeGreaterThan(0)
  })

  it('is nobody where the person is not there', async () => {
    expect(await rights.holderOf(as('support-lead', { onBehalfOf: { userId: randomUUID(), scopes: [] } }))).toBeUndefined()
  })
})

describe('the same holder', () => {
  it('comes back while nothing has changed', async () => {
    expect(await holder('member')).toBe(await holder('member'))
    expect(await holder('member')).not.toBe(await holder('member', { scopes: ['*'] }))
  })
})

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

describe('a personal token', () => {
  const { brandId, personId, userId } = persona('member')
  const insert = async (parts: { status?: string, expires?: string, scopes?: string[] } = {}): Promise<string> => {
    const secret = hash(randomUUID())
    const { status = 'ACTIVE', expires = '1 day', scopes = ['organization.*'] } = parts
    await client.query(
      `insert into identity.personal_access_tokens (brand_id, person_id, user_id, name, token_prefix, token_hash, scopes, allowed_cidrs, created_at, expires_at, status, revoked_at, revoked_reason)
       values ($1, $2, $3, 'test', 'vgp_00000000', $4, $5, '{10.0.0.0/8}', now() - interval '2 days', now() + $6::interval, $7, $8, $9)`,
      [brandId, personId, userId, secret, scopes, expires, status, status === 'REVOKED' ? new Date() : null, status === 'REVOKED' ? 'USER' : null])
    return secret
  }
  const bring = (...hashes: readonly string[]): Promise<Holder | undefined> => rights.holderOf({ via: 'TOKEN', brandId, hashes })

  it('is narrowed to its scopes, its networks and its end', async () => {
    const found = await bring(await insert())
    expect(found).toMatchObject({ scopes: ['organization.*'], allowedCidrs: ['10.0.0.0/8'], hashIsOld: false, personId })
    expect(found?.expiresAt).toBeGreaterThan(Date.now() + 80_000_000)
    expect(found?.credentialId).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('is told to be old where another version of the key found it', async () => {
    expect(await bring(hash('newer'), await insert())).toMatchObject({ hashIsOld: true })
  })

  it.each([[{ status: 'REVOKED' }], [{ expires: '-1 hour' }]])('opens nothing with %j', async parts => {
    expect(await bring(await insert(parts))).toBeUndefined()
  })

  it('opens nothing under another brand, another kind, or with a hash that nobody has', async () => {
    const secret = await insert()
    expect(await rights.holderOf({ via: 'TOKEN', brandId: persona('other-brand-admin').brandId, hashes: [secret] })).toBeUndefined()
    expect(await rights.holderOf({ via: 'SESSION', brandId, hashes: [secret] })).toBeUndefined()
    expect(await rights.holderOf({ via: 'KEY', brandId, hashes: [secret] })).toBeUndefined()
    expect(await bring(hash('nobody'))).toBeUndefined()
  })
})

describe('a look-up', () => {
  // a database that was filled a moment ago knows nothing of its tables yet, and takes any index for as good as another
  beforeAll(async () => {
    await client.query('analyze identity.users, identity.persons, identity.personal_access_tokens, identity.sessions, identity.clearance_grants')
    await client.query(`analyze ${['organizations', 'org_members', 'roles', 'role_assignments', 'workspaces', 'service_accounts', 'service_account_keys'].map(name => `organization.${name}`).join(', ')}`)
  })

  const rowsRead = async (): Promise<number> => {
    const { rows } = await client.query(`select coalesce(sum(seq_tup_read + idx_tup_fetch), 0) as n from pg_stat_xact_user_tables`)
    return Number(rows[0]?.n)
  }
  /** Rows that a statement reads, hits and misses alike; small tables are read as large ones would be. */
  const reads = async (statement: string): Promise<number> => {
    await client.query('begin; set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off')
    const before = await rowsRead()
    await client.query(statement)
    const after = await rowsRead()
    await client.query('rollback')
    return after - before
  }
  const { brandId, userId, personId } = persona('member')
  const nobody = `'{${hash('nobody')}}'`

  it.each([
    // eight, and what other tests give this account meanwhile
    ['an account', `select identity.caller('${brandId}', '${userId}', null, null, null, null)`, 80],
    ['a subject', `select identity.caller('${brandId}', null, 'https://login.example.com/realms/acme', 'nobody', null, null)`, 1],
    ['a token', `select identity.caller('${brandId}', null, null, null, 'TOKEN', ${nobody})`, 1],
    ['a session', `select identity.caller('${brandId}', null, null, null, 'SESSION', ${nobody})`, 1],
    ['a key', `select organization.key_caller('${brandId}', ${nobody})`, 1],
    // cold only; the few roles and workspaces of a small brand may be read as a whole
    ['the places of a person', `select organization.caller('${brandId}', '${personId}')`, 400],
    ['whether anything has changed', `select identity.caller_stamp('${brandId}', '${userId}', null, null), organization.caller_stamp('${brandId}', '${personId}', null)`, 60],
    ['whether a token has changed', `select identity.caller_stamp('${brandId}', '${userId}', 'TOKEN', '${userId}')`, 60],
    ['whether a key has changed', `select organization.caller_stamp('${brandId}', null, '${userId}')`, 0],
  ])('of %s reads the rows that it is about', async (_, statement, most) => {
    await reads(statement)
    expect(await reads(statement)).toBeLessThanOrEqual(most)
  })

  it('of something else reads more, so these figures mean something', async () => {
    expect(await reads(`select count(*) from identity.users where brand_id = '${brandId}' and locale = 'none'`)).toBeGreaterThan(500)
  })
})
