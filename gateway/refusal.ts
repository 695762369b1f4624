import { HeaderMap } from '@apollo/server'
import { GraphQLError } from 'graphql'
import type { ASTNode } from 'graphql'
import { httpStatusOf, messageOf } from '../schema/policy/error-codes.ts'
import type { ErrorCode } from '../schema/policy/error-codes.ts'

/** Facts about an error that the client may know: names of the schema and limits, never a value of the request. */
export interface ErrorFacts {
  readonly coordinate?: string
  readonly rule?: string
  readonly limit?: number
  /** What the operation would cost at most, by its text and variables. */
  readonly estimated?: number
  /** By what a metric may be grouped instead. */
  readonly dimensions?: readonly string[]
  /** Catalog name of the metric that answers it. */
  readonly instead?: string
  /** Grains that a metric has for the caller. */
  readonly grains?: readonly string[]
}

const factsByError = new WeakMap<object, ErrorFacts>()

const remember = (error: GraphQLError, facts: ErrorFacts): GraphQLError => {
  factsByError.set(error, facts)
  return error
}

/** Which scheme is wanted, and nothing about what was wrong with what came. */
export const CHALLENGE = 'Bearer realm="veilgraph"'

const httpOf = (code: ErrorCode) => {
  const status = httpStatusOf(code)
  return status === 401 ? { status, headers: new HeaderMap([['www-authenticate', CHALLENGE]]) } : { status }
}

/** Ends a request: the registry gives the message and the HTTP status. `nodes` tell where in the client's document. */
export const refuse = (code: ErrorCode, facts: ErrorFacts = {}, nodes: readonly ASTNode[] = []): GraphQLError =>
  remember(new GraphQLError(messageOf(code), { nodes, extensions: { code, http: httpOf(code) } }), facts)

/** An error beside the data of a request that goes on. */
export const fieldError = (code: ErrorCode, path: readonly (string | number)[] | undefined, facts: ErrorFacts = {}): GraphQLError =>
  remember(new GraphQLError(messageOf(code), { path, extensions: { code } }), facts)

/** The facts of an error made here; undefined for every other error, whatever its extensions claim. */
export const factsOf = (error: unknown): ErrorFacts | undefined =>
  typeof error === 'object' && error !== null ? factsByError.get(error) : undefined
