import { combinationFigures } from '../../../schema/policy/proof/combination-figures.ts'
import { matrixFigures } from '../../../schema/policy/proof/matrix-figures.ts'
import type { Proof } from '../proof.ts'

/** Every role, category, purpose and scope against a table that was written a second time. */
export const matrixProof: Proof = {
  name: 'matrix',
  claim: 'Decisions are those of the table, in every cell',
  run: async () => matrixFigures(),
}

/** All pairs and triples of grants. */
export const combinationProof: Proof = {
  name: 'combinations',
  claim: 'Grants together never give more than the strongest of them',
  run: async (_ground, { isLong }) => combinationFigures({ isLong }),
}
