import { createHash } from 'node:crypto'
import { Kind, parse } from 'graphql'
import type { DocumentNode } from 'graphql'
import { z } from 'zod'
import { isClientName } from './client-of.ts'
import { ManifestError } from './manifest-error.ts'

/** A document that a client's tools have written down. */
export interface ListedDocument {
  /** Hash of the body, by which the client asks for it. */
  readonly id: string
  readonly name: string
  readonly body: string
  /** Only where the file says it; a file is for the clients that it is imported for. */
  readonly clientName?: string
}

/** Longer ones are not documents of people; the table takes no more either. */
const LONGEST = 262_144

const MANIFEST = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({
    id: z.string(), body: z.string(), name: z.string(), type: z.enum(['query', 'mutation', 'subscription']), clientName: z.string().refine(isClientName).nullish(),
  })),
})
const PRESET = z.record(z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/), z.string())

const hashes = (id: string, body: string): boolean =>
  (id.length === 64 || id.length === 40) && createHash(id.length === 64 ? 'sha256' : 'sha1').update(body).digest('hex') === id

const parsed = (body: string, place: string): DocumentNode => {
  if (Buffer.byteLength(body) > LONGEST) throw new ManifestError(`${place} is longer than ${LONGEST} bytes.`)
  try {
    return parse(body, { noLocation: true })
  } catch {
    throw new ManifestError(`${place} is no GraphQL document.`)
  }
}

const listed = (given: { readonly id: string, readonly body: string, readonly name?: string, readonly type?: string, readonly clientName?: string | null | undefined }, place: string): ListedDocument => {
  const { id, body, name, type, clientName } = given
  if (!hashes(id, body)) throw new ManifestError(`${place} has an id that is not the SHA-256 or SHA-1 of its text.`)
  const operations = parsed(body, place).definitions.filter(definition => definition.kind === Kind.OPERATION_DEFINITION)
  const [operation] = operations
  if (!operation?.name || operations.length > 1) throw new ManifestError(`${place} must hold one operation, with a name.`)
  if (name !== undefined && operation.name.value !== name) throw new ManifestError(`${place} holds an operation of another name than it says.`)
  if (type !== undefined && operation.operation !== type) throw new ManifestError(`${place} holds an operation of another type than it says.`)
  return { id, name: operation.name.value, body, ...(typeof clientName === 'string' && { clientName }) }
}

const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new ManifestError('The file is no JSON.')
  }
}

/** Reads the manifest of Apollo's tools, or the `persisted-documents.json` of the client preset; every hash is worked out again. */
export const readManifest = (text: string): readonly ListedDocument[] => {
  const value = json(text)
  const manifest = MANIFEST.safeParse(value)
  if (manifest.success) {
    const documents = manifest.data.operations.map((operation, index) => listed(operation, `Operation ${index + 1}`))
    if (new Set(documents.map(({ id, clientName }) => `${id} ${clientName ?? ''}`)).size < documents.length) throw new ManifestError('The file lists a document twice.')
    return documents
  }
  const preset = PRESET.safeParse(value)
  if (!preset.success) throw new ManifestError('The file is neither a persisted query manifest of version 1 nor an object of documents by their hash.')
  return Object.entries(preset.data).map(([id, body], index) => listed({ id, body }, `Document ${index + 1}`))
}
