import type { ErrorCode } from '../../../../schema/policy/error-codes.ts'

/** Codes of the graph, and two of the client: UNREACHABLE, nothing answered; CLIENT_STALE, the client was generated for another schema or policy. */
export type GraphErrorCode = ErrorCode | 'UNREACHABLE' | 'CLIENT_STALE'

/** What an error says besides; names of the schema and limits, never a value of the request. */
export interface GraphErrorFacts {
  readonly coordinate?: string
  readonly rule?: string
  readonly limit?: number
  readonly estimated?: number
  /** By what a metric may be grouped instead. */
  readonly dimensions?: readonly string[]
  /** Catalog name of the metric that answers it. */
  readonly instead?: string
  /** Grains that a metric has for the caller. */
  readonly grains?: readonly string[]
}

/** An error of the graph, as its registry describes it. */
export interface GraphProblem extends GraphErrorFacts {
  readonly code: GraphErrorCode
  /** Constant for each code; says what to do. */
  readonly message: string
  readonly path?: readonly (string | number)[]
}

/** A request that failed. */
export class GraphError<Code extends GraphErrorCode = GraphErrorCode> extends Error {
  readonly code: Code
  /** All of them, the first being this one. */
  readonly problems: readonly GraphProblem[]
  /** HTTP status; 0 where nothing answered. */
  readonly status: number
  /** For whoever runs the graph. */
  readonly requestId: string | undefined
  constructor({ code, message, problems, status, requestId }: { readonly code: Code, readonly message: string, readonly problems: readonly GraphProblem[], readonly status: number, readonly requestId?: string | undefined }) {
    super(message)
    this.name = 'GraphError'
    this.code = code
    this.problems = problems
    this.status = status
    this.requestId = requestId
  }

  /** What the first problem says besides. */
  get facts(): GraphErrorFacts {
    return this.problems[0] ?? {}
  }
}

/** Whether something that was thrown is an error of the graph with this code; without a code, with any. */
export const isGraphError = <Code extends GraphErrorCode = GraphErrorCode>(cause: unknown, code?: Code): cause is GraphError<Code> =>
  cause instanceof GraphError && (code === undefined || cause.code === code)
