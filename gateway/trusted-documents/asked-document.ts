import type { GraphQLRequest } from '@apollo/server'

/** By what a request asks for a document that is not in it. */
export interface AskedDocument {
  /** Hex; absent where none was named. */
  readonly id?: string
  /** An id was named that can be none, or two different ones, or in a version of the form that nobody knows. */
  readonly isMalformed: boolean
}

const ID = /^(?:sha256:)?([0-9a-f]{64})$|^([0-9a-f]{40})$/
/** A bare `id` means a document only where there is no text: beside one, clients number their requests with it. */
const membersOf = ({ query }: GraphQLRequest): readonly string[] => (query === undefined ? ['documentId', 'id'] : ['documentId'])

const member = (value: unknown, name: string): unknown =>
  (typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined)

/** Ids beside the query: `documentId` of GraphQL over HTTP, `id` of older clients; in an address as in a body. */
const besideTheQuery = (request: GraphQLRequest): readonly unknown[] => {
  const { http } = request
  const members = membersOf(request)
  if (http?.method !== 'GET') return members.map(name => member(http?.body, name))
  const search = new URLSearchParams(http.search)
  return members.flatMap(name => search.getAll(name))
}

/** Reads the id in any of its forms; what is named twice has to be the same. */
export const askedDocument = (request: GraphQLRequest): AskedDocument => {
  const persisted: unknown = request.extensions?.persistedQuery
  const given = [...besideTheQuery(request), member(persisted, 'sha256Hash')].filter(value => value !== undefined)
  const isUnknownForm = persisted !== undefined && persisted !== null && (member(persisted, 'version') !== 1 || typeof member(persisted, 'sha256Hash') !== 'string')
  const ids = new Set(given.map(value => {
    const [, sha256, sha1] = (typeof value === 'string' ? ID.exec(value) : null) ?? []
    return sha256 ?? sha1
  }))
  const [id] = ids
  return { ...(ids.size === 1 && id !== undefined && { id }), isMalformed: isUnknownForm || ids.size > 1 || (ids.size === 1 && id === undefined) }
}
