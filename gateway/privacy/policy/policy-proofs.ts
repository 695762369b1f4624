import { combinationFigures } from '../../../schema/policy/proof/combination-figures.ts'
import { matrixFigures } from '../../../schema/policy/proof/matrix-figures.ts'
import { atLeast } from '../at-least.ts'
import type { Figures, Proof } from '../proof.ts'

/** Every role, category, purpose and scope against a table that was written a second time. */
export const matrixProof: Proof = {
  name: 'matrix',
  claim: 'Decisions are those of the table, in every cell',
  run: async () => withEnough(matrixFigures()),
}

/** All pairs and triples of grants. */
export const combinationProof: Proof = {
  name: 'combinations',
  claim: 'Grants together never give more than the strongest of them',
  run: async (_ground, { isLong }) => withEnough(combinationFigures({ isLong })),
}

/** Every count of comparisons among the figures is one of many. */
function withEnough({ figures, faults }: Figures): Figures {
  const counts = figures.filter(([label]) => label.endsWith('compared'))
  return { figures, faults: [...faults, ...atLeast(1, counts.length, 'counts of comparisons'), ...counts.flatMap(([label, count]) => atLeast(FEWEST, Number(count), label))] }
}

const FEWEST = 100
