/** Names of the schema and sentences about them: they are nobody's, and the same whatever rows there are. */
export const OWN = '@sensitivity(reads: [], scope: [SELF])'

/** How long a list is that asks for no size. */
export const listOf = (size: number): string => `@listSize(assumedSize: ${size}, requireOneSlicingArgument: false)`

/** Values of an enumeration, a line each. */
export const valuesOf = (values: readonly string[]): string => values.map(value => `  ${value}`).join('\n')
