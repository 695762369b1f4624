import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../../prisma/database/test-database.ts'
import { personas } from '../../../prisma/seed/personas.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import { SYSTEM_ROLES } from '../../../schema/policy/roles.ts'
import { isObject } from '../../engine/read/decode.ts'
import { envelopeOf, fixtureKeys } from '../../engine/testing/fixture-subgraph.ts'
import { truth } from '../../engine/testing/seeded.ts'
import { openSubgraphs } from '../../serve.ts'
import type { OpenSubgraph } from '../../serve.ts'

let subgraphs: OpenSubgraph[]

beforeAll(async () => {
  subgraphs = await openSubgraphs({ connectionFor: testDatabase().connectionFor, keys: fixtureKeys, poolSize: 2 })
})
afterAll(() => Promise.all(subgraphs.map((subgraph) => subgraph.close())))

function persona(name: string) {
  const found = personas.find((each) => each.name === name)
  if (!found) throw new Error('There is no such persona.')
  return found
}

const [orgId = ''] = persona('admin').orgs
const [first = '', second = ''] = persona('admin').workspaces
const permissionsOf = (role: string) => SYSTEM_ROLES.find(({ key }) => key === role)?.permissions ?? []

/** A persona with what its rows give, or with other places. */
function somebody(name: string, parts: Partial<Principal> = {}): Principal {
  const { brandId, personId, userId } = persona(name)
  return {
    kind: 'PERSON', brandId, id: userId, personId, userId, clearances: [], brandPermissions: [], scopes: [], purposes: [], purpose: 'SERVICE',
    assignments: [{ clearance: 'member', orgId, permissions: permissionsOf('org.member') }, { clearance: 'member', workspaceId: first, permissions: permissionsOf('workspace.editor') }],
    ...parts,
  }
}
const orgAdmin = somebody('admin', { assignments: [{ clearance: 'admin', orgId, permissions: permissionsOf('org.admin') }] })

async function ask(query: string, principal: Principal): Promise<Record<string, unknown>> {
  const answer = await subgraphs.find(({ name }) => name === 'organization')?.execute({ query, envelope: envelopeOf(principal) })
  expect(answer?.errors).toBeUndefined()
  return answer?.data ?? {}
}

interface Held {
  readonly permissions: readonly string[]
  readonly sources: readonly Readonly<Record<string, unknown>>[]
}
const isHeld = (value: unknown): value is Held => isObject(value) && Array.isArray(value.permissions) && Array.isArray(value.sources)

async function held(principal: Principal, args: string): Promise<Held | null> {
  const { effectivePermissions } = await ask(`{ effectivePermissions(${args}) { permissions authzVersion sources { assignmentId roleKey scope workspaceId via } } }`, principal)
  return isHeld(effectivePermissions) ? effectivePermissions : null
}

describe('effectivePermissions', () => {
  it('tells everybody their own, here and there', async () => {
    const member = somebody('member')
    const around = await held(member, `orgId: "${orgId}"`)
    expect(around).toMatchObject({ permissions: [...permissionsOf('org.member')].sort(), sources: [{ assignmentId: null, roleKey: 'org.member', via: 'BASE_ROLE', scope: 'ORG' }] })
    const inside = await held(member, `orgId: "${orgId}", workspaceId: "${first}"`)
    expect(inside?.permissions).toContain('support.ticket.*')
    expect(inside?.sources.map(({ roleKey, scope }) => [roleKey, scope])).toEqual(expect.arrayContaining([['workspace.editor', 'WORKSPACE'], ['org.member', 'ORG']]))
    expect(await held(member, `orgId: "${orgId}", workspaceId: "${second}"`)).toEqual({ permissions: [], sources: [], authzVersion: expect.any(Number) })
  })

  it('never tells more than the ceiling of a token', async () => {
    expect((await held(somebody('member', { scopes: ['organization.organization.read', 'billing.*'] }), `orgId: "${orgId}"`))?.permissions).toEqual(['organization.organization.read'])
  })

  it('tells of others those who may read assignments, and nobody else', async () => {
    const args = `orgId: "${orgId}", workspaceId: "${first}", personId: "${persona('member').personId}"`
    expect((await held(orgAdmin, args))?.permissions).toContain('support.ticket.*')
    expect(await held(somebody('billing-admin'), args)).toBeNull()
    expect(await held(somebody('admin', { assignments: [] }), args)).toBeNull()
  })

  it('is null for nobody, for two at once and for an organization that is not there', async () => {
    for (const args of [`orgId: "${orgId}", personId: "${randomUUID()}"`, `orgId: "${randomUUID()}"`, `orgId: "x"`, `orgId: "${orgId}", serviceAccountId: "${randomUUID()}"`]) {
      expect(await held(orgAdmin, args)).toBeNull()
    }
    const { personId } = persona('member')
    expect(await held(orgAdmin, `orgId: "${orgId}", personId: "${personId}", serviceAccountId: "${personId}"`)).toBeNull()
  })

  it('is nobody’s own in somebody else’s name', async () => {
    const partner = { ...somebody('member'), id: persona('member').userId }
    const onBehalfOf = { id: partner.id, personId: partner.personId, userId: partner.userId, clearances: [], assignments: partner.assignments, brandPermissions: [], scopes: [] }
    const both = { ...somebody('support', { assignments: [], brandPermissions: ['*'], clearances: ['support'] }), onBehalfOf }
    const answer = await subgraphs.find(({ name }) => name === 'organization')
      ?.execute({ query: `{ effectivePermissions(orgId: "${orgId}") { permissions } }`, envelope: envelopeOf(both, { reason: 'looks into a ticket' }) })
    expect(answer?.data).toEqual({ effectivePermissions: null })
  })
})

describe('can', () => {
  it.each([
    ['support.ticket.create', `, workspaceId: "${first}"`, true], ['support.ticket.create', '', false], ['support.ticket.create', `, workspaceId: "${second}"`, false],
    ['organization.role.read', '', true], ['organization.role.read', `, workspaceId: "${first}"`, true], ['pii.contact.reveal', '', false], ['nonsense', '', false],
  ])('says of a member and %s%s: %s', async (permission, place, answer) => {
    expect(await ask(`{ can(permission: "${permission}", orgId: "${orgId}"${place}) }`, somebody('member'))).toEqual({ can: answer })
  })

  it('says no to everybody of a workspace in another organization', async () => {
    const [other = ''] = persona('other-brand-admin').workspaces
    expect(await ask(`{ can(permission: "organization.workspace.read", orgId: "${orgId}", workspaceId: "${other}") }`, somebody('member', { brandPermissions: ['*'] }))).toEqual({ can: false })
  })
})

describe('whoCan', () => {
  const who = async (principal: Principal, permission: string, more = ''): Promise<unknown> =>
    (await ask(`{ whoCan(permission: "${permission}", orgId: "${orgId}"${more}) { hasMore principals { personId serviceAccountId person { id } } } }`, principal)).whoCan

  it('names members and machines, as the rows say', async () => {
    const found = await who(orgAdmin, 'support.ticket.update', `, workspaceId: "${first}", first: 100`)
    const principals = isObject(found) && Array.isArray(found.principals) ? found.principals.filter(isObject) : []
    const rows = await truth(`
      select coalesce(a.person_id, a.service_account_id)::text as id from organization.role_assignments a
      join organization.roles r on r.brand_id = a.brand_id and r.id = a.role_id and r.status = 'ACTIVE'
      left join organization.org_members m on m.brand_id = a.brand_id and m.org_id = a.org_id and m.person_id = a.person_id and m.status = 'ACTIVE'
      left join organization.service_accounts s on s.brand_id = a.brand_id and s.id = a.service_account_id and s.status = 'ACTIVE'
      where a.brand_id = $1 and a.org_id = $2 and a.status = 'ACTIVE' and a.starts_at <= now() and coalesce(a.expires_at > now(), true)
        and coalesce(a.workspace_id = $3, true) and (m.id is not null or (s.id is not null and coalesce(s.workspace_id = $3, true)))
        and r.permissions && array['*', 'support.*', 'support.ticket.*', 'support.ticket.update']
      union select owner_person_id::text from organization.organizations where brand_id = $1 and id = $2`, [orgAdmin.brandId, orgId, first])
    expect(new Set(principals.map(({ personId, serviceAccountId }) => personId ?? serviceAccountId))).toEqual(new Set(rows.map(({ id }) => id)))
    expect(principals.filter(({ personId }) => personId !== null).map(({ person }) => isObject(person) && person.id)).toEqual(principals.flatMap(({ personId }) => personId === null ? [] : [personId]))
    expect(rows.length).toBeGreaterThan(5)
  })

  it('stops where enough are found', async () => {
    expect(await who(orgAdmin, 'organization.organization.read', ', first: 2')).toMatchObject({ hasMore: true, principals: [expect.anything(), expect.anything()] })
  })

  it('tells those who may not read assignments nothing', async () => {
    expect(await who(somebody('member'), 'support.ticket.update')).toBeNull()
    expect(await who(orgAdmin, 'nonsense')).toBeNull()
  })

  it('names nobody but the caller where other members are hidden', async () => {
    const blind = somebody('admin', { assignments: [{ clearance: 'member', orgId, permissions: ['organization.organization.read', 'organization.role_assignment.read', 'organization.workspace.read'] }] })
    expect(await who(blind, 'support.ticket.update', `, workspaceId: "${first}"`)).toEqual({ hasMore: false, principals: [{ personId: blind.personId, serviceAccountId: null, person: { id: blind.personId } }] })
  })
})
