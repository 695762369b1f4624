import { randomUUID } from 'node:crypto'
import { createPrismaClient } from '../../../prisma/database/prisma-client.ts'
import { testDatabase } from '../../../prisma/database/test-database.ts'
import type { Assignment, Principal } from '../../../schema/policy/principal.ts'
import { SYSTEM_ROLES } from '../../../schema/policy/roles.ts'
import type { SubgraphResponse } from '../../../schema/subgraph.ts'
import { commandWorld, type CommandWorld } from '../../engine/testing/command-world.ts'
import { envelopeOf, fixtureKeys } from '../../engine/testing/fixture-subgraph.ts'
import { openSubgraphs } from '../../serve.ts'

export type Person = Principal & { readonly personId: string }

/** Organizations of one brand with people who hold real roles, and the module that changes them. */
export interface House extends CommandWorld {
  roleId(key: string): string
  /** Opens an organization with a workspace; its owner is the first of its people. */
  organization(): Promise<Place>
  /** A member, with further roles given at the organization or in the workspace. */
  member(place: Place, roles?: readonly string[], more?: Partial<Principal>): Promise<Person & { readonly memberId: string }>
  account(place: Place, more?: { readonly workspaceId?: string; readonly ownerPersonId?: string; readonly isDefault?: boolean }): Promise<string>
  send(command: string, input: Readonly<Record<string, unknown>>, how: Send): Promise<SubgraphResponse>
  version(place: Place): Promise<number>
  faults(): readonly unknown[]
}

export interface Place {
  readonly orgId: string
  readonly workspaceId: string
  readonly owner: Person
}

export interface Send {
  readonly as: Principal
  readonly key?: string
  readonly selection?: string
}

/** Where the row stands in a payload, by a word of the command. */
const ROWS: readonly (readonly [RegExp, string])[] = [
  [/assignRole|RoleAssignment/, 'roleAssignment'], [/ApiKey/, 'serviceAccountKey'], [/Member|leaveOrganization/, 'orgMember'], [/ServiceAccount/, 'serviceAccount'],
  [/Workspace/, 'workspace'], [/Organization/, 'organization'], [/Role/, 'role'],
]

/** What is asked of a payload where a test says nothing. */
function selectionOf(command: string): string {
  const [, row = ''] = ROWS.find(([words]) => words.test(command)) ?? []
  return `{ ${row} { id status } ${/^(?:create|rotate)ApiKey$/.test(command) ? 'secret ' : ''}userErrors { code path } replayed }`
}

export async function openHouse(): Promise<House> {
  const faults: unknown[] = []
  const { connectionFor } = testDatabase()
  const subgraphs = await openSubgraphs({ connectionFor, keys: fixtureKeys, poolSize: 4, names: ['identity', 'organization'], onFault: (fault) => { faults.push(fault) } })
  const writer = createPrismaClient({ connectionString: connectionFor('vg_organization'), max: 2 })
  const world = commandWorld()
  const { brandId } = world
  const roles = new Map(SYSTEM_ROLES.map((role) => [role.key, { ...role, id: randomUUID() }]))
  const roleNamed = (key: string) => {
    const role = roles.get(key)
    if (role === undefined) throw new Error(`There is no role ${key}.`)
    return role
  }
  await writer.unsealed.run(brandId, async (db) => {
    for (const { id, key, level, rank, clearance, permissions } of roles.values()) {
      await db.role.create({ data: { brandId, id, key, name: key, level, rank, clearance, permissions: [...permissions], isSystem: true } })
    }
  })
  const assignmentOf = (place: Omit<Place, 'owner'>, key: string): Assignment => {
    const { level, clearance, permissions } = roleNamed(key)
    return { clearance, permissions, ...level === 'ORG' ? { orgId: place.orgId } : { workspaceId: place.workspaceId } }
  }
  const house: House = {
    ...world,
    roleId: (key) => roleNamed(key).id,
    async organization() {
      const place = { orgId: randomUUID(), workspaceId: randomUUID() }
      const person = await world.person([], { assignments: ['org.owner', 'org.member'].map((key) => assignmentOf(place, key)) })
      const { personId } = person
      await writer.unsealed.run(brandId, async (db) => {
        await db.organization.create({ data: { brandId, id: place.orgId, name: 'House', slug: place.orgId, ownerPersonId: personId, createdByPersonId: personId } })
        await db.workspace.create({ data: { brandId, id: place.workspaceId, orgId: place.orgId, name: 'Room', slug: place.workspaceId, createdByPersonId: personId } })
        await db.orgMember.create({ data: { brandId, orgId: place.orgId, personId, userId: person.userId, baseRoleId: roleNamed('org.member').id } })
      })
      return { ...place, owner: person }
    },
    async member(place, keys = [], more = {}) {
      const memberId = randomUUID()
      const person = await world.person([], { assignments: ['org.member', ...keys].map((key) => assignmentOf(place, key)), ...more })
      await writer.unsealed.run(brandId, async (db) => {
        const { personId, userId } = person
        await db.orgMember.create({ data: { brandId, id: memberId, orgId: place.orgId, personId, userId, baseRoleId: roleNamed('org.member').id } })
        for (const key of keys) {
          const { id: roleId, level } = roleNamed(key)
          await db.roleAssignment.create({ data: { brandId, orgId: place.orgId, roleId, personId, ...level === 'WORKSPACE' && { workspaceId: place.workspaceId } } })
        }
      })
      return { ...person, memberId }
    },
    async account({ orgId, owner }, { workspaceId, ownerPersonId = owner.personId, isDefault = false } = {}) {
      const id = randomUUID()
      await writer.unsealed.run(brandId, (db) => db.serviceAccount.create({
        data: { brandId, id, orgId, workspaceId, name: id, ownerPersonId, createdByPersonId: ownerPersonId, isDefault },
      }))
      return id
    },
    async send(command, input, { as, key = randomUUID(), selection = selectionOf(command) }) {
      const organization = subgraphs.find(({ name }) => name === 'organization')
      if (!organization) throw new Error('There is no organization.')
      const type = `${command.charAt(0).toUpperCase()}${command.slice(1)}Input`
      return organization.execute({
        query: `mutation ($input: ${type}!) { ${command}(input: $input) ${selection} }`, variables: { input }, envelope: envelopeOf(as, { requestId: 'r1', idempotencyKey: key }),
      })
    },
    version: async ({ orgId }) => Number((await world.rows('organization.organizations', `id = '${orgId}'`))[0]?.authz_version),
    faults: () => faults,
    end: async () => void await Promise.all([...subgraphs.map((subgraph) => subgraph.close()), writer.end(), world.end()]),
  }
  return house
}
