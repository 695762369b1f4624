import type { SettingValues } from '../../schema/settings/read-values.ts'
import type { KeyRing } from '../../schema/policy/key-ring.ts'
import { DOOR } from '../../schema/sdl/door-contract.ts'
import type { GraphFiles } from '../reload/graph-files.ts'
import { guardedLink } from './guard/guarded-link.ts'
import { sharedLink } from './guard/shared-link.ts'
import { httpLink } from './http-link.ts'
import type { SubgraphLink } from './subgraph-link.ts'

/** How the subgraphs of a graph are reached over HTTP. */
export interface SubgraphLinksOptions {
  readonly keys: KeyRing
  /** Of some subgraphs, the addresses of their processes; the others stand at the one that the supergraph gives. */
  readonly addresses: ReadonlyMap<string, readonly string[]>
  readonly values: SettingValues
}

/** Links over HTTP, each behind its guard. A subgraph that stands at the same addresses in the next supergraph keeps its link, its connections and its counts. */
export const subgraphLinks = ({ keys, addresses, values }: SubgraphLinksOptions): GraphFiles['linksOf'] => {
  const keyOf = new WeakMap<SubgraphLink, string>()

  const open = (name: string, urls: readonly string[], isForeign: boolean): SubgraphLink => {
    const [first, ...others] = urls.map(url => httpLink({
      name, url, connectMs: values.VEIL_SUBGRAPH_CONNECT_MS, answerMs: values.VEIL_SUBGRAPH_TIMEOUT_MS, connections: values.VEIL_SUBGRAPH_CONNECTIONS, keys: isForeign ? undefined : keys,
    }))
    if (!first) throw new Error('A subgraph has an address.')
    const link = guardedLink([first, ...others], {
      answerMs: values.VEIL_SUBGRAPH_TIMEOUT_MS, running: values.VEIL_SUBGRAPH_CONNECTIONS * urls.length, waiting: values.VEIL_SUBGRAPH_QUEUE,
      retries: values.VEIL_SUBGRAPH_RETRIES, retryRatio: values.VEIL_SUBGRAPH_RETRY_RATIO, failures: values.VEIL_SUBGRAPH_FAILURES, pauseMs: values.VEIL_SUBGRAPH_PAUSE_MS,
    })
    return values.VEIL_SUBGRAPH_SHARE === 'on' ? sharedLink(link) : link
  }
  return (supergraph, current = []) => supergraph.subgraphs.filter(({ name }) => supergraph.isForeign || name !== DOOR).map(({ name, url }) => {
    const urls = addresses.get(name) ?? [url]
    const isForeign = supergraph.isForeignSubgraph(name)
    const key = JSON.stringify([name, urls, isForeign])
    const link = current.find(candidate => keyOf.get(candidate) === key) ?? open(name, urls, isForeign)
    keyOf.set(link, key)
    return link
  })
}
