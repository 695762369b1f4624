import { openWorld } from '../../e2e/harness/open-world.ts'
import { exposedColumns } from '../../../schema/sdl/exposed.ts'
import { randomFrom } from '../../fixture/random-operation.ts'
import { atLeast } from '../at-least.ts'
import { ENTITIES } from '../oracle/standings.ts'
import type { Proof } from '../proof.ts'
import { personLabelled } from '../person.ts'

const PEOPLE = ['member', 'support', 'other-brand-admin']
const TIMES = 500
const AT_ONCE = 60

/** The same texts from three people at the same time: each gets what they get alone. */
export const crossTalkProof: Proof = {
  name: 'cross-talk',
  claim: 'Nobody is answered with what another one asked for at the same moment',
  async run(ground, { seed, isLong }) {
    const database = await ground.copy()
    const world = await openWorld({ connectionFor: database.connectionFor, poolSize: 5, isQuiet: true })
    try {
      const queries = ENTITIES.map((entity) => `{ list: ${entity.plural}(first: 3) { totalCount nodes { ${exposedColumns(entity).slice(0, 8).map(({ field }) => field).join(' ')} } pageInfo { endCursor } } }`)
      const random = randomFrom(seed)
      const times = isLong ? TIMES : TIMES / 5
      const asks = PEOPLE.flatMap((name) => Array.from({ length: times }, () => ({ name, query: queries[Math.floor(random() * queries.length)] ?? '' }))).sort(() => random() - 0.5)
      const tokens = new Map(await Promise.all(PEOPLE.map(async (name) => [name, await world.token(personLabelled(name))] as const)))
      const ask = async ({ name, query }: { readonly name: string; readonly query: string }): Promise<string> => (await world.ask(query, { headers: { authorization: `Bearer ${tokens.get(name) ?? ''}` } })).text
      const alone = new Map<string, string>()
      for (const each of asks) {
        const key = `${each.name} ${each.query}`
        if (!alone.has(key)) alone.set(key, await ask(each))
      }
      const answered = [...alone.values()].filter((text) => /"nodes":\[\{/.test(text)).length
      const waiting = asks.values()
      const mixed: string[] = []
      await Promise.all(Array.from({ length: AT_ONCE }, async () => {
        for (const each of waiting) if (await ask(each) !== alone.get(`${each.name} ${each.query}`)) mixed.push(`${each.name} is answered otherwise when others ask too: ${each.query}`)
      }))
      return { figures: [['people', PEOPLE.length], ['operations of each, sixty at a time', times], ['different operations', alone.size], ['of them with a row', answered], ['answered otherwise than alone', mixed.length]], faults: [...mixed, ...atLeast(alone.size / 4, answered, 'different operations with a row'), ...atLeast(PEOPLE.length * 10, alone.size, 'different operations')] }
    } finally {
      await world.stop()
      await database.drop()
    }
  },
}
