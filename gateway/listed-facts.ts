import { METRIC_GRAINS } from '../schema/model.ts'
import type { ErrorFacts } from './refusal.ts'

const RULE = /^[A-Z_]+(?:\/[A-Z_]+)?$/
/** Of the metric itself, or of another module: `CURRENCY`, `workspace.region`. */
const DIMENSION = /^(?:[A-Z][A-Z0-9_]*|[a-z]\w*(?:\.[a-z]\w*)+)$/

const METRIC = /^[a-z][a-z0-9_]*$/
const GRAINS: ReadonlySet<unknown> = new Set(METRIC_GRAINS)

const isDimensions = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((name: unknown) => typeof name === 'string' && DIMENSION.test(name))

const isGrains = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(name => GRAINS.has(name))

/** What a subgraph may say beside a code: names of the schema and limits, and only in the form that such names have. */
export const listedFacts = ({ coordinate, limit, rule, dimensions, instead, grains }: Readonly<Record<string, unknown>>): ErrorFacts => ({
  ...(typeof coordinate === 'string' && { coordinate }),
  ...(typeof limit === 'number' && { limit }),
  ...(typeof rule === 'string' && RULE.test(rule) && { rule }),
  ...(isDimensions(dimensions) && { dimensions }),
  ...(typeof instead === 'string' && METRIC.test(instead) && { instead }),
  ...(isGrains(grains) && { grains }),
})
