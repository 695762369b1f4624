import type { GraphQLError } from 'graphql'
import type { RequestScope } from '../gateway-context.ts'
import type { Row } from './row.ts'

/** What the steps of a plan share while one request runs. */
export interface PlanRun {
  readonly scope: RequestScope
  /** As the client sent them, with the switches of the rewrite. */
  readonly variables: Readonly<Record<string, unknown>>
  /** Of every variable of `@skip` and `@include`, its value. */
  readonly conditions: Readonly<Record<string, unknown>>
  /** Grows with every fetch. */
  readonly data: Row
  readonly errors: GraphQLError[]
}

/** A compiled step; what fails inside it becomes an error of the run. */
export type PlanStep = (run: PlanRun) => Promise<void>
