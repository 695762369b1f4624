import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { KeyRing } from '../../../schema/policy/key-ring.ts'
import { issueDevelopmentToken } from '../../authenticate/development-token.ts'
import { atPath, listAt } from '../../e2e/harness/at-path.ts'
import type { Answer, Door } from '../../e2e/harness/door.ts'
import type { Employee, StaffedBrand } from './staffed-brand.ts'

/** Gateways that share nothing but the database; commands go to the first. */
export interface NextRequestGround {
  readonly brand: StaffedBrand
  readonly keys: KeyRing
  readonly doors: readonly [Pick<Door, 'ask'>, ...Pick<Door, 'ask'>[]]
  /** Resolves when what was committed has arrived at those who keep a copy. */
  flush(): Promise<void>
}

/** One right and what takes or gives it. */
export interface NextRequestCase {
  readonly name: string
  /** Makes somebody who has, or lacks, the right. */
  prepare(ground: NextRequestGround): Promise<NextRequestTurn>
}

/** What somebody asks, and how the answer changes. */
export interface NextRequestTurn {
  ask(door: Pick<Door, 'ask'>): Promise<Answer>
  /** What is looked at in an answer, as a text. */
  read(answer: Answer): string
  readonly before: string
  readonly after: string
  /** Resolves with the answer of the command that changes it. */
  change(): Promise<unknown>
}

const INPUTS: Readonly<Record<string, string>> = { breakGlass: 'BreakGlassInput' }
const SECURITY = { 'x-veil-purpose': 'SECURITY' }

const tokenOf = ({ brand, keys }: NextRequestGround, { userId }: Employee, purposes?: readonly string[]): Promise<string> =>
  issueDevelopmentToken(keys, { brandId: brand.brandId, userId, purposes })

const asking = (token: string, query: string, headers: Readonly<Record<string, string>> = {}) =>
  (door: Pick<Door, 'ask'>): Promise<Answer> => door.ask(query, { headers: { authorization: `Bearer ${token}`, ...headers } })

interface Command {
  readonly token: string
  readonly name: string
  readonly selection: string
  readonly input: object
  readonly headers?: Readonly<Record<string, string>>
}

/** Runs a command at the first gateway; answers its payload. */
const command = async ({ doors: [first] }: NextRequestGround, { token, name, selection, input, headers = {} }: Command): Promise<unknown> => {
  const type = INPUTS[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { code path } } }`
  const { data, text } = await first.ask(query, { variables: { input: { idempotencyKey: randomUUID(), ...input } }, headers: { authorization: `Bearer ${token}`, ...headers } })
  const payload = atPath(data, name)
  if (payload === undefined || payload === null || listAt(payload, 'userErrors').length > 0) throw new Error(`${name}: ${text}`)
  return payload
}

const idsOf = (...path: readonly string[]) => ({ data }: Answer): string => JSON.stringify(listAt(data, ...path, 'nodes').map(node => atPath(node, 'id')))
const statusOf = ({ status, codes }: Answer): string => [status, ...codes].join(' ')
const idOf = async (brand: StaffedBrand, text: string, value: string): Promise<unknown> => (await brand.sql(text, [value]))[0]?.id

const roleOf = (brand: StaffedBrand): Promise<unknown> => idOf(brand, `select id from organization.roles where brand_id = $1 and key = 'workspace.viewer'`, brand.brandId)

const WORKSPACES = '{ workspaces { nodes { id } } }'

const giveRole = async (ground: NextRequestGround, member: Employee): Promise<unknown> => {
  const { brand } = ground
  const { orgId, workspaceIds: [workspaceId] } = brand
  const input = { orgId, roleId: await roleOf(brand), personId: member.personId, workspaceId }
  return command(ground, { token: await tokenOf(ground, brand.owner), name: 'assignRole', selection: 'roleAssignment { id }', input })
}

const places = (brand: StaffedBrand): string => JSON.stringify([brand.workspaceIds[0]])

export const NEXT_REQUEST_CASES: readonly NextRequestCase[] = [
  {
    name: 'role given',
    async prepare(ground) {
      const member = await ground.brand.member()
      return {
        ask: asking(await tokenOf(ground, member), WORKSPACES), read: idsOf('workspaces'), before: '[]', after: places(ground.brand),
        change: () => giveRole(ground, member),
      }
    },
  },
  {
    name: 'role taken',
    async prepare(ground) {
      const member = await ground.brand.member()
      const given = await giveRole(ground, member)
      const token = await tokenOf(ground, ground.brand.owner)
      return {
        ask: asking(await tokenOf(ground, member), WORKSPACES), read: idsOf('workspaces'), before: places(ground.brand), after: '[]',
        change: () => command(ground, { token, name: 'revokeRoleAssignment', selection: 'roleAssignment { id }', input: { id: atPath(given, 'roleAssignment', 'id') } }),
      }
    },
  },
  {
    name: 'member removed',
    async prepare(ground) {
      const { brand } = ground
      const member = await brand.member()
      const id = await idOf(brand, 'select id from organization.org_members where person_id = $1', member.personId)
      const token = await tokenOf(ground, brand.owner)
      return {
        ask: asking(await tokenOf(ground, member), '{ organizations { nodes { id } } }'), read: idsOf('organizations'), before: JSON.stringify([brand.orgId]), after: '[]',
        change: () => command(ground, { token, name: 'removeMember', selection: 'orgMember { id }', input: { id } }),
      }
    },
  },
  {
    name: 'token revoked',
    async prepare(ground) {
      const token = await tokenOf(ground, await ground.brand.member())
      const made = await command(ground, { token, name: 'createPersonalAccessToken', selection: 'secret personalAccessToken { id }', input: { name: 'test', scopes: ['organization.*'] } })
      return {
        ask: asking(String(atPath(made, 'secret')), '{ me { kind } }'), read: statusOf, before: '200', after: '401 UNAUTHENTICATED',
        change: () => command(ground, { token, name: 'revokePersonalAccessToken', selection: 'personalAccessToken { id }', input: { id: atPath(made, 'personalAccessToken', 'id') } }),
      }
    },
  },
  {
    name: 'key revoked',
    async prepare(ground) {
      const { brand } = ground
      const token = await tokenOf(ground, brand.owner)
      const { accountId } = await brand.key('support.*')
      await brand.sql(`update organization.service_accounts set allowed_cidrs = '{}' where id = $1`, [accountId])
      const input = { serviceAccountId: accountId, name: 'test', scope: 'support.*' }
      const made = await command(ground, { token, name: 'createApiKey', selection: 'secret serviceAccountKey { id }', input })
      return {
        ask: asking(String(atPath(made, 'secret')), '{ me { kind serviceAccountId } }'), read: statusOf, before: '200', after: '401 UNAUTHENTICATED',
        change: () => command(ground, { token, name: 'revokeApiKey', selection: 'serviceAccountKey { id }', input: { id: atPath(made, 'serviceAccountKey', 'id') } }),
      }
    },
  },
  {
    name: 'clearance revoked',
    async prepare(ground) {
      const { brand } = ground
      const officer = await brand.person()
      const id = await brand.grant(officer, 'privacy_officer')
      const token = await tokenOf(ground, await brand.person('owner'))
      return {
        ask: asking(await tokenOf(ground, officer), '{ me { clearance } }'), read: ({ data }) => JSON.stringify(atPath(data, 'me', 'clearance')),
        before: '["PRIVACY_OFFICER"]', after: '[]',
        change: () => command(ground, { token, name: 'revokeClearance', selection: 'clearanceGrant { id }', input: { id, reason: 'no longer needed for the work' } }),
      }
    },
  },
  {
    name: 'emergency access ended',
    async prepare(ground) {
      const { brand } = ground
      const lead = await brand.person('support')
      await brand.grant(lead, 'support_lead')
      const token = await tokenOf(ground, lead, ['SECURITY', 'SUPPORT'])
      const input = {
        subjectPersonId: brand.owner.personId, categories: ['CONTACT'], purpose: 'SECURITY', minutes: 15,
        reason: 'the account seems to be taken over and has to be checked', ticket: 'incident 42',
      }
      const opened = await command(ground, { token, name: 'breakGlass', selection: 'capability breakGlassGrant { id }', input, headers: SECURITY })
      await ground.flush()
      return {
        ask: asking(token, '{ me { kind } }', { ...SECURITY, 'x-veil-break-glass': String(atPath(opened, 'capability')) }), read: statusOf, before: '200', after: '403 BREAK_GLASS_REFUSED',
        change: () => command(ground, { token, name: 'endBreakGlass', selection: 'breakGlassGrant { id }', input: { id: atPath(opened, 'breakGlassGrant', 'id') }, headers: SECURITY }),
      }
    },
  },
]

/** How a turn went. */
export interface NextRequestResult {
  /** Answers that were not given by the new right, each as `gateway: what it said`. */
  readonly wrong: readonly string[]
  /** From the answer of the command to the last of the answers to the next request. */
  readonly ms: number
}

const PREPARED_WITHIN_MS = 15_000
const ASK_AGAIN_MS = 20

/**
 * Waits until every gateway answers by the right as it is, changes it at the first one, and asks each of them once more, at once. A copy that arrives
 * late may keep them from knowing a new right for a moment before; nothing may keep them from knowing the change.
 */
export const playNextRequest = async ({ prepare }: NextRequestCase, ground: NextRequestGround): Promise<NextRequestResult> => {
  const { ask, read, before, after, change } = await prepare(ground)
  const everywhere = async (): Promise<readonly string[]> => (await Promise.all(ground.doors.map(ask))).map(read)
  const until = Date.now() + PREPARED_WITHIN_MS
  for (let said = await everywhere(); said.some(one => one !== before); said = await everywhere()) {
    if (Date.now() > until) throw new Error(`Before the change they say ${said.join(', ')} and not ${before}.`)
    await sleep(ASK_AGAIN_MS)
  }
  await change()
  const answered = performance.now()
  const said = await everywhere()
  return { ms: performance.now() - answered, wrong: said.flatMap((one, place) => (one === after ? [] : [`${place + 1}: ${one}`])) }
}
