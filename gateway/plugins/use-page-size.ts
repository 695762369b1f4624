import { getNamedType, separateOperations, TypeInfo, visit, visitWithTypeInfo } from 'graphql'
import type { DocumentNode, FieldNode, GraphQLError, GraphQLField, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { argumentValues } from '../argument-values.ts'
import type { Limits } from '../limits/limits.ts'
import { refuse } from '../refusal.ts'
import type { RequestStage } from './in-order.ts'

interface PagedField {
  readonly field: GraphQLField<unknown, unknown>
  readonly node: FieldNode
  readonly isRoot: boolean
}

const PAGE_ARGUMENTS = ['first', 'last', 'offset']

const isConnection = (field: GraphQLField<unknown, unknown>): boolean => getNamedType(field.type).name.endsWith('Connection')

const pagedFields = (schema: GraphQLSchema, document: DocumentNode): readonly PagedField[] => {
  const types = new TypeInfo(schema)
  const found: PagedField[] = []
  visit(document, visitWithTypeInfo(types, {
    Field(node) {
      const field = types.getFieldDef()
      if (field && isConnection(field) && node.arguments?.some(argument => PAGE_ARGUMENTS.includes(argument.name.value))) found.push({ field, node, isRoot: types.getParentType() === schema.getQueryType() })
    },
  }))
  return found
}

const refusedPage = (values: Readonly<Record<string, unknown>>, { page, offset }: Pick<Limits, 'page' | 'offset'>): GraphQLError | undefined => {
  for (const name of ['first', 'last'] as const) {
    const size = values[name]
    if (typeof size !== 'number') continue
    if (size < 1) return refuse('VALIDATION_FAILED', { rule: name })
    if (size > page) return refuse('PAGE_TOO_LARGE', { rule: name, limit: page })
  }
  if (typeof values.offset !== 'number') return undefined
  if (values.offset < 0) return refuse('VALIDATION_FAILED', { rule: 'offset' })
  return values.offset > offset ? refuse('OFFSET_TOO_LARGE', { rule: 'offset', limit: offset }) : undefined
}

interface PageLimits extends Pick<Limits, 'page' | 'offset'> {
  /** Of a list at the root, where it is another one. */
  readonly rootPage?: number
}

const refusedIn = (fields: readonly PagedField[], variables: Readonly<Record<string, unknown>>, limits: PageLimits): GraphQLError | undefined => {
  const { page, rootPage = page, offset } = limits
  for (const { field, node, isRoot } of fields) {
    const refused = refusedPage(argumentValues(field, node, variables), { page: isRoot ? rootPage : page, offset })
    if (refused) return refused
  }
  return undefined
}

/** What is too large about the pages of a document with one operation, if anything. */
export const pageExcess = (schema: GraphQLSchema, document: DocumentNode, variables: Readonly<Record<string, unknown>>, limits: PageLimits): GraphQLError | undefined =>
  refusedIn(pagedFields(schema, document), variables, limits)

/** Refuses pages of no rows or of too many, wherever in the document their size comes from. */
export const usePageSize = (limits: Limits): RequestStage => {
  const known = new WeakMap<OperationDefinitionNode, readonly PagedField[]>()
  return {
    every: {
      didResolveOperation({ schema, document, operation, contextValue: { scope: { variables = {}, job } } }) {
        if (!operation) return
        const fields = known.get(operation)
          ?? pagedFields(schema, separateOperations(document)[operation.name?.value ?? ''] ?? document)
        known.set(operation, fields)
        const refused = refusedIn(fields, variables, job ? { ...limits, rootPage: job.page } : limits)
        if (refused) throw refused
      },
    },
  }
}
