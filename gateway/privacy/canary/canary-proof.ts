import { z } from 'zod'
import { withClient } from '../../../prisma/database/open-client.ts'
import { openWorld } from '../../e2e/harness/open-world.ts'
import { atLeast } from '../at-least.ts'
import { POLICY_OFF } from '../patched/policy-off.ts'
import { runPatched } from '../patched/run-patched.ts'
import { PEOPLE } from '../person.ts'
import type { Person } from '../person.ts'
import type { Figures, Proof, ProofDatabase, ProofGround, ProofOptions } from '../proof.ts'
import { readCells } from './cells.ts'
import { canaryFinder } from './find-canaries.ts'
import { plantCanaries } from './plant-canaries.ts'
import { PLANTED } from './planted.ts'
import { runCanary } from './run-canary.ts'
import type { CanaryResult } from './run-canary.ts'
import { searchStores } from './search-stores.ts'

const control = z.object({ operations: z.number(), refused: z.number(), withRow: z.number(), seen: z.array(z.string()), faults: z.array(z.string()), empty: z.array(z.string()) })

/** A unique value in every sensitive column of every row, and everything that leaves the product searched for it. */
export const canaryProof: Proof = {
  name: 'canary',
  claim: 'A value reaches nobody who may not have it, however it is asked for',
  async run(ground, options) {
    const asked = await onCopy(ground, (database) => ask(database, options))
    // the numbers of the cells follow from the rows, and the first run has left rows in the log
    const found = await onCopy(ground, ({ superuserUrl }) => askWithoutPolicy(superuserUrl, options))
    return { figures: [...asked.figures, ...found.figures], faults: [...asked.faults, ...found.faults] }
  },
}

async function onCopy(ground: ProofGround, use: (database: ProofDatabase) => Promise<Figures>): Promise<Figures> {
  const database = await ground.copyOf(PLANTED, plantCanaries)
  try {
    return await use(database)
  } finally {
    await database.drop()
  }
}

/** The short profile has time for a few people, others with every seed. */
const FEW = 4
const some = <Item>(items: readonly Item[], seed: number): readonly Item[] => items.map((_, place) => items[(place * 3 + seed) % items.length]).filter((item) => item !== undefined).slice(0, FEW)

async function ask({ connectionFor, superuserUrl }: ProofDatabase, { seed, seconds, isLong }: ProofOptions): Promise<Figures> {
  const world = await openWorld({ connectionFor })
  try {
    return await withClient(superuserUrl, async (database) => {
      const cells = await readCells(database)
      const find = canaryFinder(cells)
      const people = isLong ? PEOPLE : some(PEOPLE, seed)
      const run = await runCanary({ world, database, cells, find, people, seed, share: isLong ? 1 : 0.03, furtherShare: isLong ? 1 : 0.12, withinMs: seconds * 1000 })
      const stores = await searchStores({ world, database, find })
      const coordinates = new Set(cells.columns.map(({ coordinate }) => coordinate))
      return {
        figures: [
          ['canaries planted', cells.size - 1], ['sensitive coordinates', coordinates.size], ['coordinates x uses', run.uses], ['people', people.length], 
          ['operations', run.operations], ['of them refused as a whole', run.refused], ['of the others, with a row', run.withRow], ['with a row beside the one that stands in every answer', run.ofOwn],
          ['rows read', run.rows], ['plans of operations, each with a value that somebody has and one that nobody has', run.further.plans], ['of modules without their gateway: operations', run.further.ofModules], ['rows', run.further.rows], ['texts of logs, messages and stores', stores.texts], ['leaks', run.faults.length + run.further.faults.length + stores.faults.length],
        ],
        faults: [...run.faults, ...run.further.faults, ...stores.faults, ...run.empty.map((each) => `no row: ${each}`), ...emptiness(run, { isLong, people, coordinates })],
      }
    })
  } finally {
    await world.stop()
  }
}

/** Shares of operations below which a run has proved little. */
const FEWEST = { rows: 0.25, ownRows: 0.1 }

/** What a run must have looked at to be worth anything: every column in the long one, somebody's rows, every other way. */
function emptiness({ asked, askedBy, operations, withRow, ofOwn, further }: CanaryResult, { isLong, people, coordinates }: { readonly isLong: boolean; readonly people: readonly Person[]; readonly coordinates: ReadonlySet<string> }): readonly string[] {
  const missed = isLong ? [...coordinates].filter((coordinate) => !asked.has(coordinate)) : []
  return [
    ...people.filter(({ label }) => !askedBy.has(label)).map(({ label }) => `${label} has asked for nothing; give the run more minutes`),
    ...missed.map((coordinate) => `${coordinate} was asked for in no way; give the run more minutes`),
    ...atLeast(Math.max(1, FEWEST.rows * operations), withRow, `of ${operations} operations were answered with a row`),
    ...atLeast(Math.max(1, FEWEST.ownRows * operations), ofOwn, `of ${operations} operations were answered with a row beside the anchor`),
    ...atLeast(1, further.plans, 'plans'), ...atLeast(1, further.texts, 'texts of the schema'), ...atLeast(1, further.rows, 'rows of modules without their gateway'),
  ]
}

/** The proof is worth what it finds where there is something to find. */
async function askWithoutPolicy(url: string, { seed, isLong }: ProofOptions): Promise<Figures> {
  const { seen, refused, operations, faults } = control.parse(await runPatched({ patches: POLICY_OFF, program: 'gateway/privacy/canary/control.ts', args: [url, String(seed), isLong ? '0.5' : '0', 'auditor'], withinMs: 300_000 }))
  const labelled = await withClient(url, async (database) => (await readCells(database)).columns)
  const readable = labelled.filter(({ column: { label } }) => !label.public && label.category !== 'CREDENTIAL').map(({ coordinate }) => coordinate)
  const missed = readable.filter((coordinate) => !seen.includes(coordinate))
  return {
    figures: [[`with the policy off (${operations} operations, ${refused} refused), columns found of those labelled`, `${readable.length - missed.length} of ${readable.length}`], ['credentials, which no login of a module may read', labelled.length - readable.length]],
    faults: [...missed.map((coordinate) => `with the policy off the canary of ${coordinate} was not found`), ...faults.map((fault) => `with the policy off: ${fault}`)],
  }
}
