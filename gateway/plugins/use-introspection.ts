import type { Principal } from '../../schema/policy/principal.ts'
import { BRAND_CLEARANCES } from '../../schema/policy/roles.ts'
import { variantsOfPrincipal } from '../../schema/variants/variants-of-principal.ts'
import { refuse } from '../refusal.ts'
import type { Supergraph } from '../supergraph.ts'
import { introspection } from '../variants/introspection.ts'
import { introspects } from '../variants/split-introspection.ts'
import { variantSchemas } from '../variants/variant-schemas.ts'
import type { RequestStage } from './in-order.ts'

/** Whether somebody may read a whole schema: everybody who is known in development, staff of the brand elsewhere. */
export const mayIntrospect = ({ kind, clearances }: Principal, isDevelopment: boolean): boolean =>
  kind !== 'ANONYMOUS' && (isDevelopment || clearances.some(clearance => BRAND_CLEARANCES.some(staff => staff === clearance)))

/**
 * Reading the schema: of our own graph everybody sees what is of use to them, their variants. A graph of other people says nothing of that,
 * so it is shown as a whole to those who may read it. Stands behind the sensitivity stage, which writes fragments out.
 */
export const useIntrospection = ({ schema: composed, isForeign }: Pick<Supergraph, 'schema' | 'isForeign'>, isDevelopment: boolean): RequestStage => {
  const schemaOf = variantSchemas(composed)
  const read = introspection()
  return {
    every: {
      didResolveOperation({ schema, contextValue: { scope } }) {
        const { principal, verdict, variables = {} } = scope
        if (!verdict || !introspects(verdict.analysis.operation)) return
        // who opens a graph of other people to everybody for a try has nothing to hide of it
        if (isForeign && !isDevelopment && !mayIntrospect(principal, isDevelopment)) throw refuse('INTROSPECTION_REFUSED')
        scope.introspected = read({ schema: isForeign ? schema : schemaOf(variantsOfPrincipal(principal)), verdict, variables })
      },
    },
  }
}
