import { HeaderMap } from '@apollo/server'
import { policies } from '../../schema/policy/policies.ts'
import { classOf } from '../../schema/policy/principal-class.ts'
import type { PrincipalClass } from '../../schema/policy/principal-class.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import { isErrorCode } from '../../schema/policy/error-codes.ts'
import type { ErrorCode } from '../../schema/policy/error-codes.ts'
import { contextWith } from '../gateway-context.ts'
import type { PageGraph } from './page-graph.ts'
import type { ExportRow } from './formats/export-column.ts'

/** One page of an export, as a request. */
export interface PageQuestion {
  readonly graph: Pick<PageGraph, 'execute'>
  /** With the channel of a file. */
  readonly principal: Principal
  readonly requestId: string
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  /** Key of the list. */
  readonly key: string
  /** Rows that are asked for. */
  readonly size: number
}

/** The rows of a page and where they end, or why there are none. */
export type Page =
  | { readonly rows: readonly ExportRow[], readonly after: string | null, readonly isLast: boolean, /** Characters of the answer. */ readonly size: number }
  | { readonly code: ErrorCode, readonly waitMs: number }

const WITHIN_MS = 10_000

const classes = new WeakMap<Principal, PrincipalClass>()

/** Of one turn: a policy that changes meanwhile is met by the subgraphs. */
const classFor = (principal: Principal): PrincipalClass => {
  const known = classes.get(principal) ?? classOf(principal)
  classes.set(principal, known)
  return known
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

const isRow = (value: unknown): value is ExportRow => isRecord(value)

const codeIn = (errors: unknown): ErrorCode => {
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined
  const extensions = isRecord(first) ? first.extensions : undefined
  const code = isRecord(extensions) ? extensions.code : undefined
  return isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR'
}

const read = (answer: unknown, { key }: PageQuestion, size: number): Page | undefined => {
  if (!isRecord(answer) || answer.errors !== undefined || !isRecord(answer.data)) return undefined
  const list = answer.data[key]
  if (!isRecord(list) || !Array.isArray(list.nodes) || !isRecord(list.pageInfo)) return undefined
  const rows = list.nodes.filter((node: unknown) => isRow(node))
  const { endCursor, hasNextPage } = list.pageInfo
  // a row that is not there would be lost without a word
  if (rows.length !== list.nodes.length) return undefined
  return { rows, after: typeof endCursor === 'string' ? endCursor : null, isLast: hasNextPage !== true, size }
}

/** Asks for one page in the gateway's own execution, with every stage that a request passes. Part of an answer is none: the page is asked for again. */
export const runPage = async (question: PageQuestion): Promise<Page> => {
  const { graph, principal, requestId, query, variables, size } = question
  const { headers, body } = await graph.execute({
    httpGraphQLRequest: { method: 'POST', headers: new HeaderMap([['content-type', 'application/json']]), search: '', body: { query, variables } },
    context: async () => contextWith({
      requestId, principal, principalClass: classFor(principal), failOnRefused: false, deadline: Date.now() + WITHIN_MS, job: { page: size },
      facts: { principal, requestId, policyVersion: policies().current.version, operationHash: 'none' },
    }),
  })
  const text = body.kind === 'complete' ? body.string : 'null'
  const answer: unknown = JSON.parse(text)
  const waitMs = Number(headers.get('retry-after') ?? 0) * 1000
  return read(answer, question, text.length) ?? { code: codeIn(isRecord(answer) ? answer.errors : undefined), waitMs }
}
