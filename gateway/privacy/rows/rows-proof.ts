import { withClient } from '../../../prisma/database/open-client.ts'
import { openWorld } from '../../e2e/harness/open-world.ts'
import { atLeast } from '../at-least.ts'
import { PEOPLE } from '../person.ts'
import type { Person } from '../person.ts'
import type { Proof, ProofDatabase } from '../proof.ts'
import { MATRIX_WAYS } from './matrix/matrix-findings.ts'
import { matrixFigures } from './matrix/matrix-figures.ts'
import { runMatrix } from './matrix/run-matrix.ts'
import { checkLeads, checkLists, checkNestedFilters, readVisible } from './row-checks.ts'
import type { RowFindings } from './row-checks.ts'

const FEWEST_ROWS = 20
const FEWEST_CHECKS = 300
const FEW = ['admin', 'billing-admin']

/** The rows that there are for somebody: listed, counted, led to, told of by a filter. */
export const rowsProof: Proof = {
  name: 'rows',
  claim: 'Nobody is shown, counted or told of a row that is not theirs to see',
  async run(ground, { isLong, seed, seconds, say }) {
    const database = await ground.copy()
    const matrix = await ground.copy()
    try {
      const people = PEOPLE.filter(({ label, purpose }) => (isLong ? purpose !== 'BILLING' : FEW.includes(label)))
      const found = await findRows(database, people)
      const cells = await runMatrix(matrix, { seed, say, each: isLong ? 3 : 1, withinMs: isLong ? undefined : seconds * 1000, fewest: FEWEST_CHECKS })
      return { figures: [...matrixFigures(cells), ['people', people.length], ['lists, leads and filters', found.checks], ['conditions with hidden rows behind them', found.behind], ['rows compared with the oracle', found.rows], ['wrong', found.faults.length]], faults: [...cells.found.faults, ...atLeast(FEWEST_CHECKS, MATRIX_WAYS.reduce((sum, way) => sum + cells.found.count(way), 0), 'checks of the matrix'), ...found.faults, ...atLeast(FEWEST_ROWS * people.length, found.rows, 'rows'), ...atLeast(people.length, found.behind, 'conditions with hidden rows behind them')] }
    } finally {
      await Promise.all([database.drop(), matrix.drop()])
    }
  },
}

export async function findRows({ connectionFor, superuserUrl }: ProofDatabase, people: readonly Person[]): Promise<RowFindings> {
  const found: RowFindings = { checks: 0, rows: 0, behind: 0, faults: [] }
  const world = await openWorld({ connectionFor, isQuiet: true })
  try {
    await withClient(superuserUrl, async (database) => {
      for (const person of people) {
        const visible = await readVisible(database, person)
        for (const check of [checkLists, checkLeads, checkNestedFilters]) await check({ world, database, person }, visible, found)
      }
    })
    return found
  } finally {
    await world.stop()
  }
}
