import type { Policy } from '../../schema/policy/policy.ts'
import type { SubgraphLink } from '../sources/subgraph-link.ts'
import type { Supergraph } from '../supergraph.ts'

/** What a running gateway reads again. */
export interface GraphFiles {
  /** How often the files are looked at; 0 waits for SIGHUP alone. */
  readonly everyMs: number
  readonly paths: readonly string[]
  /** Throws what the start would have ended with. */
  readSupergraph(): Supergraph
  /** Of the current ones those that stay come back as the same objects. */
  linksOf(supergraph: Supergraph, current?: readonly SubgraphLink[]): readonly SubgraphLink[]
  readPolicy(): Policy
  /** One line for whoever runs it: what was taken, or why it was refused. */
  say(line: string): void
}
