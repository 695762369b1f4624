import { readFile, stat } from 'node:fs/promises'
import { GatewayError } from '../gateway-error.ts'
import { freshValue } from './fresh-value.ts'
import { ManifestError } from './manifest-error.ts'
import { readManifest } from './read-manifest.ts'
import { documentKey, knownIn, lookUp } from './trusted-documents.ts'
import type { DocumentMap, TrustedDocuments } from './trusted-documents.ts'

interface Kept {
  readonly stamp: string
  readonly documents: DocumentMap
}

const read = async (file: string, before: Kept | undefined): Promise<Kept | undefined> => {
  const { mtimeMs, size } = await stat(file)
  const stamp = `${mtimeMs} ${size}`
  if (stamp === before?.stamp) return undefined
  const documents = readManifest(await readFile(file, 'utf8'))
  return { stamp, documents: new Map(documents.map(({ id, body, clientName = '' }) => [documentKey(id, { name: clientName, version: '' }), body])) }
}

/** The documents of one file, for every brand; read again when it changes. A file that cannot be read keeps a gateway from starting, and a running one by its old one. */
export const filedDocuments = async (file: string, { everyMs, onFault }: { readonly everyMs: number, onFault?(cause: unknown): void }): Promise<TrustedDocuments> => {
  const kept = freshValue<Kept>({ read: before => read(file, before), everyMs, onFault })
  try {
    await kept.get()
  } catch (cause) {
    throw new GatewayError('TRUSTED_DOCUMENTS_INVALID', `Cannot use the file of VEIL_TRUSTED_DOCUMENTS_FILE: ${cause instanceof ManifestError ? cause.message : 'it cannot be read.'}`)
  }
  return {
    find: async (_brand, client, id) => lookUp((await kept.get()).documents, client, id),
    known: async (_brand, client) => knownIn((await kept.get()).documents, client),
    close: () => kept.idle(),
  }
}
