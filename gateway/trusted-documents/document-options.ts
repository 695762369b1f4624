import type { Client } from './client-of.ts'
import type { TrustedDocuments } from './trusted-documents.ts'

/**
 * How much documents that nobody registered may do: `off` knows none and lets clients register their own texts by hash, `log` counts and
 * names what is not registered, `warn` says so in the answer too, `require` refuses it.
 */
export const DOCUMENT_MODES = ['off', 'log', 'warn', 'require'] as const
export type DocumentMode = (typeof DOCUMENT_MODES)[number]

/** An operation that was run although nobody registered it. */
export interface FreeDocument {
  readonly client: Client
  readonly operationName: string | undefined
  readonly operationHash: string
}

/** What a gateway is told of documents. */
export interface DocumentOptions {
  readonly mode: DocumentMode
  readonly trusted?: TrustedDocuments
  /** Called for each request with one, where the mode is `log` or `warn`. */
  onFree?(document: FreeDocument): void
}
