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
  /** Selection sets inside each other, with those of fragments that are written out. */
  readonly nesting: number
  readonly fragments: number
  /** Pairs of fields under one key of the answer: validation compares them, and all below them. */
  readonly overlaps: number
  /** Objects and lists inside each other, in literals and in variables. */
  readonly values: number
  /** Items of one list, in literals and in variables. */
  readonly list: number
  /** Values inside the variables, all together. */
  readonly inputs: number
  /** Rows of one page, for `first` and `last` of a connection. */
  readonly page: number
  readonly offset: number
}

/** Depth leaves room for the introspection query of GraphiQL, the deepest honest operation. */
export const DEFAULT_LIMITS: Limits = {
  tokens: 4000, depth: 15, fields: 1000, rootFields: 20, aliases: 30, directives: 50, variables: 100, operations: 10,
  nesting: 50, fragments: 100, overlaps: 10_000, values: 50, list: 1000, inputs: 5000, page: 100, offset: 10_000,
}
