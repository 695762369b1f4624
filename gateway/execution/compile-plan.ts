import { Kind, parse } from 'graphql'
import type { DocumentNode } from 'graphql'
import { fieldError } from '../refusal.ts'
import { entityFetch, rootFetch } from './fetch-step.ts'
import type { FetchOptions } from './fetch-step.ts'
import type { PlanStep } from './plan-run.ts'
import type { FetchNode, PlanNode, PlanPath, QueryPlan } from './query-plan.ts'

/** What a plan is compiled with. */
export interface PlanOptions extends FetchOptions {
  /** Whether a subgraph is not ours: it may answer with more than it was asked for, which is not passed on. */
  isForeignSubgraph?(subgraph: string): boolean
  onFault(fault: unknown): void
}

/** A fetch with its place in the answer and the conditions under which it runs; from these it is known who brought what. */
export interface PlannedFetch {
  readonly document: DocumentNode
  readonly path: PlanPath
  readonly isEntityFetch: boolean
  readonly isRewritten: boolean
  /** All have to hold: the variable has this value. */
  readonly conditions: readonly { readonly variable: string, readonly value: boolean }[]
}

/** A plan that can be run, and what it fetches. */
export interface CompiledPlan {
  readonly run: PlanStep
  readonly fetches: readonly PlannedFetch[]
}

type Place = Pick<PlannedFetch, 'path' | 'conditions'>

const PATH_PART = /^(@|[_A-Za-z][_0-9A-Za-z]*)$/
const KEYS_OF_FETCH = [
  'kind', 'serviceName', 'variableUsages', 'requires', 'operation', 'operationName', 'operationKind', 'operationDocumentNode', 'inputRewrites',
  'outputRewrites', 'id', 'hasDefers', 'contextRewrites',
]

const nothing: PlanStep = async () => {}

const sequence = (steps: readonly PlanStep[]): PlanStep => async run => {
  for (const step of steps) await step(run)
}
const parallel = (steps: readonly PlanStep[]): PlanStep => async run => {
  await Promise.all(steps.map(step => step(run)))
}

/** A step that breaks leaves nulls, and what can be answered without it is answered. */
const guarded = (step: PlanStep, onFault: PlanOptions['onFault']): PlanStep => async run => {
  try {
    await step(run)
  } catch (fault) {
    onFault(fault)
    run.errors.push(fieldError('INTERNAL_SERVER_ERROR', undefined))
  }
}

const isKnownFetch = (node: FetchNode, { path }: Place): boolean => Object.keys(node).every(key => KEYS_OF_FETCH.includes(key))
  && !node.contextRewrites?.length && node.hasDefers !== true && (node.requires ? path.length > 0 : path.length === 0)

/** Compiles a plan into closures; undefined where it has a step that we do not know, which is then left to the library. */
export const compilePlan = ({ node: root }: QueryPlan, options: PlanOptions): CompiledPlan | undefined => {
  const fetches: PlannedFetch[] = []

  const compileFetch = (node: FetchNode, place: Place): PlanStep | undefined => {
    if (!isKnownFetch(node, place)) return undefined
    const document = node.operationDocumentNode ?? parse(node.operation, { noLocation: true })
    if (document.definitions.some(({ kind }) => kind !== Kind.OPERATION_DEFINITION)) return undefined
    fetches.push({ ...place, document, isEntityFetch: node.requires !== undefined, isRewritten: !!node.outputRewrites?.length || options.isForeignSubgraph?.(node.serviceName) === true })
    return guarded(node.requires ? entityFetch(node, place.path, options) : rootFetch(node, document, options), options.onFault)
  }
  const compileAll = (nodes: readonly PlanNode[], place: Place, together: (steps: readonly PlanStep[]) => PlanStep): PlanStep | undefined => {
    const steps = nodes.flatMap(node => compileNode(node, place) ?? [])
    const [only] = steps
    if (steps.length < nodes.length) return undefined
    return steps.length === 1 ? only : together(steps)
  }
  const compileBranch = (node: PlanNode | undefined, place: Place, variable: string, value: boolean): PlanStep | undefined =>
    (node ? compileNode(node, { ...place, conditions: [...place.conditions, { variable, value }] }) : nothing)

  const compileNode = (node: PlanNode, place: Place): PlanStep | undefined => {
    switch (node.kind) {
      case 'Sequence': return compileAll(node.nodes, place, sequence)
      case 'Parallel': return compileAll(node.nodes, place, parallel)
      case 'Fetch': return compileFetch(node, place)
      case 'Flatten': {
        const isKnown = node.path.every(part => typeof part === 'string' && PATH_PART.test(part))
        return isKnown ? compileNode(node.node, { ...place, path: [...place.path, ...node.path] }) : undefined
      }
      case 'Condition': {
        const { condition, ifClause, elseClause } = node
        const included = compileBranch(ifClause, place, condition, true)
        const skipped = compileBranch(elseClause, place, condition, false)
        return included && skipped && (run => (run.conditions[condition] === true ? included(run) : skipped(run)))
      }
      default: return undefined
    }
  }
  if (!root) return { run: nothing, fetches }
  const run = compileNode(root, { path: [], conditions: [] })
  return run && { run, fetches }
}
