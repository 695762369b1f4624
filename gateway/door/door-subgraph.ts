import { buildSubgraphSchema } from '@apollo/subgraph'
import { execute, GraphQLError, parse } from 'graphql'
import { z } from 'zod'
import { verifyEnvelope } from '../../schema/policy/envelope.ts'
import type { Envelope } from '../../schema/policy/envelope.ts'
import { isErrorCode } from '../../schema/policy/error-codes.ts'
import type { KeyRing } from '../../schema/policy/key-ring.ts'
import { openLocalEnvelope } from '../../schema/policy/local-envelope.ts'
import { policiesFor } from '../../schema/policy/policies.ts'
import { CLEARANCES, PURPOSES } from '../../schema/policy/principal.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import { DOOR, doorContract } from '../../schema/sdl/door-contract.ts'
import { modules } from '../../schema/metadata/index.ts'
import type { Subgraph, SubgraphError, SubgraphRequest, SubgraphResponse } from '../../schema/subgraph.ts'
import { askModule } from '../across/ask-module.ts'
import { metricAcross } from '../across/metric-across.ts'
import type { Exports } from '../exports/open-exports.ts'
import { mayIntrospect } from '../plugins/use-introspection.ts'
import { factsOf, refuse } from '../refusal.ts'
import type { SubgraphLink } from '../sources/subgraph-link.ts'
import type { UsageStore } from '../usage/usage-store.ts'
import { callerCatalog } from './caller-catalog.ts'
import { planPrincipal } from './plan-principal.ts'
import { privacyPlan } from './privacy-plan.ts'
import { schemaUsage } from './schema-usage.ts'
import type { PlannedGraph, PrivacyPlan } from './privacy-plan.ts'

/** What the gateway's own subgraph is made of. */
export interface DoorOptions {
  readonly graph: PlannedGraph
  /** The ways to the modules, for figures that several of them know parts of. */
  readonly links?: readonly SubgraphLink[]
  readonly envelopeKeys: KeyRing
  readonly isDevelopment: boolean
  /** What was counted; without it nothing is known of any use. */
  readonly usage?: Pick<UsageStore, 'read'>
  /** Files of rows; without it nobody has any. */
  readonly exports?: Pick<Exports, 'resolvers'>
  onFault(cause: unknown): void
}

const question = z.object({
  operation: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  as: z.enum(CLEARANCES.map(name => name.toUpperCase())).nullish(),
  purpose: z.enum(PURPOSES).nullish(),
})

const answer = ({ graph, isDevelopment }: DoorOptions, principal: Principal, args: unknown): PrivacyPlan => {
  if (!mayIntrospect(principal, isDevelopment)) throw refuse('INTROSPECTION_REFUSED')
  const { success, data } = question.safeParse(args)
  if (!success) throw refuse('BAD_USER_INPUT')
  const as = CLEARANCES.find(name => name.toUpperCase() === data.as)
  const about = planPrincipal(principal, { as, purpose: data.purpose ?? undefined })
  return privacyPlan(graph, { operation: data.operation, variables: data.variables ?? {}, principal: about })
}

const unavailable = (): never => { throw refuse('SUBGRAPH_UNAVAILABLE') }

/** Where nothing makes files: beside a database that is not ours, and behind the envelope proxy. */
const NO_EXPORTS = { export: () => null, exports: () => [], exportCreate: unavailable, exportCancel: () => null }

const opened = (keys: KeyRing, request: SubgraphRequest): Envelope | undefined => {
  if (typeof request.envelope !== 'string') return openLocalEnvelope(request.envelope, request, Date.now())
  const verified = verifyEnvelope(keys, request.envelope, Date.now())
  return verified.ok && request.bodyHash !== undefined && verified.envelope.bodyHash === request.bodyHash ? verified.envelope : undefined
}

const listed = ({ path, extensions: { code }, originalError }: GraphQLError, onFault: DoorOptions['onFault']): SubgraphError => {
  const known = isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR'
  if (known === 'INTERNAL_SERVER_ERROR') onFault(originalError)
  return { message: known, ...(path && { path }), extensions: { code: known, ...factsOf(originalError) } }
}

/** The subgraph that answers about operations instead of rows. It has no database, but asks for an envelope like any other. */
export const doorSubgraph = (options: DoorOptions): Subgraph => {
  const sdl = doorContract()
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl) })
  const catalogOf = callerCatalog(options.graph.schema)
  return {
    name: DOOR, sdl, schema,
    async execute(request): Promise<SubgraphResponse> {
      const envelope = opened(options.envelopeKeys, request)
      if (!envelope || !policiesFor(envelope.policyVersion)) return { errors: [{ message: 'UNAUTHENTICATED', extensions: { code: 'UNAUTHENTICATED' } }] }
      const rootValue = {
        privacyPlan: (args: unknown) => answer(options, envelope.principal, args),
        schemaUsage: (args: unknown) => schemaUsage(options, envelope.principal, args),
        ...options.exports?.resolvers(envelope) ?? NO_EXPORTS,
        catalog: () => catalogOf(envelope.principal),
        metricAcross: (args: unknown) => metricAcross(modules, args, askModule(options.links ?? [], envelope, request.deadline)),
      }
      const document = request.document ?? parse(request.query, { noLocation: true })
      const { data, errors } = await execute({ schema, document, rootValue, variableValues: request.variables, operationName: request.operationName })
      return { data: data ?? null, ...(errors && { errors: errors.map(error => listed(error, options.onFault)) }) }
    },
  }
}
