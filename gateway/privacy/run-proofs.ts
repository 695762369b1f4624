import type { Figures, Proof, ProofGround, ProofOptions } from './proof.ts'

/** A proof and what it found. */
export interface Proved extends Figures {
  readonly proof: Proof
  readonly seconds: number
}

/** Runs proofs one after the other; one that breaks off has a fault and does not keep the others from being tried. */
export async function runProofs(proofs: readonly Proof[], ground: ProofGround, options: ProofOptions): Promise<readonly Proved[]> {
  const results: Proved[] = []
  for (const proof of proofs) {
    options.say(`${proof.name} …`)
    const started = performance.now()
    const figures = await proof.run(ground, options).catch((failure: unknown): Figures => ({ figures: [], faults: [`broke off: ${failure instanceof Error ? failure.stack ?? failure.message : String(failure)}`] }))
    results.push({ ...figures, proof, seconds: (performance.now() - started) / 1000 })
  }
  return results
}
