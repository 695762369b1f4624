import { isErrorCode } from '../../schema/policy/error-codes.ts'
import type { SubgraphResponse } from '../../schema/subgraph.ts'
import { traced } from '../../schema/observe/tracing.ts'
import { counter, histogram } from '../metrics.ts'
import type { SubgraphSource } from '../sources/subgraph-source.ts'

const fetches = histogram('veil_fetch_seconds', 'Time from a fetch to its checked answer.', undefined, { subgraph: [] })
const failed = counter('veil_fetch_errors_total', 'Fetches whose answer holds errors, by the first code.', { subgraph: [], code: [] })

const codeOf = ({ errors = [] }: SubgraphResponse): string | undefined => {
  const [first] = errors
  if (!first) return undefined
  return isErrorCode(first.extensions.code) ? first.extensions.code : 'INTERNAL_SERVER_ERROR'
}

/** Measures the fetches of one subgraph, below the request that they belong to. */
export const observedSource = (subgraph: string, source: SubgraphSource): SubgraphSource => {
  const labels = { subgraph }
  return {
    ask: (fetch, scope) => traced('fetch', labels, async tell => {
      const started = performance.now()
      const answer = await source.ask(fetch, scope)
      fetches.observe((performance.now() - started) / 1000, labels)
      const code = codeOf(answer)
      if (code !== undefined) {
        failed.add({ subgraph, code })
        tell({ code })
      }
      return answer
    }, scope.observation?.trace?.context),
  }
}
