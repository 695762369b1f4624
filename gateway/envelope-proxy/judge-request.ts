import { randomUUID } from 'node:crypto'
import { Kind, OperationTypeNode, print } from 'graphql'
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { argumentValues } from '../argument-values.ts'
import type { DoorState } from '../budgets/door-state.ts'
import type { RequestScope } from '../gateway-context.ts'
import { operationHashOf } from '../operation-hash.ts'
import { refuse } from '../refusal.ts'
import type { AskTicket } from '../reveal/ask-ticket.ts'
import { judgeReveals } from '../reveal/judge-reveals.ts'
import { purposeOf, revealsIn } from '../reveal/reveal-directive.ts'
import type { RevealSite } from '../reveal/reveal-site.ts'
import { analyseOperation } from '../sensitivity/analyse-operation.ts'
import type { OperationAnalysis } from '../sensitivity/analyse-operation.ts'
import { judgeInputs } from '../sensitivity/judge-inputs.ts'
import type { LabelMap } from '../sensitivity/label-map.ts'
import type { Fetch } from '../sources/subgraph-link.ts'
import type { SubgraphOperation } from './read-request.ts'

/** What requests to one subgraph are judged with. */
export interface JudgeOptions {
  /** That of the subgraph. */
  readonly schema: GraphQLSchema
  readonly labels: LabelMap
  readonly state: DoorState
  readonly askTicket: AskTicket
}

const MOST_PURPOSES = 8
const ENTITIES = '_entities'
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{8,128}$/

/** A batch of entities is a page of as many rows as it names; `first` says nothing of it. */
const withoutBatch = (site: RevealSite): RevealSite => ({ ...site, rows: site.rows.filter(({ field }) => field.name !== ENTITIES) })

/** The largest batch that raw values are asked for in, whether it stands in a variable of any name or in the text. */
const batchSize = ({ revealSites }: OperationAnalysis, { variables }: SubgraphOperation): number => revealSites
  .flatMap(({ rows }) => rows.filter(({ field }) => field.name === ENTITIES))
  .reduce((largest, { field, node }) => {
    const { representations } = argumentValues(field, node, variables)
    return Array.isArray(representations) ? Math.max(largest, representations.length) : largest
  }, 1)

const analyser = ({ schema, labels }: JudgeOptions) => {
  const known = new WeakMap<OperationDefinitionNode, Map<string, OperationAnalysis>>()
  return ({ document, operation, variables }: SubgraphOperation, { principal }: RequestScope): OperationAnalysis => {
    const ofOperation = known.get(operation) ?? new Map<string, OperationAnalysis>()
    known.set(operation, ofOperation)
    const purpose = (directive: Parameters<typeof purposeOf>[0]) => purposeOf(directive, variables, principal.purpose)
    const key = revealsIn(document).map(purpose).join()
    const analysis = ofOperation.get(key) ?? analyseOperation({ schema, labels, document, operation, purposeOf: purpose })
    if (ofOperation.size >= MOST_PURPOSES) ofOperation.clear()
    ofOperation.set(key, analysis)
    return analysis
  }
}

const wireDocuments = new WeakMap<OperationDefinitionNode, DocumentNode>()

/** Without reasons and tickets, which travel in the envelope. Requests without a reveal go on as they came. */
const wireForm = (request: SubgraphOperation, { operation, reveals }: OperationAnalysis): Fetch => {
  const { query, document: given, operationName, given: variables } = request
  if (reveals.length === 0) return { query, document: given, operationName, variables }
  const document: DocumentNode = wireDocuments.get(operation) ?? { kind: Kind.DOCUMENT, definitions: [operation] }
  wireDocuments.set(operation, document)
  return { query: print(document), document, operationName, variables }
}

/**
 * What the door of the gateway does with an operation, for one request of another router: inputs are judged, raw values and lookups
 * are paid for, and what is vouched for is put into the facts of the envelope. Throws what is refused.
 */
export const requestJudge = (options: JudgeOptions) => {
  const analyse = analyser(options)
  const { state, askTicket } = options

  return async (request: SubgraphOperation, scope: RequestScope, idempotencyKey: string | undefined): Promise<Fetch> => {
    const { document, operation, variables } = request
    const { principal, principalClass } = scope
    scope.facts = { ...scope.facts, operationHash: operationHashOf(document, operation) }
    const analysis = analyse(request, scope)
    const { refused, lookups } = judgeInputs(analysis, principalClass, { variables, isForeignField: () => false })
    if (refused) throw refused
    if (operation.operation === OperationTypeNode.MUTATION) {
      if (idempotencyKey !== undefined && !IDEMPOTENCY_KEY.test(idempotencyKey)) throw refuse('VALIDATION_FAILED', { rule: 'idempotencyKey' })
      scope.facts = { ...scope.facts, idempotencyKey: idempotencyKey ?? `once-${randomUUID()}` }
    }
    if (analysis.reveals.length === 0 && lookups === 0) return wireForm(request, analysis)
    const { reveals, subjects: ofOne, ticketId } = judgeReveals({ ...analysis, revealSites: analysis.revealSites.map(withoutBatch) }, principal, variables)
    const subjects = ofOne * batchSize(analysis, request)
    if (!await state.reserve(principal, { subjects, lookups })) throw refuse('BUDGET_EXCEEDED')
    const ticket = ticketId === undefined ? undefined : await askTicket(ticketId, scope.facts)
    if (ticketId !== undefined && !ticket) throw refuse('TICKET_REQUIRED')
    scope.facts = {
      ...scope.facts,
      ...(reveals.length > 0 && { reveals }),
      budgets: { ...(subjects > 0 && { subjects }), ...(lookups > 0 && { lookups }) },
      ...(ticket && { ticket }),
    }
    return wireForm(request, analysis)
  }
}
