import type { ConnectionFor } from '../../prisma/database/connection.ts'

/** A database that one proof may read and change as it likes. */
export interface ProofDatabase {
  readonly connectionFor: ConnectionFor
  /** For what a proof looks at from above: it is bound by no grant and no row security. */
  readonly superuserUrl: string
  drop(): Promise<void>
}

/** Where proofs find something to prove. */
export interface ProofGround {
  /** A new copy of the seeded demo data, in well under a second. */
  copy(): Promise<ProofDatabase>
  /** A copy that somebody has made ready: built once by `fill`, and again when the sources or this key change. Copied for the caller like the other. */
  copyOf(key: string, fill: (database: ProofDatabase) => Promise<void>): Promise<ProofDatabase>
}

export interface ProofOptions {
  /** The same seed gives the same operations in the same order. */
  readonly seed: number
  /** About how long the proof should take; the short profile gives a few seconds, `--minutes` its share. */
  readonly seconds: number
  /** True for everything there is, false for the part that `npm test` runs. */
  readonly isLong: boolean
  /** Words in the names of defences; all that the profile has where it is left out. */
  readonly defences?: readonly string[]
  /** Progress, for people who wait. */
  say(line: string): void
}

/** What a proof found out. It holds where there are no faults. */
export interface Figures {
  /** In the order in which they are printed. */
  readonly figures: readonly (readonly [label: string, value: string | number])[]
  /** One line a fault, ready to be acted upon: what was asked, by whom, with which seed, what came back. */
  readonly faults: readonly string[]
}

/** One row of the table that `npm run privacy` prints. */
export interface Proof {
  /** For `--only`: a word or two with dashes. */
  readonly name: string
  /** What is claimed, as a sentence that could be false. */
  readonly claim: string
  run(ground: ProofGround, options: ProofOptions): Promise<Figures>
}
