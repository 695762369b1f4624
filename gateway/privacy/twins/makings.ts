import type { GraphQLSchema } from 'graphql'
import type { Entity } from '../../../schema/model.ts'
import type { Literal } from './operation.ts'

/** What operations are made of. */
export interface Makings {
  readonly schema: GraphQLSchema
  readonly random: () => number
  /** Entities of which the person sees rows. */
  readonly seen: readonly Entity[]
  /** A value of a column from either world, or undefined. */
  valueOf(entity: Entity, field: string): Literal | undefined
  /** Chance of a condition on a list. */
  readonly filtering: number
  /** Chance of figures in place of a list. */
  readonly figures: number
}

/** One of them by chance; undefined where there is none. */
export function pick<Item>({ random }: Pick<Makings, 'random'>, items: readonly Item[]): Item | undefined {
  return items[Math.floor(random() * items.length)]
}
