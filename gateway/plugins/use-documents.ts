import { counter } from '../metrics.ts'
import { clientOf } from '../trusted-documents/client-of.ts'
import { resolveDocument } from '../trusted-documents/resolve-document.ts'
import type { ResolveOptions } from '../trusted-documents/resolve-document.ts'
import { NOBODY } from '../trusted-documents/trusted-documents.ts'
import type { RequestStage } from './in-order.ts'

const documents = counter('veil_documents_total', 'Requests by where their document came from.', {
  outcome: ['trusted', 'own', 'free', 'unknown', 'malformed'],
})

/** Stands in for a text that is not to be parsed, until the first stage ends the request. */
const NOTHING = '{ __typename }'

/**
 * Puts the text in the place of its id. It happens as the request begins: every later hook of the server comes after the text was read,
 * and a refused text is never read at all. Outside of these stages the server knows no persisted queries.
 */
export const useDocuments = (options: ResolveOptions): RequestStage => {
  const { mode, trusted, onFree } = options
  return {
    async begin({ request, contextValue: { scope } }) {
      if (scope.job) return undefined
      const { text, refusal, outcome, keep } = await resolveDocument(options, request, scope)
      documents.add({ outcome })
      if (refusal || text !== undefined) {
        request.query = refusal ? NOTHING : text
        request.extensions = { ...request.extensions, persistedQuery: undefined }
      }
      return {
        didResolveOperation() {
          if (refusal) throw refusal
        },
        async willSendResponse({ operation, response: { body } }) {
          if (body.kind !== 'single') return
          if (mode === 'off') {
            // it was parsed, valid and allowed: only then it is worth a place
            if (body.singleResult.data !== undefined) keep?.()
            return
          }
          if (outcome !== 'free' || refusal) return
          const client = clientOf(name => request.http?.headers.get(name))
        const known = onFree && await trusted?.known(scope.principal.brandId, client)
        onFree?.({ client: known ?? NOBODY, operationName: operation?.name?.value, operationHash: scope.facts.operationHash })
          if (mode === 'warn') body.singleResult.extensions = { ...body.singleResult.extensions, trustedDocument: false }
        },
      }
    },
  }
}
