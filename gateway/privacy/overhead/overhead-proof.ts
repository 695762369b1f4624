import { z } from 'zod'
import { loadKeys } from '../../../prisma/database/keys.ts'
import { withClient } from '../../../prisma/database/open-client.ts'
import { openDoor } from '../../e2e/harness/door.ts'
import type { Door } from '../../e2e/harness/door.ts'
import { TEST_KEYS } from '../../e2e/harness/test-keys.ts'
import { randomFrom } from '../../fixture/random-operation.ts'
import { POLICY_OFF } from '../patched/policy-off.ts'
import { startPatched } from '../patched/start-patched.ts'
import type { PatchedProgram } from '../patched/start-patched.ts'
import { personLabelled } from '../person.ts'
import type { Figures, Proof, ProofDatabase } from '../proof.ts'
import { median, ratioOf } from './pairs.ts'
import type { Pair } from './pairs.ts'

/** Rows times ten fields, four of them sensitive. */
const list = (first: number, sensitive: (field: string) => string): string =>
  `{ users(first: ${first}) { nodes { id personId role status locale createdAt ${['email', 'fullName', 'username', 'bio'].map(sensitive).join(' ')} } } }`

const PLAIN = list(100, (field) => field)
const SHORT = list(20, (field) => field)
const REVEALED = list(20, (field) => (field === 'bio' ? field : `${field} @reveal(reason: "a request under data protection law", purpose: LEGAL)`))

const PAIRS = 40
const REQUESTS = 20
const GOAL = { plain: 1.2, revealed: 1.5 }

/** What the policy costs: the same list over the same database, by a graph with the policy and by one without. */
export const overheadProof: Proof = {
  name: 'overhead',
  claim: 'What the policy costs: a figure, which a busy machine cannot make a fault',
  async run(ground, { seed }) {
    const database = await ground.copy()
    try {
      const near = await measure(database, { isFar: false, seed })
      const far = await measure(database, { isFar: true, seed })
      return { figures: [['arms', `with the policy, and with every decision REVEAL by patched sources; alternated, ${PAIRS} pairs of the median of ${REQUESTS} requests`], ...near.figures, ...far.figures], faults: [...near.faults, ...far.faults] }
    } finally {
      await database.drop()
    }
  },
}

interface Way {
  readonly isFar: boolean
  readonly seed: number
}

async function measure(database: ProofDatabase, { isFar, seed }: Way): Promise<Figures> {
  const [on, off] = [await openArm(database, { isFar, patches: [] }), await openArm(database, { isFar, patches: POLICY_OFF })]
  const where = isFar ? 'over HTTP' : 'in process'
  try {
    const plain = await pairsOf([on.door, off.door], database, { on: PLAIN, off: PLAIN, as: 'support' })
    const revealed = await pairsOf([on.door, off.door], database, { on: REVEALED, off: SHORT, as: 'privacy-officer' })
    const both = [['100 rows of 10 fields, 4 sensitive', plain, GOAL.plain], ['20 rows, 3 fields revealed and logged', revealed, GOAL.revealed]] as const
    return {
      figures: both.map(([what, pairs, goal]) => {
        const { ratio, from, to } = ratioOf(pairs, randomFrom(seed))
        return [`${what}, ${where}`, `${ratio.toFixed(2)} (95 %: ${from.toFixed(2)} to ${to.toFixed(2)}; goal ${goal}${from > goal ? ', missed' : ''}); ${median(pairs.map((pair) => pair.on)).toFixed(2)} ms and ${median(pairs.map((pair) => pair.off)).toFixed(2)} ms`] as const
      }),
      faults: [],
    }
  } finally {
    await Promise.all([on.stop(), off.stop()])
  }
}

interface Arm {
  readonly door: Door
  stop(): Promise<void>
}

async function openArm({ superuserUrl }: ProofDatabase, { isFar, patches }: { readonly isFar: boolean; readonly patches: typeof POLICY_OFF }): Promise<Arm> {
  const { envelope } = loadKeys({ mode: 'distributed', folder: '', environment: TEST_KEYS })
  const programs: PatchedProgram[] = []
  const start = async (program: string, args: readonly string[]): Promise<unknown> => {
    const started = await startPatched({ patches, program: `gateway/privacy/overhead/${program}`, args })
    programs.push(started)
    return started.answer
  }
  const addresses = isFar ? [JSON.stringify(await start('modules.ts', [superuserUrl]))] : []
  const url = z.string().parse(await start('server.ts', [superuserUrl, ...addresses]))
  return { door: openDoor(url, envelope), stop: async () => void await Promise.all(programs.map((program) => program.stop())) }
}

interface Question {
  readonly on: string
  readonly off: string
  readonly as: string
}

async function pairsOf([on, off]: readonly [Door, Door], { superuserUrl }: ProofDatabase, question: Question): Promise<readonly Pair[]> {
  const headers = { authorization: `Bearer ${await on.token(personLabelled(question.as))}`, 'x-veil-purpose': personLabelled(question.as).purpose }
  return withClient(superuserUrl, async (client) => {
    const turn = async (door: Door, query: string): Promise<number> => {
      const times: number[] = []
      for (let request = 0; request < REQUESTS; request++) {
        // what was paid for is given back: the price is asked for, not the budget
        await client.query('delete from gateway.budgets')
        const started = performance.now()
        const { errors, text } = await door.ask(query, { headers })
        times.push(performance.now() - started)
        if (errors.length > 0) throw new Error(text.slice(0, 300))
      }
      return median(times)
    }
    // not counted: caches of both are warm, and the compiler has seen the code
    for (let warm = 0; warm < 4; warm++) { await turn(on, question.on); await turn(off, question.off) }
    const pairs: Pair[] = []
    while (pairs.length < PAIRS) {
      const isFirst = pairs.length % 2 === 0
      const one = await turn(isFirst ? on : off, isFirst ? question.on : question.off)
      const other = await turn(isFirst ? off : on, isFirst ? question.off : question.on)
      pairs.push(isFirst ? { on: one, off: other } : { on: other, off: one })
    }
    return pairs
  })
}
