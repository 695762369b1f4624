import type { GraphQLError } from 'graphql'
import { refuse } from '../refusal.ts'
import type { Limits } from './limits.ts'

/** What the values of variables exceed, if anything. Walked without recursion, because whatever reads them later recurses. */
export const inputExcess = (variables: Readonly<Record<string, unknown>>, { values, inputs, list }: Limits): GraphQLError | undefined => {
  let level: readonly unknown[] = [variables]
  let seen = 0
  for (let depth = 0; level.length > 0; depth++) {
    const below: unknown[] = []
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue
      if (depth > values) return refuse('DEPTH_LIMIT', { rule: 'variables', limit: values })
      const items: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
      if (Array.isArray(value) && items.length > list) return refuse('COST_LIMIT', { rule: 'list', limit: list })
      seen += items.length
      if (seen > inputs) return refuse('COST_LIMIT', { rule: 'inputs', limit: inputs })
      for (const item of items) below.push(item)
    }
    level = below
  }
  return undefined
}
