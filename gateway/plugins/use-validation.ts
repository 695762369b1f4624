import { GraphQLError, specifiedRules, validate } from 'graphql'
import type { ASTVisitor, DocumentNode, GraphQLSchema, ValidationContext } from 'graphql'
import { refuse } from '../refusal.ts'
import { RESERVED_PREFIX } from '../sensitivity/reserved-names.ts'
import type { RequestStage } from './in-order.ts'

const MAX_ERRORS = 10

const TYPE_NAME = '__typename'

/** A client's alias in the place of one of the rewrite's would be taken for it, and one in the place of the type for the type of the object. */
const reservedAliases = (context: ValidationContext): ASTVisitor => ({
  Field(node) {
    const { alias, name } = node
    const isTaken = alias?.value.startsWith(RESERVED_PREFIX) || (alias?.value === TYPE_NAME && name.value !== TYPE_NAME)
    if (isTaken) context.reportError(new GraphQLError('reserved', { nodes: node }))
  },
})

/** What is wrong with a document by the rules of GraphQL and ours, in one error; it names places and never texts of the library. */
export const invalidity = (schema: GraphQLSchema, document: DocumentNode): GraphQLError | 'VALID' => {
  const errors = validate(schema, document, [...specifiedRules, reservedAliases], { maxErrors: MAX_ERRORS })
  return errors.length === 0 ? 'VALID' : refuse('GRAPHQL_VALIDATION_FAILED', {}, errors.flatMap(error => error.nodes ?? []).slice(0, MAX_ERRORS))
}

/**
 * Validates against the API schema, once per document. Apollo's own validation is switched off in `server.ts`,
 * because it runs before any stage that may refuse. One error tells all the places.
 */
export const useValidation = (): RequestStage => {
  const judged = new WeakMap<DocumentNode, GraphQLError | 'VALID'>()
  return {
    every: {
      didResolveOperation({ schema, document, operation }) {
        const verdict = judged.get(document) ?? invalidity(schema, document)
        judged.set(document, verdict)
        if (verdict !== 'VALID') throw verdict
        if (!operation) throw refuse('OPERATION_RESOLUTION_FAILURE')
        // the rules of the library have nothing to say about fields of a root that the schema does not have
        if (!schema.getRootType(operation.operation)) throw refuse('OPERATION_REFUSED', {}, [operation])
      },
    },
  }
}
