import type { SubgraphResponse } from '../../../schema/subgraph.ts'
import { ReadError } from '../read/read-error.ts'

/** The data of an answer that must be whole: a part that failed may be the one that mattered. */
export function dataOf({ data, errors }: SubgraphResponse): Readonly<Record<string, unknown>> {
  if (!data || (errors !== undefined && errors.length > 0)) throw new ReadError('SUBGRAPH_UNAVAILABLE')
  return data
}
