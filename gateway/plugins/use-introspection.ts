import type { ApolloServerPlugin } from '@apollo/server'
import { Kind, visit, BREAK } from 'graphql'
import type { DocumentNode } from 'graphql'
import type { Principal } from '../../schema/policy/principal.ts'
import { BRAND_CLEARANCES } from '../../schema/policy/roles.ts'
import type { GatewayContext } from '../gateway-context.ts'
import { refuse } from '../refusal.ts'

const INTROSPECTION_FIELDS = ['__schema', '__type']

const introspects = (document: DocumentNode): boolean => {
  let found = false
  visit(document, {
    [Kind.FIELD](node) {
      if (!INTROSPECTION_FIELDS.includes(node.name.value)) return undefined
      found = true
      return BREAK
    },
  })
  return found
}

/** Whether somebody may read the schema: everybody who is known in development, staff of the brand elsewhere. */
export const mayIntrospect = ({ kind, clearances }: Principal, isDevelopment: boolean): boolean =>
  kind !== 'ANONYMOUS' && (isDevelopment || clearances.some(clearance => BRAND_CLEARANCES.some(staff => staff === clearance)))

/** Reading the schema is a right of the caller: everybody who is known in development, staff of the brand elsewhere. */
export const useIntrospection = (isDevelopment: boolean): ApolloServerPlugin<GatewayContext> => {
  const known = new WeakMap<DocumentNode, boolean>()
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, contextValue: { scope: { principal } } }) {
          const asks = known.get(document) ?? introspects(document)
          known.set(document, asks)
          if (asks && !mayIntrospect(principal, isDevelopment)) throw refuse('INTROSPECTION_REFUSED')
        },
      }
    },
  }
}
