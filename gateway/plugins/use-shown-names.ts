import type { GraphQLSchema } from 'graphql'
import { shownFacts } from '../variants/shown-facts.ts'
import type { RequestStage } from './in-order.ts'

/** The one place through which every refusal passes whose caller is known: what it offers instead is cut to what that caller's schema shows. */
export const useShownNames = (schema: GraphQLSchema): RequestStage => {
  const left = shownFacts(schema)
  return {
    every: {
      willSendResponse({ document, response: { body }, contextValue: { scope: { principal, variables } } }) {
        if (body.kind !== 'single' || !body.singleResult.errors || !document) return
        body.singleResult.errors = body.singleResult.errors.map(error => (error.extensions ? { ...error, extensions: left(error.extensions, { principal, document, variables }) } : error))
      },
    },
  }
}
