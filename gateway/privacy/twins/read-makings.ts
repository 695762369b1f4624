import { withClient } from '../../../prisma/database/open-client.ts'
import { ENTITIES, readStandings } from '../oracle/standings.ts'
import type { Person } from '../person.ts'
import type { ProofDatabase } from '../proof.ts'
import type { Makings } from './makings.ts'
import { readValues } from './values.ts'

/** Rows of an entity that operations start from. */
const LOOKED_AT = 200

/** Values of both worlds, and what somebody sees of them. */
export async function readMakings({ first, second, person, ...given }: Pick<Makings, 'schema' | 'random'> & { readonly first: ProofDatabase; readonly second: ProofDatabase; readonly person: Person }): Promise<Omit<Makings, 'filtering' | 'figures'>> {
  return withClient(first.superuserUrl, (one) => withClient(second.superuserUrl, async (other) => {
    const visible = new Map<string, readonly string[]>()
    for (const entity of ENTITIES) visible.set(entity.type, (await readStandings(one, entity, { person, most: LOOKED_AT })).visible)
    const values = await readValues([one, other], ({ type }) => visible.get(type) ?? [])
    return {
      ...given, seen: ENTITIES.filter(({ type }) => (visible.get(type) ?? []).length > 0),
      valueOf(entity, field) {
        const known = values.get(`${entity.type}.${field}`) ?? []
        return known[Math.floor(given.random() * known.length)]
      },
    }
  }))
}
