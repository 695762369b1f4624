import type { GraphQLRequest } from '@apollo/server'
import type { GraphQLError } from 'graphql'
import { networkOf } from '../budgets/cost/network-of.ts'
import { spenderOf } from '../budgets/budget-rows.ts'
import type { RequestScope } from '../gateway-context.ts'
import { refuse } from '../refusal.ts'
import { BRAND_CLEARANCES } from '../../schema/policy/roles.ts'
import { askedDocument } from './asked-document.ts'
import { clientOf } from './client-of.ts'
import type { DocumentOptions } from './document-options.ts'
import { onlyIntrospects } from './only-introspects.ts'
import type { OwnQueries } from './own-queries.ts'
import { sha256 } from '../../schema/sha256.ts'

/** What is run for a request. */
export interface ResolvedDocument {
  /** Absent where the request is left as it is. */
  readonly text?: string
  readonly refusal?: GraphQLError
  readonly outcome: 'trusted' | 'own' | 'free' | 'unknown' | 'malformed'
  /** Called once the text is known to be good. */
  keep?(): void
}

/** With what documents are found. */
export interface ResolveOptions extends DocumentOptions {
  readonly own: OwnQueries
  readonly tokens: number
}

/** Whose texts are kept together: callers who are nobody are told apart by where they are. */
const ownerOf = ({ principal, address }: RequestScope): string | undefined => {
  if (principal.kind === 'ANONYMOUS') return address === undefined ? undefined : `${principal.brandId} ANONYMOUS:${networkOf(address)}`
  return [principal.brandId, spenderOf(principal), ...principal.onBehalfOf ? [principal.onBehalfOf.id] : []].join(' ')
}

const MALFORMED = (): ResolvedDocument => ({ outcome: 'malformed', refusal: refuse('BAD_REQUEST') })

/** Trusted documents are off: a caller's own texts, by their SHA-256. */
const ownDocument = ({ own }: ResolveOptions, scope: RequestScope, id: string, query: string | undefined): ResolvedDocument => {
  const owner = ownerOf(scope)
  if (owner === undefined || id.length !== 64) return { outcome: 'unknown', refusal: refuse('PERSISTED_QUERY_NOT_SUPPORTED') }
  if (query === undefined) {
    const text = own.find(owner, id)
    return text === undefined ? { outcome: 'unknown', refusal: refuse('PERSISTED_QUERY_NOT_FOUND') } : { outcome: 'own', text }
  }
  return sha256(query) === id ? { outcome: 'own', text: query, keep: () => own.keep(owner, id, query) } : MALFORMED()
}

const isStaff = ({ principal: { clearances } }: RequestScope): boolean => clearances.some(clearance => BRAND_CLEARANCES.some(staff => staff === clearance))

/** A text that is in the request itself, where documents are trusted. */
const freeDocument = ({ mode, tokens }: ResolveOptions, scope: RequestScope, query: string): ResolvedDocument => {
  if (mode !== 'require') return { outcome: 'free', text: query }
  return isStaff(scope) && onlyIntrospects(query, tokens) ? { outcome: 'trusted', text: query } : { outcome: 'free', refusal: refuse('DOCUMENT_NOT_TRUSTED') }
}

/** Finds what a request asks for, before anything of it is parsed. Of what others have, it says nothing: unknown is unknown. */
export const resolveDocument = async (options: ResolveOptions, request: GraphQLRequest, scope: RequestScope): Promise<ResolvedDocument> => {
  const { mode, trusted } = options
  const { id, isMalformed } = askedDocument(request)
  const { query, http } = request
  if (isMalformed) return mode === 'require' ? { outcome: 'malformed', refusal: refuse('DOCUMENT_NOT_TRUSTED') } : MALFORMED()
  if (mode === 'off') return id === undefined ? { outcome: 'free' } : ownDocument(options, scope, id, query)
  const client = clientOf(name => http?.headers.get(name))
  const named = id ?? (query === undefined || mode === 'require' ? undefined : sha256(query))
  const text = named === undefined ? undefined : await trusted?.find(scope.principal.brandId, client, named)
  if (text !== undefined) return { outcome: 'trusted', text }
  if (query !== undefined) return freeDocument(options, scope, query)
  if (id === undefined) return { outcome: 'malformed' }
  return { outcome: 'unknown', refusal: refuse(mode === 'require' ? 'DOCUMENT_NOT_TRUSTED' : 'PERSISTED_QUERY_NOT_SUPPORTED') }
}
