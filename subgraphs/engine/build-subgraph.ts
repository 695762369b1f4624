import { getVariableValues, OperationTypeNode, type GraphQLSchema } from 'graphql'
import type { TenantPrismaClient } from '../../prisma/database/prisma-client.ts'
import type { ModuleMetadata } from '../../schema/model.ts'
import { admitLabelValues } from '../../schema/observe/label-values.ts'
import { counter } from '../../schema/observe/metrics.ts'
import { traced } from '../../schema/observe/tracing.ts'
import type { KeyRing } from '../../schema/policy/key-ring.ts'
import { labelsOf } from '../../schema/sdl/read-labels.ts'
import type { Subgraph, SubgraphRequest, SubgraphResponse } from '../../schema/subgraph.ts'
import { buildSchemaOf } from './build-schema.ts'
import type { AskOwner } from './command/command-engine.ts'
import type { Command } from './command/define-command.ts'
import { commandExecutor } from './command/execute-command.ts'
import { compileOperation, type CompiledOperation } from './operation/compile-operation.ts'
import { executePlanned } from './operation/execute-planned.ts'
import { mixedExecutor } from './operation/execute-mixed.ts'
import { lru } from './operation/lru.ts'
import { manifestParts } from './operation/manifest.ts'
import { prepareRoots } from './operation/prepare-roots.ts'
import { accessOf } from './operation/request-access.ts'
import type { ReadRunner, StatementSender } from './operation/run-read.ts'
import { subgraphError, type FaultReporter } from './operation/subgraph-error.ts'
import { openAdmitter } from './operation/open-admitter.ts'
import { traceText } from './operation/trace-text.ts'
import { admitter, type Admission } from './operation/viewers.ts'
import { withMetrics } from './cube/metric-resolvers.ts'
import { buildCatalog } from './read/catalog.ts'
import { cursorSealer } from './read/cursor.ts'
import { READ_LIMITS, type ReadLimits } from './read/limits.ts'
import { ReadError } from './read/read-error.ts'
import { withWrittenStubs } from './read/written-stubs.ts'
import type { References, Resolvers } from './resolvers.ts'
import { checkHandWritten } from './view/check-hand-written.ts'

/** The secrets that a subgraph needs. */
export interface SubgraphKeys {
  readonly cursor: Buffer
  readonly pseudonym: KeyRing
  readonly envelope: KeyRing
  readonly audit: Buffer
  readonly tokenHash: KeyRing
}

export interface SubgraphOptions {
  readonly metadata: ModuleMetadata
  /** The whole contract: `schema/<module>.graphql`. */
  readonly sdl: string
  /** Fields written by hand. */
  readonly resolvers?: Resolvers
  /** Entities that no table holds. */
  readonly references?: References
  /** Answers callers without an envelope too, as nobody; for a module without tables and without labels only. */
  readonly isOpen?: boolean
  /** Tells routers that ask for it how long a request took (ftv1). Times may tell of rows that are hidden, so nobody is told unless somebody wants it. */
  readonly hasTraces?: boolean
  /** What can be done; each needs the database. */
  readonly commands?: readonly Command[]
  /** Where commands write. */
  readonly database?: TenantPrismaClient
  /** Where commands ask for ids of other modules. */
  readonly askOwner?: AskOwner
  readonly pool: StatementSender
  readonly keys: SubgraphKeys
  readonly limits?: Partial<ReadLimits>
  /** In milliseconds since 1970. */
  readonly now?: () => number
  readonly onFault?: FaultReporter
}

const MOST_OPERATIONS = 1_000

const envelopes = counter('veil_envelopes_total', 'Envelopes that subgraphs of this process have checked.', { outcome: ['ok', 'refused'] })
const ACCEPTED = { outcome: 'ok' }
const REFUSED = { outcome: 'refused' }

/** A module that answers fetches: reads are statements made from its metadata, the rest are its resolvers. Throws where these do not fit the contract. */
export function buildSubgraph(options: SubgraphOptions): Subgraph {
  const { metadata, sdl, pool, keys, references = {}, now = Date.now, onFault = ignore } = options
  admitLabelValues('subgraph', [metadata.name])
  const schema = buildSchemaOf(sdl)
  const catalog = withWrittenStubs(buildCatalog(metadata), schema, references)
  const labels = labelsOf(sdl)
  const limits = { ...READ_LIMITS, ...options.limits }
  const runner: ReadRunner = { catalog, limits, cursors: cursorSealer(keys.cursor), pool, pseudonymKeys: keys.pseudonym, auditKey: keys.audit, now }
  const resolvers: Resolvers = withMetrics(options.resolvers, metadata, runner)
  const { isOpen = false, hasTraces = false } = options
  checkHandWritten({ schema, catalog, labels, resolvers, references, commands: options.commands })
  const compiler = { schema, catalog, references, isWritten: (type: string, field: string) => resolvers[type]?.[field] !== undefined }
  const admit = isOpen ? openAdmitter({ metadata, labels, now }) : admitter(keys.envelope, now)
  const operations = lru<CompiledOperation | ReadError>(MOST_OPERATIONS)
  const commands = commandExecutor({ ...options, compiler, runner, now, onFault })
  const executeMixed = mixedExecutor({ schema, labels, runner, compiler, resolvers, now, onFault, isPayload: commands.isPayload })

  const operationOf = (request: SubgraphRequest): CompiledOperation => {
    const key = request.operationName === undefined ? request.query : `${request.operationName}\n${request.query}`
    const known = operations.get(key) ?? attempt(() => compileOperation(compiler, request))
    operations.set(key, known)
    if (known instanceof ReadError) throw known
    return known
  }

  const answer = async (request: SubgraphRequest): Promise<SubgraphResponse> => {
    const admission = admit(request)
    envelopes.add(admission ? ACCEPTED : REFUSED)
    if (!admission) throw new ReadError('UNAUTHENTICATED')
    return traced('subgraph', { subgraph: metadata.name }, () => admitted(request, admission))
  }

  const admitted = async (request: SubgraphRequest, admission: Admission): Promise<SubgraphResponse> => {
    if (request.deadline !== undefined && request.deadline <= now()) throw new ReadError('TIMEOUT')
    const operation = operationOf(request)
    const variables = coerceVariables(schema, operation, request.variables)
    const variant = operation.variant(variables)
    const access = accessOf(admission.envelope, variant.reveals, request.deadline)
    const read = { viewer: admission.viewer, access, variables, isMixed: !variant.isPlanned }
    const isMutation = operation.operation.operation === OperationTypeNode.MUTATION
    const roots = isMutation ? commands.prepare({ ...read, operation, admission }) : prepareRoots(runner, variant, read)
    const parts = manifestParts(admission.viewer)
    for (const { key, plans } of roots) for (const { plan, under } of plans) parts.add(under === undefined ? key : `${key}.${under}`, plan.shown)
    return parts.beside(await (variant.isPlanned
      ? executePlanned(roots, onFault)
      : executeMixed({ operation, request, admission, access, variables, roots, parts })))
  }

  return {
    name: metadata.name,
    sdl,
    schema,
    async execute(request) {
      const since = now()
      const answered = await answer(request).catch((error: unknown): SubgraphResponse => ({ errors: [subgraphError(error, onFault)] }))
      if (!hasTraces || request.wantsTrace !== true) return answered
      return { ...answered, extensions: { ...answered.extensions, ftv1: traceText({ since, until: now(), keys: Object.keys(answered.data ?? {}) }) } }
    },
  }
}

/** Variables in the form in which statements take them. */
function coerceVariables(schema: GraphQLSchema, { operation }: CompiledOperation, given: SubgraphRequest['variables'] = {}): Record<string, unknown> {
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], given, { maxErrors: 1 })
  // the messages of the library repeat the values
  if (!coerced) throw new ReadError('BAD_USER_INPUT')
  return coerced
}

// A text that is wrong stays wrong: it is kept too, and costs nothing the second time.
function attempt(compile: () => CompiledOperation): CompiledOperation | ReadError {
  try {
    return compile()
  } catch (error) {
    if (error instanceof ReadError) return error
    throw error
  }
}

function ignore(): void {}
