import type { SubgraphError, SubgraphResponse } from '../../../schema/subgraph.ts'
import type { FaultReporter } from './subgraph-error.ts'
import { subgraphError } from './subgraph-error.ts'
import type { PreparedRoot } from './prepare-roots.ts'

/**
 * The answer of an operation that has nothing but reads: statements run side by side, and what they return is the answer.
 * As in execution by the book, a field that fails is null and has an error, and a list of entities that fails takes the data with it.
 */
export async function executePlanned(roots: readonly PreparedRoot[], report: FaultReporter): Promise<SubgraphResponse> {
  const errors: SubgraphError[] = []
  let isLost = false
  const values = await Promise.all(roots.map(async ({ key, run, isRequired }) => {
    try {
      return await run()
    } catch (error) {
      errors.push(subgraphError(error, report, [key]))
      if (isRequired) isLost = true
      return null
    }
  }))
  const data: Record<string, unknown> = {}
  for (const [index, { key }] of roots.entries()) data[key] = values[index]
  if (errors.length === 0) return { data }
  return { data: isLost ? null : data, errors }
}
