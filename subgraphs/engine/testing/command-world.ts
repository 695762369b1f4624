import { randomUUID } from 'node:crypto'
import { withClient } from '../../../prisma/database/open-client.ts'
import { createPrismaClient } from '../../../prisma/database/prisma-client.ts'
import { testDatabase } from '../../../prisma/database/test-database.ts'
import type { Clearance, Principal } from '../../../schema/policy/principal.ts'
import type { SubgraphResponse } from '../../../schema/subgraph.ts'
import { isObject } from '../read/decode.ts'

/** A brand of one test file: rows that no other test counts. */
export interface CommandWorld {
  readonly brandId: string
  /** Makes a person with an account in the brand, and staff of it where clearances are given. */
  person(clearances?: readonly Clearance[], more?: Partial<Principal>): Promise<Principal & { readonly personId: string }>
  /** Rows of a table of the brand, in the order of their ids, looked at from above. */
  rows(table: string, where?: string): Promise<readonly Readonly<Record<string, unknown>>[]>
  /** Changes the past, from above. */
  alter(text: string): Promise<void>
  end(): Promise<void>
}

export function commandWorld(): CommandWorld {
  const brandId = randomUUID()
  const { connectionFor, superuserUrl } = testDatabase()
  const identity = createPrismaClient({ connectionString: connectionFor('vg_identity'), max: 1 })
  const query = (text: string) => withClient(superuserUrl, async (client) => (await client.query<Record<string, unknown>>(text)).rows)
  return {
    brandId,
    async person(clearances = [], more = {}) {
      const [personId, userId] = [randomUUID(), randomUUID()]
      await identity.unsealed.run(brandId, async (db) => {
        await db.person.create({ data: { brandId, id: personId, displayName: 'Somebody' } })
        await db.user.create({ data: { brandId, id: userId, personId, email: `${userId}@example.com`, username: userId, fullName: 'Somebody', role: 'member' }, select: { id: true } })
      })
      return {
        kind: 'PERSON', brandId, id: userId, personId, userId, clearances, assignments: [], brandPermissions: clearances.length > 0 ? ['*'] : [],
        scopes: [], purposes: ['SERVICE', 'SUPPORT', 'SECURITY', 'LEGAL'], purpose: 'SERVICE', ...more,
      }
    },
    rows: (table, where = 'true') => query(`select * from ${table} where brand_id::text = '${brandId}' and ${where} order by id`),
    alter: async (text) => void await query(text),
    end: () => identity.end(),
  }
}

/** What a mutation with one command answered. */
export function payloadOf({ data, errors }: SubgraphResponse, command: string): Readonly<Record<string, unknown>> {
  const payload = data?.[command]
  if (!isObject(payload)) throw new Error(`No payload: ${JSON.stringify(errors)}`)
  return payload
}

/** Codes of an answer: those of the whole, and of the payload. */
export function codesOf(answer: SubgraphResponse, command: string): readonly unknown[] {
  const payload = answer.data?.[command]
  const expected: unknown = isObject(payload) ? payload.userErrors : []
  return [...(answer.errors ?? []).map(({ extensions }) => extensions.code), ...Array.isArray(expected) ? expected.map((error: unknown) => isObject(error) ? error.code : error) : []]
}
