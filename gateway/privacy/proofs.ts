import { canaryProof } from './canary/canary-proof.ts'
import type { Proof } from './proof.ts'
import { twinsProof } from './twins/twins-proof.ts'

/** Everything that is proved, in the order of the table. A new proof is a line here. */
export const PROOFS: readonly Proof[] = [
  canaryProof,
  twinsProof,
]
