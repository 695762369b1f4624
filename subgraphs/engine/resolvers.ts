import type { View } from './view/view.ts'

/** What a resolver gets beside its arguments: its view of the data, and nothing that reaches around it. */
export interface ResolverContext {
  readonly view: View
  /** Whether the client selects this field of the answer. */
  selects(field: string): boolean
}

/** Answers one field written by hand. `id` is that of the object the field stands on; at the root it is empty. */
export type Resolver = (id: string, args: Readonly<Record<string, unknown>>, context: ResolverContext) => unknown

/** Finds an object that no table holds, by what a router knows of it: the fields of one of its keys, and what `@requires` brought along. */
export type Reference = (representation: Readonly<Record<string, unknown>>) => unknown

/** References by type. */
export type References = Readonly<Record<string, Reference>>

/** Resolvers by type and field. */
export type Resolvers = Readonly<Record<string, Readonly<Record<string, Resolver>>>>
