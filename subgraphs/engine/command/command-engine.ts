import type { TenantPrismaClient } from '../../../prisma/database/prisma-client.ts'
import type { Envelope } from '../../../schema/policy/envelope.ts'
import type { KeyRing } from '../../../schema/policy/key-ring.ts'
import type { FaultReporter } from '../operation/subgraph-error.ts'
import type { Catalog } from '../read/catalog.ts'
import type { GivenInput } from './read-input.ts'

/** A question to another module, asked for the caller of the envelope and answered in the caller's view. */
export interface OwnerQuestion {
  readonly module: string
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly envelope: Envelope
}

/** Answers with the data of a question; fails where the other module does not answer. */
export type AskOwner = (question: OwnerQuestion) => Promise<Readonly<Record<string, unknown>>>

/** What running the commands of one module needs. */
export interface CommandEngine {
  readonly catalog: Catalog
  /** Schema of the module, which is also its name in audit records. */
  readonly schema: string
  readonly database: TenantPrismaClient
  readonly keys: { readonly audit: Buffer; readonly envelope: KeyRing; readonly tokenHash: KeyRing }
  readonly askOwner?: AskOwner
  readonly now: () => number
  readonly onFault: FaultReporter
}

/** One command of a request. */
export interface CommandCall {
  readonly envelope: Envelope
  readonly given: GivenInput
  /** Response key, so that two commands of one operation are told apart. */
  readonly place: string
}

/** An expected failure, as the contract shows it. */
export interface UserError {
  readonly code: string
  readonly message: string
  readonly path: readonly string[] | null
}

/** What a command answers before the row is read for the caller. */
export interface CommandAnswer {
  readonly entityId: string | null
  /** Nothing stood in the way, now or with the first of equal requests. */
  readonly isDone: boolean
  readonly userErrors: readonly UserError[]
  readonly replayed: boolean
  readonly secrets: Readonly<Record<string, string>>
}
