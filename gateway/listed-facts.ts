import type { ErrorFacts } from './refusal.ts'

const RULE = /^[A-Z_]+(?:\/[A-Z_]+)?$/
const DIMENSION = /^[A-Z][A-Z0-9_]*$/

const isDimensions = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((name: unknown) => typeof name === 'string' && DIMENSION.test(name))

/** What a subgraph may say beside a code: names of the schema and limits, and only in the form that such names have. */
export const listedFacts = ({ coordinate, limit, rule, dimensions }: Readonly<Record<string, unknown>>): ErrorFacts => ({
  ...(typeof coordinate === 'string' && { coordinate }),
  ...(typeof limit === 'number' && { limit }),
  ...(typeof rule === 'string' && RULE.test(rule) && { rule }),
  ...(isDimensions(dimensions) && { dimensions }),
})
