import { randomUUID } from 'node:crypto'
import { createPrismaClient } from '../../../prisma/database/prisma-client.ts'
import { testDatabase } from '../../../prisma/database/test-database.ts'
import { newToken } from '../../engine/command/new-token.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import type { SubgraphResponse } from '../../../schema/subgraph.ts'
import { commandWorld, type CommandWorld } from '../../engine/testing/command-world.ts'
import { envelopeOf, fixtureKeys } from '../../engine/testing/fixture-subgraph.ts'
import { openSubgraphs } from '../../serve.ts'

export type Person = Principal & { readonly personId: string }

/** A brand with accounts, and the module that changes them. */
export interface Reception extends CommandWorld {
  /** An account with a role of the brand, and the rights that it gives. */
  account(role: string, more?: Partial<Principal>): Promise<Person>
  /** A session of somebody; gives its id. */
  session(person: Person): Promise<string>
  send(command: string, input: Readonly<Record<string, unknown>>, how: { readonly as: Principal; readonly key?: string; readonly selection?: string }): Promise<SubgraphResponse>
  faults(): readonly unknown[]
}

const ROWS: readonly (readonly [RegExp, string])[] = [
  [/PersonalAccessToken|LeakedToken/, 'personalAccessToken'], [/AllSessions|User/, 'user'], [/Session|signOut/, 'session'], [/Clearance/, 'clearanceGrant'],
]

function selectionOf(command: string): string {
  const [, row = ''] = ROWS.find(([words]) => words.test(command)) ?? []
  const more = command === 'createPersonalAccessToken' ? 'secret ' : command === 'reportLeakedToken' ? 'accepted ' : ''
  return `{ ${row} { id status } ${more}userErrors { code path } replayed }`
}

export async function openReception(): Promise<Reception> {
  const faults: unknown[] = []
  const { connectionFor } = testDatabase()
  const [identity] = await openSubgraphs({ connectionFor, keys: fixtureKeys, poolSize: 4, names: ['identity'], onFault: (fault) => { faults.push(fault) } })
  if (!identity) throw new Error('There is no identity.')
  const writer = createPrismaClient({ connectionString: connectionFor('vg_identity'), max: 1 })
  const world = commandWorld()
  return {
    ...world,
    async account(role, more = {}) {
      const person = await world.person([], { brandPermissions: role === 'owner' || role === 'admin' ? ['*'] : [], ...more })
      await world.alter(`update identity.users set role = '${role}' where id = '${person.userId}'`)
      return person
    },
    async session({ userId = '' }) {
      const id = randomUUID()
      const { hash } = newToken('SESSION', fixtureKeys.tokenHash)
      const at = (minutes: number) => new Date(Date.now() + minutes * 60_000)
      await writer.unsealed.run(world.brandId, (db) => db.session.create({ data: { brandId: world.brandId, id, userId, sessionToken: hash, idleExpiresAt: at(30), expiresAt: at(600) }, select: { id: true } }))
      return id
    },
    send(command, input, { as, key = randomUUID(), selection = selectionOf(command) }) {
      const type = `${command.charAt(0).toUpperCase()}${command.slice(1)}Input`
      return identity.execute({
        query: `mutation ($input: ${type}!) { ${command}(input: $input) ${selection} }`, variables: { input }, envelope: envelopeOf(as, { requestId: 'r1', idempotencyKey: key }),
      })
    },
    faults: () => faults,
    end: async () => void await Promise.all([identity.close(), writer.end(), world.end()]),
  }
}
