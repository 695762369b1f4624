import { Kind, print } from 'graphql'
import type { DocumentNode, OperationDefinitionNode } from 'graphql'
import type { ErrorCode } from '../../schema/policy/error-codes.ts'
import { classOf } from '../../schema/policy/principal-class.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import { compileCost } from '../cost/compile-cost.ts'
import { estimateCost } from '../cost/cost-program.ts'
import { costRules } from '../cost/cost-rules.ts'
import { coercedVariables, readOperation } from '../door/read-operation.ts'
import { inputExcess } from '../limits/input-excess.ts'
import { pageExcess } from '../plugins/use-page-size.ts'
import { refuse } from '../refusal.ts'
import { analyseOperation } from '../sensitivity/analyse-operation.ts'
import { judgeInputs } from '../sensitivity/judge-inputs.ts'
import { decisionsOf } from './export-decisions.ts'
import type { ExportGraph } from './export-graph.ts'
import type { ExportRequest } from './export-request.ts'
import { exportShape } from './shape/export-shape.ts'
import type { ExportFault, ExportShape } from './shape/export-shape.ts'
import { namesPageVariable, PAGE_AFTER, PAGE_SIZE } from './shape/page-document.ts'

/** What somebody wants in a file. */
export interface ExportQuestion {
  readonly document: string
  readonly variables: Readonly<Record<string, unknown>>
  /** With the channel of a file. */
  readonly principal: Principal
}

/** An export that may be made. */
export interface ReadExport extends Pick<ExportRequest, 'columns' | 'decisions' | 'pageSize'>, Pick<ExportShape, 'key'> {
  /** Asks for one page. */
  readonly pageText: string
}

const CODE_OF: Readonly<Record<ExportFault, ErrorCode>> = { operation: 'EXPORT_NEEDS_LIST', list: 'EXPORT_NEEDS_LIST', selection: 'EXPORT_NEEDS_ROWS', directive: 'EXPORT_NEEDS_ROWS' }

/** Rows of a page, the most first: the first one that costs no more than an operation may. */
const PAGE_SIZES = [1000, 500, 200, 100, 50, 20, 10, 5, 2, 1]

const operationIn = ({ definitions }: DocumentNode): OperationDefinitionNode => {
  for (const definition of definitions) if (definition.kind === Kind.OPERATION_DEFINITION) return definition
  throw new Error('A page has no operation.')
}

const shapeOf = ({ schema, limits }: ExportGraph, { document: text, variables }: ExportQuestion): ExportShape => {
  const excess = inputExcess(variables, limits)
  if (excess) throw excess
  const { document, operation } = readOperation({ schema, limits }, text)
  coercedVariables(schema, operation, variables)
  if (namesPageVariable(operation)) throw refuse('RESERVED_NAME')
  const shape = exportShape(schema, document, operation)
  if (typeof shape === 'string') throw refuse(CODE_OF[shape])
  return shape
}

/** What the caller may spend in a minute has to pay for a page too, or it would be waited for for ever. */
const mostOf = ({ cost: { operation, minute, brandMinute } }: ExportGraph): number =>
  Math.min(operation, ...[minute, brandMinute].filter(limit => limit > 0).map(limit => limit / 4))

const pageSizeOf = (graph: ExportGraph, document: DocumentNode, variables: ExportQuestion['variables']): number => {
  const { schema, cost: { listSize } } = graph
  const { root } = compileCost({ schema, rules: costRules(schema), listSize }, document, operationIn(document))
  const size = PAGE_SIZES.find(rows => estimateCost(root, { ...variables, [PAGE_SIZE]: rows }) <= mostOf(graph))
  if (size === undefined) throw refuse('COST_LIMIT', { rule: 'cost', limit: mostOf(graph) })
  return size
}

/**
 * Reads and judges what somebody wants in a file as a request of theirs would be, for the channel of files; throws what the request would end with.
 * No row is read.
 */
export const readExport = (graph: ExportGraph, question: ExportQuestion): ReadExport => {
  const { schema, labels, isForeignField } = graph
  const { variables: given, principal } = question
  const { document, key, columns } = shapeOf(graph, question)
  const operation = operationIn(document)
  const variables = coercedVariables(schema, operation, given)
  const excess = pageExcess(schema, document, variables, graph.limits)
  if (excess) throw excess
  const analysis = analyseOperation({ schema, labels, document, operation, purposeOf: () => principal.purpose })
  if (analysis.reveals.length > 0) throw refuse('EXPORT_REVEAL_REFUSED')
  const principalClass = classOf(principal)
  const { refused, lookups } = judgeInputs(analysis, principalClass, { variables, isForeignField })
  if (refused) throw refused
  // a look-up is charged by value and page by page would be charged again
  if (lookups > 0) throw refuse('PII_FILTER_REFUSED')
  return { key, columns, pageText: print(document), pageSize: pageSizeOf(graph, document, variables), decisions: decisionsOf(analysis, principalClass, isForeignField) }
}

/** The variables of a page. */
export const pageVariables = (variables: ExportQuestion['variables'], size: number, after: string | null): ExportQuestion['variables'] => ({ ...variables, [PAGE_SIZE]: size, [PAGE_AFTER]: after })
