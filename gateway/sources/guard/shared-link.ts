import type { Principal } from '../../../schema/policy/principal.ts'
import type { SubgraphResponse } from '../../../schema/subgraph.ts'
import { counter } from '../../metrics.ts'
import type { CallOptions, Fetch, SubgraphLink } from '../subgraph-link.ts'

const shared = counter('veil_subgraph_shared_total', 'Fetches that were answered by an equal one under way.', { subgraph: [] })

/** A fetch under way, and those who wait for the same answer. */
interface Running {
  readonly deadline: number
  readonly followers: ((answer: SubgraphResponse | undefined) => void)[]
}

const keyOf = ({ query, operationName, variables }: Fetch, policyVersion: string): string => `${policyVersion}\n${operationName ?? ''}\n${query}\n${JSON.stringify(variables)}`

const isMutation = ({ query }: Fetch): boolean => query.startsWith('mutation')

/**
 * Sends equal fetches of the same caller that are under way at the same time once. The caller is the object that stands for one person with one
 * set of rights, for one purpose: nobody else's answer is ever shared. What may be logged or charged is left alone, as for retries; each gets a
 * copy of its own; an answer with errors, or none, is for the first alone, and the others ask for themselves. After a command through this link
 * nobody joins a fetch that began before it.
 */
export const sharedLink = (link: SubgraphLink): SubgraphLink => {
  let byCaller = new WeakMap<Principal, Map<string, Running>>()

  const lead = async (fetch: Fetch, { facts, options, running }: { readonly facts: Parameters<SubgraphLink['call']>[1], readonly options: CallOptions, readonly running: Running }): Promise<SubgraphResponse> => {
    const { followers } = running
    try {
      const answer = await link.call(fetch, facts, options)
      // copied before anybody changes it
      for (const follow of followers.splice(0)) follow(answer.errors ? undefined : structuredClone(answer))
      return answer
    } finally {
      for (const follow of followers.splice(0)) follow(undefined)
    }
  }
  return {
    ...link,
    async call(fetch, facts, options = {}) {
      if (isMutation(fetch)) return link.call(fetch, facts, options).finally(() => { byCaller = new WeakMap() })
      if (!options.isRepeatable?.()) return link.call(fetch, facts, options)
      const { deadline = Infinity } = options
      const fetches = byCaller.get(facts.principal) ?? new Map<string, Running>()
      byCaller.set(facts.principal, fetches)
      const key = keyOf(fetch, facts.policyVersion)
      const known = fetches.get(key)
      if (known && known.deadline <= deadline) {
        const answer = await new Promise<SubgraphResponse | undefined>(resolve => known.followers.push(resolve))
        if (answer) shared.add({ subgraph: link.name })
        return answer ?? link.call(fetch, facts, options)
      }
      const running: Running = { deadline, followers: [] }
      fetches.set(key, running)
      try {
        return await lead(fetch, { facts, options, running })
      } finally {
        if (fetches.get(key) === running) fetches.delete(key)
      }
    },
  }
}
