import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ScratchDatabase } from '../database/test-database.ts'
import type { RuleSession } from './rule-session.ts'
import { migratedDatabase, openRuleSession } from './rule-session.ts'

const brand = randomUUID()
const someone = randomUUID()

let database: ScratchDatabase
let session: RuleSession
let other: RuleSession
let role: string

beforeAll(async () => {
  database = await migratedDatabase()
  session = await openRuleSession(database, 'vg_organization', brand)
  other = await openRuleSession(database, 'vg_organization', brand)
  role = await session.add('organization.roles', { key: 'org.member', name: 'Member', level: 'ORG', permissions: ['organization.role.read'], is_system: true })
})
afterAll(async () => {
  await Promise.all([session.close(), other.close()])
  await database.drop()
})

const anOrganization = (): Promise<string> => session.add('organization.organizations', { name: 'One', slug: `one-${randomUUID()}`, owner_person_id: someone, created_by_person_id: someone })
const aMember = (org: string, by = session): Promise<string> => by.add('organization.org_members', { org_id: org, person_id: randomUUID(), base_role_id: role })
const versionOf = async (org: string): Promise<number> => Number((await session.rows('select authz_version from organization.organizations where id = $1', [org]))[0]?.['authz_version'])

/** By how much the number of an organization grows. */
async function growth(org: string, run: () => Promise<unknown>): Promise<number> {
  const before = await versionOf(org)
  await run()
  return await versionOf(org) - before
}

describe('the number of an organization', () => {
  it('grows with every row that rights follow from, and with every change of one', async () => {
    const org = await anOrganization()
    const ids: Record<string, string> = {}
    const rows: readonly (readonly [string, () => Readonly<Record<string, unknown>>, string])[] = [
      ['org_members', () => ({ org_id: org, person_id: someone, base_role_id: role }), `status = 'SUSPENDED', suspended_at = now()`],
      ['roles', () => ({ org_id: org, key: 'own', name: 'Own', level: 'ORG', permissions: ['organization.role.read'] }), `permissions = '{organization.role.read,organization.workspace.read}'`],
      ['workspaces', () => ({ org_id: org, name: 'W', slug: `w-${randomUUID()}`, created_by_person_id: someone }), `status = 'SUSPENDED'`],
      ['service_accounts', () => ({ org_id: org, name: 'S', owner_person_id: someone, created_by_person_id: someone }), `allowed_cidrs = '{203.0.113.0/26}'`],
      ['role_assignments', () => ({ org_id: org, role_id: role, person_id: someone }), `status = 'REVOKED', revoked_at = now()`],
      ['service_account_keys', () => ({ org_id: org, service_account_id: ids['service_accounts'], name: 'K', key_prefix: 'vgs_12345678', api_key_hash: 'a'.repeat(64), scope: '*' }), `status = 'REVOKED', revoked_at = now()`],
    ]
    for (const [table, row, change] of rows) {
      expect([table, await growth(org, async () => { ids[table] = await session.add(`organization.${table}`, row()) })]).toEqual([table, 1])
      expect([table, await growth(org, () => session.rows(`update organization.${table} set ${change} where id = $1`, [ids[table]]))]).toEqual([table, 1])
    }
    for (const table of Object.keys(ids).toReversed().filter((name) => name !== 'service_account_keys' && name !== 'service_accounts')) {
      expect([table, await growth(org, () => session.rows(`delete from organization.${table} where id = $1`, [ids[table]]))]).toEqual([table, 1])
    }
    expect(await growth(org, () => session.rows(`update organization.organizations set owner_person_id = $2 where id = $1`, [org, randomUUID()]))).toBe(1)
  })

  it('stays where nothing changes that a right follows from', async () => {
    const org = await anOrganization()
    const account = await session.add('organization.service_accounts', { org_id: org, name: 'S', owner_person_id: someone, created_by_person_id: someone })
    const workspace = await session.add('organization.workspaces', { org_id: org, name: 'W', slug: `w-${randomUUID()}`, created_by_person_id: someone })
    expect(await growth(org, async () => {
      await session.rows('update organization.service_accounts set last_used_at = now() where id = $1', [account])
      await session.rows(`update organization.workspaces set plan_tier = 'team', seat_count = 9 where id = $1`, [workspace])
    })).toBe(0)
  })

  it('grows once in a transaction, and not for an organization that the transaction makes', async () => {
    const org = await anOrganization()
    expect(await growth(org, () => session.refusalOf(async () => {
      await aMember(org)
      await aMember(org)
      await session.rows('update organization.org_members set base_role_id = base_role_id, status = $2, suspended_at = now() where org_id = $1', [org, 'SUSPENDED'])
    }))).toBe(1)
    let made = ''
    await session.refusalOf(async () => {
      made = await anOrganization()
      await aMember(made)
    })
    expect(await versionOf(made)).toBe(1)
  })

  it('cannot be set back', async () => {
    const org = await anOrganization()
    expect(await growth(org, () => session.rows('update organization.organizations set authz_version = 0 where id = $1', [org]))).toBe(1)
  })

  it('lets two statements over the same organizations wait for each other and both be done', async () => {
    const orgs = [await anOrganization(), await anOrganization()]
    const members = await Promise.all(orgs.map((org) => aMember(org)))
    const change = (by: RuleSession, cause: string): Promise<string> => by.refusal(`update organization.org_members set suspended_by_person_id = $2 where id = any($1)`, [members.toReversed(), cause])
    const before = await Promise.all(orgs.map(versionOf))
    expect(await Promise.all([change(session, randomUUID()), change(other, randomUUID())])).toEqual(['accepted', 'accepted'])
    expect(await Promise.all(orgs.map(versionOf))).toEqual(before.map((version) => version + 2))
  })
})
