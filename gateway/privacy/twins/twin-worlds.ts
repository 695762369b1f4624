import type { Answer } from '../../e2e/harness/door.ts'
import { openWorld } from '../../e2e/harness/open-world.ts'
import type { World } from '../../e2e/harness/open-world.ts'
import type { Person } from '../person.ts'
import type { ProofDatabase } from '../proof.ts'
import { printOperation, smaller } from './operation.ts'
import type { Node } from './operation.ts'

/** Two graphs over two databases that look the same to one person. */
export interface TwinWorlds {
  readonly first: World
  ask(fields: readonly Node[], person: Person): Promise<Pair>
  stop(): Promise<void>
}

/** Both answers, and how long each took, in milliseconds. */
export interface Pair {
  readonly answers: readonly [Answer, Answer]
  readonly ms: readonly [number, number]
}

export async function openTwins(first: ProofDatabase, second: ProofDatabase): Promise<TwinWorlds> {
  const worlds = [await openWorld({ connectionFor: first.connectionFor, poolSize: 1, isQuiet: true }), await openWorld({ connectionFor: second.connectionFor, poolSize: 1, isQuiet: true })] as const
  const tokens = new Map<Person, string>()
  let turn = 0
  return {
    first: worlds[0],
    async ask(fields, person) {
      const token = tokens.get(person) ?? await worlds[0].token(person)
      tokens.set(person, token)
      const ask = async (world: World): Promise<readonly [Answer, number]> => {
        const started = performance.now()
        const { query, variables } = printOperation(fields)
        const answer = await world.ask(query, { variables, headers: { authorization: `Bearer ${token}`, 'x-veil-purpose': person.purpose } })
        return [answer, performance.now() - started]
      }
      // neither has always the caches of the other before it
      const inTurn = turn++ % 2 === 0
      const one = await ask(worlds[inTurn ? 0 : 1])
      const other = await ask(worlds[inTurn ? 1 : 0])
      for (const world of worlds) world.fetches()
      const [[a, aMs], [b, bMs]] = inTurn ? [one, other] : [other, one]
      return { answers: [a, b], ms: [aMs, bMs] }
    },
    stop: async () => void await Promise.all(worlds.map((world) => world.stop())),
  }
}

/** Everything but the id of the request and the time of day. */
export function isSame({ answers: [a, b] }: Pair): boolean {
  return a.status === b.status && a.text === b.text && headersOf(a) === headersOf(b)
}

const VOLATILE = ['date', 'x-request-id']

function headersOf({ headers }: Answer): string {
  return JSON.stringify([...headers].filter(([name]) => !VOLATILE.includes(name)).sort())
}

const MOST_TRIALS = 120

/** The smallest operation that still tells the worlds apart. */
export async function shrink(worlds: TwinWorlds, fields: readonly Node[], person: Person): Promise<readonly Node[]> {
  let smallest = fields
  for (let trials = 0, isSmaller = true; isSmaller && trials < MOST_TRIALS;) {
    isSmaller = false
    for (const candidate of smaller(smallest)) {
      if (trials++ >= MOST_TRIALS) break
      if (isSame(await worlds.ask(candidate, person))) continue
      smallest = candidate
      isSmaller = true
      break
    }
  }
  return smallest
}

/** The difference as a test that can be pasted into a file beside this one. */
export async function printTest(worlds: TwinWorlds, fields: readonly Node[], { person, seed }: { readonly person: Person; readonly seed: number }): Promise<string> {
  const { answers: [a, b] } = await worlds.ask(fields, person)
  return [
    `it('shows ${person.label} the same in twin worlds of seed ${seed}', async () => {`,
    `  const [one, other] = await twins.ask(${JSON.stringify(printOperation(fields))}, '${person.label}')`,
    '  expect(one).toEqual(other)',
    `  // one: ${a.text.slice(0, 400)}`,
    `  // other: ${b.text.slice(0, 400)}`,
    '})',
  ].join('\n')
}
