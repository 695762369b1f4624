import { valueFromASTUntyped } from 'graphql'
import type { ConstDirectiveNode } from 'graphql'

/** How many objects a field gives. */
export interface ListSize {
  readonly assumed: number | undefined
  /** Arguments that say how many are asked for. */
  readonly slicing: readonly string[]
  /** Fields below that are so many; empty where the field itself is the list. */
  readonly sized: readonly string[]
  /** Exactly one of the arguments must be given. */
  readonly needsOne: boolean
}

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter(item => typeof item === 'string') : [])

/** Reads `@listSize`; whatever is not of its form is taken for left out. */
export const listSizeOf = ({ arguments: given = [] }: ConstDirectiveNode): ListSize => {
  const value = (wanted: string): unknown => {
    const found = given.find(({ name }) => name.value === wanted)
    return found && valueFromASTUntyped(found.value)
  }
  const assumed = value('assumedSize')
  const slicing = texts(value('slicingArguments'))
  return {
    assumed: typeof assumed === 'number' ? Math.max(assumed, 0) : undefined,
    slicing,
    sized: texts(value('sizedFields')),
    needsOne: slicing.length > 0 && value('requireOneSlicingArgument') !== false,
  }
}
