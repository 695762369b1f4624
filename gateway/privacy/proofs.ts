import { accessLogProof } from './access-log/access-log-proof.ts'
import { canaryProof } from './canary/canary-proof.ts'
import { crossTalkProof } from './cross-talk/cross-talk-proof.ts'
import { disclosuresProof } from './disclosures/disclosures-proof.ts'
import { doorsProof } from './doors/doors-proof.ts'
import { exportsProof } from './exports/exports-proof.ts'
import { fourAnswersProof } from './four-answers/four-answers-proof.ts'
import { killProof } from './kill/kill-proof.ts'
import { chainProof } from './chain/chain-proof.ts'
import { overheadProof } from './overhead/overhead-proof.ts'
import { combinationProof, matrixProof } from './policy/policy-proofs.ts'
import { cubeProof } from './cube/cube-proof.ts'
import { keysetProof } from './keyset/keyset-proof.ts'
import { poisonProof } from './poison/poison-proof.ts'
import { envelopeProof } from './envelope/envelope-proof.ts'
import type { Proof } from './proof.ts'
import { rowsProof } from './rows/rows-proof.ts'
import { robotsProof } from './robots/robots-proof.ts'
import { twinsProof } from './twins/twins-proof.ts'

/** Everything that the tests prove too, in the order of the table. A new proof is a line here. */
export const PROOFS: readonly Proof[] = [
  canaryProof,
  twinsProof,
  disclosuresProof,
  rowsProof,
  doorsProof,
  envelopeProof,
  matrixProof,
  combinationProof,
  fourAnswersProof,
  accessLogProof,
  chainProof,
  crossTalkProof,
  poisonProof,
  keysetProof,
  cubeProof,
  killProof,
  robotsProof,
]

/** What `npm run privacy` runs: the tests leave out what makes databases of its own beside those of the others. */
export const USUAL_PROOFS: readonly Proof[] = [...PROOFS, exportsProof]

/** What takes minutes, or wants the machine for itself: with `--minutes` or by name. */
export const LONG_PROOFS: readonly Proof[] = [...USUAL_PROOFS, overheadProof]
