import type { View } from './view/view.ts'

/** What a resolver gets beside its arguments: its view of the data, and nothing that reaches around it. */
export interface ResolverContext {
  readonly view: View
  /** Whether the client selects this field of the answer. */
  selects(field: string): boolean
}

/** Answers one field written by hand. `id` is that of the object the field stands on; at the root it is empty. */
export type Resolver = (id: string, args: Readonly<Record<string, unknown>>, context: ResolverContext) => unknown

/** Resolvers by type and field. */
export type Resolvers = Readonly<Record<string, Readonly<Record<string, Resolver>>>>
