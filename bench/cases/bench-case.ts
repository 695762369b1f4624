import type { Asker, AskerName } from './asker.ts'
import type { Read } from './read.ts'

export type Variables = Readonly<Record<string, string>>

/** One question that every arm answers with the same `data`. */
export interface BenchCase {
  readonly name: string
  /** What it asks, in words; stands under the table. */
  readonly title: string
  readonly asker: AskerName
  readonly query: string
  /** Rows of the database to ask for in turn; a case without variables has none. */
  readonly variables: readonly Variables[]
  /** Stands in `data` wherever the demo data is complete: two empty answers would be equal too. */
  readonly proof: string
  /** The same by hand: the JSON text of `data`, from as few statements as the walls between the modules allow. */
  byHand(read: Read, asker: Asker, variables: Variables): Promise<string>
}
