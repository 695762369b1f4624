import {
  execute, getNamedType, isObjectType,
  type GraphQLFieldResolver, type GraphQLObjectType, type GraphQLResolveInfo, type GraphQLSchema,
} from 'graphql'
import type { SubgraphRequest, SubgraphResponse } from '../../../schema/subgraph.ts'
import type { Labels } from '../../../schema/sdl/read-labels.ts'
import { BY_FIELD } from '../view/by-field.ts'
import { isObject } from '../read/decode.ts'
import { OBJECT_ID } from '../read/selection.ts'
import { readsLabel } from '../view/reads-label.ts'
import type { Resolver, Resolvers } from '../resolvers.ts'
import type { ViewRequest } from '../view/field-reads.ts'
import { viewOf } from '../view/view-of.ts'
import { collectFields, subselections } from './collect-fields.ts'
import type { CompiledOperation } from './compile-operation.ts'
import type { ManifestParts } from './manifest.ts'
import type { OperationCompiler } from './operation-compiler.ts'
import type { PreparedRoot } from './prepare-roots.ts'
import type { RequestAccess } from './request-access.ts'
import type { ReadRunner } from './run-read.ts'
import { subgraphError, type FaultReporter } from './subgraph-error.ts'
import type { Admission } from './viewers.ts'

export interface MixedExecutor {
  readonly schema: GraphQLSchema
  /** Those of the contract. */
  readonly labels: Labels
  readonly runner: ReadRunner
  readonly compiler: OperationCompiler
  readonly resolvers: Resolvers
  /** Types that commands answer with. */
  isPayload(type: string): boolean
  readonly now: () => number
  readonly onFault: FaultReporter
}

export interface MixedRequest {
  readonly operation: CompiledOperation
  readonly request: SubgraphRequest
  readonly admission: Admission
  readonly access: RequestAccess
  readonly variables: Readonly<Record<string, unknown>>
  readonly roots: readonly PreparedRoot[]
  readonly parts: ManifestParts
}

interface Context extends ViewRequest {
  readonly roots: ReadonlyMap<string, PreparedRoot>
}

type FieldResolver = GraphQLFieldResolver<unknown, Context>

/**
 * Operations with fields written by hand, introspection or `_service` go through graphql-js.
 * Its resolvers add nothing to what plans return: an object of a plan has its values under the response keys already.
 */
export function mixedExecutor(options: MixedExecutor): (request: MixedRequest) => Promise<SubgraphResponse> {
  const { schema, runner, compiler, now, onFault } = options
  const fieldResolver = resolverOfAll(options)
  return async ({ operation, request, admission, access, variables, roots, parts }) => {
    const contextValue: Context = {
      runner, compiler, operation, variables, access, viewer: admission.viewer, principal: admission.envelope.principal,
      now: now(), loaders: new Map(), parts, shown: new Map(), roots: new Map(roots.map((root) => [root.key, root])),
    }
    const { data, errors } = await execute({
      schema, document: operation.document, operationName: request.operationName, variableValues: request.variables, contextValue, fieldResolver,
    })
    const answer: SubgraphResponse = { data: data ? { ...data } : null }
    if (!errors) return answer
    return { ...answer, errors: errors.map((error) => subgraphError(error.originalError ?? error, onFault, error.path)) }
  }
}

/** One resolver that knows those of all fields. The schema itself stays as it is: whoever opens the same contract again has the same one. */
function resolverOfAll({ schema, compiler, labels, resolvers, isPayload }: MixedExecutor): FieldResolver {
  const roots = [schema.getQueryType(), schema.getMutationType()]
  const byType = new Map<GraphQLObjectType, (field: string) => FieldResolver>()
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    const byKey = roots.includes(type) ? rootResolver : isPlannedType(compiler, type) || isPayload(type.name) ? plannedResolver : nameResolver
    const written = new Map(Object.entries(resolvers[type.name] ?? {})
      .map(([field, resolver]) => [field, writtenResolver(resolver, readsLabel({ catalog: compiler.catalog, labels }, `${type.name}.${field}`))]))
    byType.set(type, (field) => written.get(field) ?? byKey)
  }
  return (source, args, context, info) => (byType.get(info.parentType)?.(info.fieldName) ?? nameResolver)(source, args, context, info)
}

/** Types whose objects come out of plans; the others are declared by hand and returned by resolvers. */
function isPlannedType({ catalog }: OperationCompiler, { name }: GraphQLObjectType): boolean {
  const entity = name.replace(/(?:Connection|Edge)$/, '')
  return catalog.tables.has(entity) || catalog.stubs.has(entity) || name === 'PageInfo' || name === 'Money'
}

const rootResolver: FieldResolver = (_source, _args, { roots }, { path }) => roots.get(String(path.key))?.run()

const plannedResolver: FieldResolver = (source, args, context, info) => {
  if (!isObject(source)) return undefined
  return BY_FIELD in source ? nameResolver(source, args, context, info) : source[info.path.key]
}

const nameResolver: FieldResolver = (source, _args, _context, { fieldName }) => isObject(source) ? source[fieldName] : undefined

function writtenResolver(resolver: Resolver, label: ReturnType<typeof readsLabel>): FieldResolver {
  return (source, args, context, info) => {
    const id = isObject(source) ? BY_FIELD in source ? source.id : source[OBJECT_ID] : undefined
    return resolver(typeof id === 'string' ? id : '', args, { view: viewOf(context, label, info), selects: (field) => selectsField(context, info, field) })
  }
}

function selectsField({ operation, variables, compiler: { schema } }: Context, { fieldNodes, returnType }: GraphQLResolveInfo, field: string): boolean {
  const fields = collectFields({ schema, fragments: operation.fragments, variables }, getNamedType(returnType).name, subselections(fieldNodes))
  return [...fields.values()].some(([node]) => node?.name.value === field)
}
