import type { Client } from './client-of.ts'

/** Documents that were registered before somebody asks for them. */
export interface TrustedDocuments {
  /** The text of a document of this client; undefined where it has none by this id, whoever else may have one. */
  find(brandId: string, client: Client, id: string): Promise<string | undefined>
  /** What of the client's word stands with a document: anything else could be a text of somebody, and is not written down. */
  known(brandId: string, client: Client): Promise<Client>
  close(): Promise<void>
}

/** Texts by id and client. */
export type DocumentMap = ReadonlyMap<string, string>

/** A client with no name that is known. */
export const NOBODY: Client = { name: '', version: '' }

/** The key of a document in a map; an empty client or version stands for every one. */
export const documentKey = (id: string, { name, version }: Client): string => `${id} ${name} ${version}`

/** Looks for the document of the client's version, then of the client, then of everybody. */
export const lookUp = (documents: DocumentMap, client: Client, id: string): string | undefined =>
  documents.get(documentKey(id, client)) ?? documents.get(documentKey(id, { ...client, version: '' })) ?? documents.get(documentKey(id, NOBODY))

const clientsByMap = new WeakMap<DocumentMap, ReadonlySet<string>>()

const clientsIn = (documents: DocumentMap): ReadonlySet<string> => {
  const clients = clientsByMap.get(documents) ?? new Set([...documents.keys()].flatMap(key => {
    const [, name = '', version = ''] = key.split(' ')
    return [`${name} `, `${name} ${version}`]
  }))
  clientsByMap.set(documents, clients)
  return clients
}

/** The name of a client that has a document, and its version if that has one. */
export const knownIn = (documents: DocumentMap, { name, version }: Client): Client => {
  const clients = clientsIn(documents)
  if (!clients.has(`${name} `)) return NOBODY
  return { name, version: clients.has(`${name} ${version}`) ? version : '' }
}
