import type { ConnectionFor } from '../../prisma/database/connection.ts'
import { createTenantPool } from '../../prisma/database/tenant-pool.ts'
import type { DocumentMode, DocumentOptions, FreeDocument } from './document-options.ts'
import { filedDocuments } from './filed-documents.ts'
import { onceEach } from './once-each.ts'
import { storedDocuments } from './stored-documents.ts'
import { NOBODY } from './trusted-documents.ts'
import type { TrustedDocuments } from './trusted-documents.ts'

/** Where documents are, and what is done with others. */
export interface OpenDocumentsOptions {
  readonly mode: DocumentMode
  /** A manifest, for every brand. */
  readonly file?: string | undefined
  /** Absent for a graph without a database of ours. */
  readonly connectionFor?: ConnectionFor | undefined
  /** How often what is in memory is compared with what is there. */
  readonly everyMs?: number
  onFault?(cause: unknown): void
  onFree?(document: FreeDocument): void
}

const EVERY_MS = 5_000

/** The stores in their order: what one does not have, the next may. */
const inTurn = (stores: readonly TrustedDocuments[]): TrustedDocuments => ({
  async find(brandId, client, id) {
    for (const store of stores) {
      const text = await store.find(brandId, client, id)
      if (text !== undefined) return text
    }
    return undefined
  },
  async known(brandId, client) {
    for (const store of stores) {
      const known = await store.known(brandId, client)
      if (known.name !== '') return known
    }
    return NOBODY
  },
  close: async () => void await Promise.all(stores.map(store => store.close())),
})

/** Opens what the mode needs; where documents are off, that is nothing. */
export const openDocuments = async (
  { mode, file, connectionFor, everyMs = EVERY_MS, onFault, onFree }: OpenDocumentsOptions,
): Promise<DocumentOptions & { close(): Promise<void> }> => {
  if (mode === 'off') return { mode, close: async () => {} }
  const filed = file === undefined ? [] : [await filedDocuments(file, { everyMs, onFault })]
  const stored = connectionFor ? [storedDocuments(createTenantPool({ connectionString: connectionFor('vg_gateway'), max: 1, applicationName: 'veilgraph documents' }), { everyMs, onFault })] : []
  const trusted = inTurn([...filed, ...stored])
  return { mode, trusted, ...(onFree && { onFree: onceEach(onFree) }), close: () => trusted.close() }
}
