import { setTimeout as sleep } from 'node:timers/promises'
import type { RequestFacts } from '../../../schema/policy/envelope.ts'
import type { SubgraphResponse } from '../../../schema/subgraph.ts'
import { counter } from '../../metrics.ts'
import type { CallOptions, Fetch, SubgraphLink } from '../subgraph-link.ts'
import { bulkhead } from './bulkhead.ts'
import { circuitBreaker } from './circuit-breaker.ts'
import type { CircuitBreaker } from './circuit-breaker.ts'
import { LinkFailure } from './link-failure.ts'
import { retryBudget } from './retry-budget.ts'

/** How much one subgraph may take of the gateway. */
export interface GuardOptions {
  /** Waiting for room, sending, answering and trying again together. */
  readonly answerMs: number
  /** Fetches under way at once, to all addresses together. */
  readonly running: number
  /** Fetches that wait for room; further ones are refused. */
  readonly waiting: number
  /** How often one fetch is sent again. */
  readonly retries: number
  /** Retries in proportion to what is sent. */
  readonly retryRatio: number
  /** Failures of late after which an address is left alone. */
  readonly failures: number
  readonly pauseMs: number
}

const retried = counter('veil_subgraph_retries_total', 'Fetches that were sent once more.', { subgraph: [] })
const opened = counter('veil_subgraph_breaker_opened_total', 'How often an address of a subgraph was left alone because it failed.', { subgraph: [] })
const refused = counter('veil_subgraph_refused_total', 'Fetches that were not sent: no room, or no address that answers.', { subgraph: [] })

const RETRY_MS = 40

interface Target {
  readonly link: SubgraphLink
  readonly breaker: CircuitBreaker
}

interface Attempt {
  readonly fetch: Fetch
  readonly facts: RequestFacts
  readonly options: CallOptions & { readonly until: number }
}

const failureOf = (cause: unknown): LinkFailure => (cause instanceof LinkFailure ? cause : new LinkFailure('The subgraph gave no answer.', { wasSent: true, cause }))

/** One subgraph at one or more addresses: with limits on what waits for it, without those that fail, and sent again where that does no harm. */
export const guardedLink = (links: readonly [SubgraphLink, ...SubgraphLink[]], guard: GuardOptions): SubgraphLink => {
  const [{ name }] = links
  const label = { subgraph: name }
  const room = bulkhead({ ...guard, onRefused: () => refused.add(label) })
  const budget = retryBudget(guard.retryRatio)
  const targets = links.map((link): Target => ({ link, breaker: circuitBreaker({ failures: guard.failures, pauseMs: guard.pauseMs, onOpen: () => opened.add(label) }) }))
  let turn = 0

  const choose = (except: Target | undefined): Target | undefined => {
    turn += 1
    const inTurn = targets.map((_, at) => targets[(turn + at) % targets.length]).filter(target => target !== undefined)
    // the one that left first is the one that may be back
    const byLeaving = inTurn.length === 1 ? inTurn : inTurn.toSorted((a, b) => (a.link.leavingSince?.() ?? 0) - (b.link.leavingSince?.() ?? 0))
    const others = byLeaving.filter(target => target !== except)
    return [...others, ...byLeaving].find(({ breaker }) => breaker.admits())
  }

  const send = async ({ link, breaker }: Target, { fetch, facts, options }: Attempt): Promise<SubgraphResponse> => {
    try {
      const response = await link.call(fetch, facts, options)
      breaker.succeeded()
      return response
    } catch (cause) {
      const failure = failureOf(cause)
      if (failure.code === 'TIMEOUT') breaker.abandoned()
      else breaker.failed()
      throw failure
    }
  }
  const mayRepeat = ({ wasSent, code }: LinkFailure, { options }: Attempt): boolean =>
    code !== 'TIMEOUT' && (!wasSent || options.isRepeatable?.() === true) && Date.now() < options.until && budget.spend()

  const attempt = async (given: Attempt): Promise<SubgraphResponse> => {
    let last: Target | undefined
    for (let retries = 0; ; retries += 1) {
      const target = choose(last)
      if (!target) {
        refused.add(label)
        throw new LinkFailure('No address of this subgraph answers.', { wasSent: false })
      }
      try {
        return await send(target, given)
      } catch (cause) {
        const failure = failureOf(cause)
        if (retries >= guard.retries || !mayRepeat(failure, given)) throw failure
        // another address is tried at once
        if (targets.length === 1 || last) await sleep(RETRY_MS * 2 ** retries * (0.5 + Math.random()))
        last = target
        retried.add(label)
      }
    }
  }
  return {
    name,
    call(fetch, facts, options = {}) {
      budget.earn()
      const until = Math.min(Date.now() + guard.answerMs, options.deadline ?? Infinity)
      return room.run(until, () => attempt({ fetch, facts, options: { ...options, until } }))
    },
    isReady: async () => (await Promise.all(links.map(link => link.isReady()))).some(Boolean),
    // one that cannot be asked reads the file when it starts
    knowsPolicy: async version => (await Promise.all(links.map(async link => (await link.knowsPolicy?.(version) ?? true)))).every(Boolean),
    isShut: () => targets.every(({ breaker }) => breaker.isShut),
    close: async () => void await Promise.all(links.map(link => link.close())),
  }
}
