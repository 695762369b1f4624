import { withClient } from '../../../prisma/database/open-client.ts'
import { openWorld } from '../../e2e/harness/open-world.ts'
import { atLeast } from '../at-least.ts'
import { canaryFinder } from '../canary/find-canaries.ts'
import { readCells } from '../canary/cells.ts'
import { plantCanaries } from '../canary/plant-canaries.ts'
import { PLANTED } from '../canary/planted.ts'
import { PEOPLE, personLabelled } from '../person.ts'
import type { Proof, ProofDatabase } from '../proof.ts'
import { makeTwin } from '../twins/make-twin.ts'
import { exportCanaries, type ExportCanaryResult } from './export-canary.ts'
import { MANY } from './many.ts'
import { exportTwins } from './export-twins.ts'

/** Who may hold a file and may not see everything. */
const FEW = ['support', 'member', 'admin', 'analyst']
const TWINS = ['admin', 'support']

/** What gives rights stays as it is: a token of these worlds says who comes, and rows say what they may. */
const GIVES_RIGHTS = ['identity', 'organization']

export const exportsProof: Proof = {
  name: 'exports',
  claim: 'A file holds nothing that its owner may not have, and depends on nothing that its owner may not see',
  async run(ground, { seed, seconds, isLong, say }) {
    const planted = await ground.copyOf(PLANTED, plantCanaries)
    const people = PEOPLE.filter(({ label }) => isLong || label === FEW[seed % FEW.length])
    const canaries = await inWorld(planted, (world, cells) => exportCanaries({ world, cells, find: canaryFinder(cells), people, seed, until: performance.now() + seconds * 500 }))
    const first = await ground.copy()
    const second = await ground.copy()
    const twin = personLabelled(TWINS[seed % TWINS.length] ?? 'admin')
    try {
      const made = await makeTwin(second, twin, { seed, extent: { changed: 300, looked: 2_000 }, only: ({ module }) => !GIVES_RIGHTS.includes(module) })
      say(`a twin of ${twin.label}, ${made.cells + made.publicCells} cells`)
      const twins = await exportTwins({ first, second, person: twin, seed, withinMs: seconds * 500, most: isLong ? 400 : 30 })
      return {
        figures: [
          ['people', people.length], ['files searched for canaries, in three formats', canaries.files], ['rows', canaries.rows], ['bytes', canaries.bytes], ['with a condition on a sensitive column', canaries.conditions], ['refused', canaries.refused],
          [`files of twin worlds, as ${twin.label}`, twins.files], ['rows of one world', twins.rows], ['refused in both', twins.refused], ['leaks and differences', canaries.faults.length + twins.faults.length],
        ],
        faults: [...canaries.faults, ...twins.faults, ...atLeast(3, canaries.files, 'files'), ...atLeast(1, canaries.rows, 'rows in files'), ...atLeast(3, twins.files, 'files of twin worlds'), ...atLeast(1, twins.rows, 'rows in files of twin worlds')],
      }
    } finally {
      await Promise.all([first.drop(), second.drop()])
    }
  },
}

async function inWorld(database: ProofDatabase, use: (world: Awaited<ReturnType<typeof openWorld>>, cells: Awaited<ReturnType<typeof readCells>>) => Promise<ExportCanaryResult>): Promise<ExportCanaryResult> {
  const world = await openWorld({ connectionFor: database.connectionFor, isQuiet: true, isReal: true, exports: { pollMs: 10, limits: MANY } })
  try {
    return await use(world, await withClient(database.superuserUrl, readCells))
  } finally {
    await world.stop()
    await database.drop()
  }
}
