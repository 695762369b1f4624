import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql'
import type { SubgraphError, SubgraphResponse } from '../../schema/subgraph.ts'
import { listedFacts } from '../listed-facts.ts'
import { fieldError } from '../refusal.ts'
import { rootPath } from '../sources/root-path.ts'
import { listedCode } from '../sources/subgraph-source.ts'
import type { SubgraphSource } from '../sources/subgraph-source.ts'
import { collectEntities, placeOf } from './collect-entities.ts'
import type { AnswerPath } from './collect-entities.ts'
import { compileBatch } from './entity-batch.ts'
import type { EntityBatch } from './entity-batch.ts'
import { mergeRow } from './merge-row.ts'
import type { PlanRun, PlanStep } from './plan-run.ts'
import type { FetchNode, PlanPath } from './query-plan.ts'
import { rewriteData } from './rewrite-data.ts'
import { isRow } from './row.ts'

/** What a fetch is compiled with. */
export interface FetchOptions {
  readonly schema: GraphQLSchema
  sourceOf(subgraph: string): SubgraphSource
}

type Variables = Readonly<Record<string, unknown>>

const picked = (names: readonly string[], given: Variables): Record<string, unknown> => {
  const variables: Record<string, unknown> = {}
  for (const name of names) if (Object.hasOwn(given, name) && given[name] !== undefined) variables[name] = given[name]
  return variables
}

const errorAt = (error: SubgraphError, path: AnswerPath): GraphQLError => {
  return fieldError(listedCode(error), path, listedFacts({ ...error.extensions }))
}

type Send = (run: PlanRun, more?: Variables) => Promise<SubgraphResponse>

const sender = ({ serviceName, operation, operationName, operationDocumentNode, variableUsages = [] }: FetchNode, { sourceOf }: FetchOptions): Send => {
  const source = sourceOf(serviceName)
  return ({ scope, variables }, more) => source.ask({
    query: operation, document: operationDocumentNode, operationName, variables: Object.assign(picked(variableUsages, variables), more),
  }, scope)
}

/** Asks for root fields. */
export const rootFetch = (node: FetchNode, document: DocumentNode, options: FetchOptions): PlanStep => {
  const { outputRewrites = [] } = node
  const send = sender(node, options)
  const whole = rootPath(document)
  return async run => {
    const { data, errors = [] } = await send(run)
    for (const error of errors) run.errors.push(errorAt(error, error.path ?? whole))
    if (!data) return
    rewriteData(options.schema, outputRewrites, data)
    mergeRow(run.data, data)
  }
}

/** An error that concerns the whole batch stands at the first entity that it should have completed. */
const entityError = (error: SubgraphError, { owners }: EntityBatch, { data }: PlanRun, path: PlanPath): GraphQLError => {
  const [, index, ...rest] = error.path ?? []
  const isOfOne = typeof index === 'number'
  const [owner] = owners[isOfOne ? index : 0] ?? []
  return errorAt(error, owner ? [...placeOf(owner, data, path), ...(isOfOne ? rest : [])] : [])
}

/** Completes the entities at a path: asks for each of them once, and merges the answer into every object that stands for it. */
export const entityFetch = (node: FetchNode, path: PlanPath, options: FetchOptions): PlanStep => {
  const { requires = [], inputRewrites = [], outputRewrites = [] } = node
  const send = sender(node, options)
  const batchOf = compileBatch(options.schema, requires, inputRewrites)

  const merge = (received: unknown, owners: EntityBatch['owners'][number]): void => {
    if (!isRow(received)) return
    if (outputRewrites.length > 0) {
      received.__typename ??= owners[0].__typename
      rewriteData(options.schema, outputRewrites, received)
    }
    for (const owner of owners) mergeRow(owner, received)
  }
  return async run => {
    const batch = batchOf(collectEntities(run.data, path))
    const { representations, owners } = batch
    if (representations.length === 0) return
    const { data, errors = [] } = await send(run, { representations })
    for (const error of errors) run.errors.push(entityError(error, batch, run, path))
    if (!data) return
    const { _entities: received } = data
    if (!Array.isArray(received) || received.length !== representations.length) throw new Error(`${node.serviceName} answered with other entities than it was asked for.`)
    for (const [index, waiting] of owners.entries()) merge(received[index], waiting)
  }
}
