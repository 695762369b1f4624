import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { issueDevelopmentToken } from '../../authenticate/development-token.ts'
import { staffedBrand } from '../../rights/testing/staffed-brand.ts'
import type { Employee, StaffedDatabase } from '../../rights/testing/staffed-brand.ts'
import { atPath, listAt } from '../harness/at-path.ts'
import type { Answer } from '../harness/door.ts'
import { openWorld } from '../harness/open-world.ts'
import type { World } from '../harness/open-world.ts'

let brand: StaffedDatabase
let world: World

beforeAll(async () => {
  brand = await staffedBrand()
  world = await openWorld({ connectionFor: brand.database.connectionFor, brand: 'staffed' })
})
afterAll(async () => {
  expect(world.faults()).toEqual([])
  await world.stop()
  await brand.drop()
})

const ask = (bearer: string, query: string, variables: unknown = {}): Promise<Answer> =>
  world.ask(query, { headers: { authorization: `Bearer ${bearer}`, 'idempotency-key': randomUUID() }, variables })

const as = ({ userId }: Employee): Promise<string> => issueDevelopmentToken(world.keys.envelope, { brandId: brand.brandId, userId })

/** Sends a command that must succeed; gives its payload. */
const send = async (who: Employee, command: string, input: Readonly<Record<string, unknown>>, selection: string): Promise<unknown> => {
  const type = `${command.charAt(0).toUpperCase()}${command.slice(1)}Input`
  const { data, codes } = await ask(await as(who), `mutation ($input: ${type}!) { ${command}(input: $input) { ${selection} userErrors { code path } } }`, { input })
  expect([codes, atPath(data, command, 'userErrors')]).toEqual([[], []])
  return atPath(data, command)
}

const roomsOf = async (bearer: string): Promise<readonly unknown[]> => listAt((await ask(bearer, '{ workspaces(first: 10) { nodes { id } } }')).data, 'workspaces', 'nodes').map(node => atPath(node, 'id'))
const roleId = async (key: string): Promise<string> => String((await brand.sql('select id from organization.roles where brand_id = $1 and key = $2 and org_id is null', [brand.brandId, key]))[0]?.id)
const assign = async (holder: Readonly<Record<string, string>>, key: string): Promise<string> =>
  String(atPath(await send(brand.owner, 'assignRole', { orgId: brand.orgId, roleId: await roleId(key), workspaceId: brand.workspaceIds[0], ...holder }, 'roleAssignment { id }'), 'roleAssignment', 'id'))

it('gives a role with the next request, and takes it with the next one', async () => {
  const member = await brand.member()
  const bearer = await as(member)
  expect(await roomsOf(bearer)).toEqual([])
  const id = await assign({ personId: member.personId }, 'workspace.viewer')
  expect(await roomsOf(bearer)).toEqual([brand.workspaceIds[0]])
  await send(brand.owner, 'revokeRoleAssignment', { id }, 'roleAssignment { status }')
  expect(await roomsOf(bearer)).toEqual([])
})

it('makes a token that works within its scopes until it is ended', async () => {
  const member = await brand.member()
  await assign({ personId: member.personId }, 'workspace.viewer')
  const made = await send(member, 'createPersonalAccessToken', { name: 'Night run', scopes: ['organization.workspace.read', 'identity.personal_access_token.*'] }, 'secret personalAccessToken { id name tokenPrefix }')
  const [secret, id] = [String(atPath(made, 'secret')), atPath(made, 'personalAccessToken', 'id')]
  expect(made).toMatchObject({ personalAccessToken: { name: 'Night run', tokenPrefix: secret.slice(0, 12) } })
  expect(await roomsOf(secret)).toEqual([brand.workspaceIds[0]])
  expect(atPath((await ask(secret, '{ organizations(first: 5) { nodes { id } } }')).data, 'organizations', 'nodes')).toEqual([])
  expect((await ask(secret, 'mutation { createPersonalAccessToken(input: { name: "x", scopes: ["organization.workspace.read"] }) { secret } }')).codes).toEqual(['FORBIDDEN'])
  await send(member, 'revokePersonalAccessToken', { id }, 'personalAccessToken { status }')
  expect((await ask(secret, '{ __typename }')).status).toBe(401)
})

it('makes a key that works for its account until it is ended', async () => {
  const { orgId, owner } = brand
  const account = String(atPath(await send(owner, 'createServiceAccount', { orgId, name: 'Importer', ownerPersonId: owner.personId }, 'serviceAccount { id }'), 'serviceAccount', 'id'))
  await assign({ serviceAccountId: account }, 'workspace.viewer')
  const made = await send(owner, 'createApiKey', { serviceAccountId: account, name: 'Primary', scope: 'organization.workspace.read' }, 'secret serviceAccountKey { id }')
  const secret = String(atPath(made, 'secret'))
  expect(await roomsOf(secret)).toEqual([brand.workspaceIds[0]])
  await send(owner, 'revokeApiKey', { id: atPath(made, 'serviceAccountKey', 'id') }, 'serviceAccountKey { status }')
  expect((await ask(secret, '{ __typename }')).status).toBe(401)
})

it('shows a member no more to colleagues, and colleagues no more to the member, once the member is removed', async () => {
  const [leaver, colleague] = [await brand.member(), await brand.member()]
  // as the events of their joining would have left it
  await brand.sql(
    `insert into identity.person_visibility (brand_id, person_id, user_id, org_id, source_type, source_id, source_version)
     select brand_id, person_id, user_id, org_id, 'MEMBER', id, row_version from organization.org_members where person_id = any($1)`, [[leaver.personId, colleague.personId]])
  await assign({ personId: leaver.personId }, 'workspace.viewer')
  await world.flush()
  const sees = async (who: Employee, { personId }: Employee): Promise<unknown> => atPath((await ask(await as(who), 'query ($id: ID!) { person(id: $id) { id } }', { id: personId })).data, 'person')
  expect([await sees(colleague, leaver), await sees(leaver, colleague)]).toEqual([{ id: leaver.personId }, { id: colleague.personId }])
  const [membership] = await brand.sql('select id from organization.org_members where person_id = $1', [leaver.personId])
  await send(brand.owner, 'removeMember', { id: membership?.id }, 'orgMember { status removedReason }')
  // rights end at once; who works where is told by events
  expect([await sees(leaver, colleague), await roomsOf(await as(leaver))]).toEqual([null, []])
  await world.flush()
  expect(await sees(colleague, leaver)).toBeNull()
})
