import type { Client } from './client-of.ts'

/** Documents that were registered before somebody asks for them. */
export interface TrustedDocuments {
  /** The text of a document of this client; undefined where it has none by this id, whoever else may have one. */
  find(brandId: string, client: Client, id: string): Promise<string | undefined>
  close(): Promise<void>
}

/** Texts by id and client. */
export type DocumentMap = ReadonlyMap<string, string>

/** The key of a document in a map; an empty client or version stands for every one. */
export const documentKey = (id: string, { name, version }: Client): string => `${id} ${name} ${version}`

/** Looks for the document of the client's version, then of the client, then of everybody. */
export const lookUp = (documents: DocumentMap, client: Client, id: string): string | undefined =>
  documents.get(documentKey(id, client)) ?? documents.get(documentKey(id, { ...client, version: '' })) ?? documents.get(documentKey(id, { name: '', version: '' }))
