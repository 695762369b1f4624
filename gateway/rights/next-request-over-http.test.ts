import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadKeys } from '../../prisma/database/keys.ts'
import { readSettings } from '../../prisma/database/settings.ts'
import { issueDevelopmentToken } from '../authenticate/development-token.ts'
import { openAuthentication } from '../authenticate/open-authentication.ts'
import type { Authentication } from '../authenticate/open-authentication.ts'
import { atPath, listAt } from '../e2e/harness/at-path.ts'
import type { Answer } from '../e2e/harness/door.ts'
import { openWorld } from '../e2e/harness/open-world.ts'
import type { World } from '../e2e/harness/open-world.ts'
import { TEST_KEYS } from '../e2e/harness/test-keys.ts'
import { staffedBrand } from './testing/staffed-brand.ts'
import type { Employee, StaffedBrand } from './testing/staffed-brand.ts'

/** Three gateways that share nothing but the database; commands go to the first, and the next request to each of them. */

const keys = loadKeys({ mode: 'distributed', folder: '', environment: TEST_KEYS })
const settings = readSettings({ VEIL_ENVIRONMENT: 'development', VEIL_DEFAULT_BRAND: 'staffed' })
let brand: StaffedBrand
let doors: readonly Authentication[] = []
let worlds: readonly World[] = []

beforeAll(async () => {
  brand = await staffedBrand()
  const { connectionFor } = brand.database
  doors = [0, 1, 2].map(() => openAuthentication({ settings, keys, connectionFor }))
  worlds = await Promise.all(doors.map(({ authenticate }, place) => openWorld({ connectionFor, authenticate, isQuiet: place > 0 })))
})
afterAll(async () => {
  await Promise.all(worlds.map(world => world.stop()))
  await Promise.all(doors.map(door => door.close()))
  await brand?.drop()
})

const tokenOf = ({ userId }: Employee, purposes?: readonly string[]): Promise<string> => issueDevelopmentToken(keys.envelope, { brandId: brand.brandId, userId, purposes })
const asking = (token: string, query: string, { variables, headers = {} }: { variables?: unknown, headers?: Readonly<Record<string, string>> } = {}) =>
  (world: World): Promise<Answer> => world.ask(query, { variables, headers: { authorization: `Bearer ${token}`, ...headers } })
const everywhere = (ask: (world: World) => Promise<Answer>): Promise<readonly Answer[]> => Promise.all(worlds.map(ask))

const INPUTS: Readonly<Record<string, string>> = { breakGlass: 'BreakGlassInput' }

/** Runs a command at the first gateway; answers its payload. */
const command = async (token: string, name: string, selection: string, input: object, headers: Readonly<Record<string, string>> = {}): Promise<unknown> => {
  const [first] = worlds
  if (!first) throw new Error('no gateway')
  const type = INPUTS[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { code path } } }`
  const { data, text } = await asking(token, query, { variables: { input: { idempotencyKey: randomUUID(), ...input } }, headers })(first)
  const payload = atPath(data, name)
  expect(listAt(payload, 'userErrors'), text).toEqual([])
  return payload
}

const figures: string[] = []

/** The answers of all three to the first request after a command, and how long after its answer the last one had come. */
const afterwards = async (name: string, ask: (world: World) => Promise<Answer>): Promise<readonly Answer[]> => {
  const answered = performance.now()
  const answers = await everywhere(ask)
  figures.push(`${name}: ${(performance.now() - answered).toFixed(1)} ms`)
  return answers
}
const places = ({ data }: Answer): readonly unknown[] => listAt(data, 'workspaces', 'nodes').map(node => atPath(node, 'id'))

describe('the first request after a command, at three gateways,', () => {
  it('has a role that was given, and has it no longer once it is taken', async () => {
    const [member, owner] = [await brand.member(), await tokenOf(brand.owner)]
    const look = asking(await tokenOf(member), '{ workspaces { nodes { id } } }')
    expect((await everywhere(look)).map(places)).toEqual([[], [], []])
    const [workspaceId] = brand.workspaceIds
    const [role] = await brand.sql(`select id from organization.roles where brand_id = $1 and key = 'workspace.viewer'`, [brand.brandId])
    const given = await command(owner, 'assignRole', 'roleAssignment { id }', { orgId: brand.orgId, roleId: role?.id, personId: member.personId, workspaceId })
    expect((await afterwards('role given', look)).map(places)).toEqual([[workspaceId], [workspaceId], [workspaceId]])
    await command(owner, 'revokeRoleAssignment', 'roleAssignment { id }', { id: atPath(given, 'roleAssignment', 'id') })
    expect((await afterwards('role taken', look)).map(places)).toEqual([[], [], []])
  })

  it('is nobody’s of the organization once the member is removed', async () => {
    const member = await brand.member()
    const look = asking(await tokenOf(member), '{ organizations { nodes { id } } }')
    const orgs = ({ data }: Answer) => listAt(data, 'organizations', 'nodes').length
    expect((await everywhere(look)).map(orgs)).toEqual([1, 1, 1])
    const [row] = await brand.sql(`select id from organization.org_members where person_id = $1`, [member.personId])
    await command(await tokenOf(brand.owner), 'removeMember', 'orgMember { id }', { id: row?.id })
    expect((await afterwards('member removed', look)).map(orgs)).toEqual([0, 0, 0])
  })

  it('is refused with a personal token that was revoked', async () => {
    const own = await tokenOf(await brand.member())
    const made = await command(own, 'createPersonalAccessToken', 'secret personalAccessToken { id }', { name: 'test', scopes: ['organization.*'] })
    const look = asking(String(atPath(made, 'secret')), '{ me { kind } }')
    expect((await everywhere(look)).map(({ status }) => status)).toEqual([200, 200, 200])
    await command(own, 'revokePersonalAccessToken', 'personalAccessToken { id }', { id: atPath(made, 'personalAccessToken', 'id') })
    expect((await afterwards('token revoked', look)).map(({ status, codes }) => [status, ...codes])).toEqual(Array.from({ length: 3 }, () => [401, 'UNAUTHENTICATED']))
  })

  it('is refused with a key that was revoked', async () => {
    const owner = await tokenOf(brand.owner)
    const { accountId } = await brand.key('support.*')
    await brand.sql(`update organization.service_accounts set allowed_cidrs = '{}' where id = $1`, [accountId])
    const made = await command(owner, 'createApiKey', 'secret serviceAccountKey { id }', { serviceAccountId: accountId, name: 'test', scope: 'support.*' })
    const look = asking(String(atPath(made, 'secret')), '{ me { kind serviceAccountId } }')
    expect((await everywhere(look)).map(({ data }) => atPath(data, 'me', 'serviceAccountId'))).toEqual([accountId, accountId, accountId])
    await command(owner, 'revokeApiKey', 'serviceAccountKey { id }', { id: atPath(made, 'serviceAccountKey', 'id') })
    expect((await afterwards('key revoked', look)).map(({ status }) => status)).toEqual([401, 401, 401])
  })

  it('is without a clearance that was revoked', async () => {
    const officer = await brand.person()
    const id = await brand.grant(officer, 'privacy_officer')
    const look = asking(await tokenOf(officer), '{ me { clearance } }')
    const clearances = ({ data }: Answer) => atPath(data, 'me', 'clearance')
    expect((await everywhere(look)).map(clearances)).toEqual(Array.from({ length: 3 }, () => ['PRIVACY_OFFICER']))
    await command(await tokenOf(await brand.person('owner')), 'revokeClearance', 'clearanceGrant { id }', { id, reason: 'no longer needed for the work' })
    expect((await afterwards('clearance revoked', look)).map(clearances)).toEqual([[], [], []])
  })

  it('is refused with an emergency access that was ended', async () => {
    const lead = await brand.person('support')
    await brand.grant(lead, 'support_lead')
    const token = await tokenOf(lead, ['SECURITY', 'SUPPORT'])
    const headers = { 'x-veil-purpose': 'SECURITY' }
    const opened = await command(token, 'breakGlass', 'capability breakGlassGrant { id }', {
      subjectPersonId: brand.owner.personId, categories: ['CONTACT'], purpose: 'SECURITY', minutes: 15,
      reason: 'the account seems to be taken over and has to be checked', ticket: 'incident 42',
    }, headers)
    await worlds[0]?.flush()
    const look = asking(token, '{ me { kind } }', { headers: { ...headers, 'x-veil-break-glass': String(atPath(opened, 'capability')) } })
    expect((await everywhere(look)).map(({ status }) => status)).toEqual([200, 200, 200])
    await command(token, 'endBreakGlass', 'breakGlassGrant { id }', { id: atPath(opened, 'breakGlassGrant', 'id') }, headers)
    expect((await afterwards('emergency access ended', look)).map(({ codes }) => codes)).toEqual([['BREAK_GLASS_REFUSED'], ['BREAK_GLASS_REFUSED'], ['BREAK_GLASS_REFUSED']])
  })

  it('saw each change; from the answer of the command to the last of three refusals it took', () => {
    process.stdout.write(`${figures.join('\n')}\n`)
    expect(figures).toHaveLength(7)
  })
})
