/** What one operation may hold at most. Counts are those after every fragment has been spread out. */
export interface Limits {
  readonly tokens: number
  readonly depth: number
  readonly fields: number
  readonly rootFields: number
  readonly aliases: number
  readonly directives: number
  readonly variables: number
  readonly operations: number
  /** Objects and lists inside each other, in literals. */
  readonly values: number
  /** Rows of one page, for `first` and `last` of a connection. */
  readonly page: number
  readonly offset: number
}

/** Depth leaves room for the introspection query of GraphiQL, the deepest honest operation. */
export const DEFAULT_LIMITS: Limits = {
  tokens: 4000, depth: 15, fields: 1000, rootFields: 20, aliases: 30, directives: 50, variables: 100, operations: 10, values: 50, page: 100, offset: 10_000,
}
