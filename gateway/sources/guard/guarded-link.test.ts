import { beforeEach, describe, expect, it } from 'vitest'
import type { RequestFacts } from '../../../schema/policy/envelope.ts'
import { aPerson } from '../../../schema/policy/test-principal.ts'
import type { SubgraphResponse } from '../../../schema/subgraph.ts'
import { serveAnything } from '../../fixture/subgraph-server.ts'
import { httpLink } from '../http-link.ts'
import type { CallOptions, SubgraphLink } from '../subgraph-link.ts'
import { bulkhead } from './bulkhead.ts'
import { circuitBreaker } from './circuit-breaker.ts'
import { guardedLink } from './guarded-link.ts'
import type { GuardOptions } from './guarded-link.ts'
import { LinkFailure } from './link-failure.ts'
import { retryBudget } from './retry-budget.ts'

const GUARD: GuardOptions = { answerMs: 500, running: 4, waiting: 2, retries: 2, retryRatio: 0.1, failures: 5, pauseMs: 60 }
const FACTS: RequestFacts = { principal: aPerson(), policyVersion: 'p', requestId: 'test-request', operationHash: 'none' }
const DONE: SubgraphResponse = { data: {} }

let calls: string[]
beforeEach(() => {
  calls = []
})

const linkOf = (name: string, answer: () => Promise<SubgraphResponse>, more: Partial<SubgraphLink> = {}): SubgraphLink => ({
  name: 'billing', isReady: async () => true, close: async () => {}, ...more,
  call() {
    calls.push(name)
    return answer()
  },
})
const unsent = () => Promise.reject(new LinkFailure('refused', { wasSent: false }))
const lost = () => Promise.reject(new LinkFailure('reset', { wasSent: true }))
const ask = (link: SubgraphLink, options: CallOptions = {}) => link.call({ query: '{ a }' }, FACTS, options).then(() => 'DONE', (failure: unknown) => (failure instanceof LinkFailure ? failure.code : failure))
const failing = (times: number, failure: () => Promise<never>) => {
  let left = times
  return () => (left-- > 0 ? failure() : Promise.resolve(DONE))
}

describe('a fetch that failed', () => {
  it('is sent again, whatever it is, when nothing of it had been sent', async () => {
    expect(await ask(guardedLink([linkOf('a', failing(2, unsent))], GUARD))).toBe('DONE')
    expect(calls).toHaveLength(3)
  })

  it('and may have arrived is sent again only where that does no harm', async () => {
    expect(await ask(guardedLink([linkOf('a', failing(1, lost))], GUARD))).toBe('SUBGRAPH_UNAVAILABLE')
    expect(calls).toHaveLength(1)
    expect(await ask(guardedLink([linkOf('b', failing(1, lost))], GUARD), { isRepeatable: () => true })).toBe('DONE')
    expect(await ask(guardedLink([linkOf('c', failing(1, lost))], GUARD), { isRepeatable: () => false })).toBe('SUBGRAPH_UNAVAILABLE')
  })

  it('is sent to another address next', async () => {
    const link = guardedLink([linkOf('a', unsent), linkOf('b', async () => DONE)], GUARD)
    for (let n = 0; n < 4; n += 1) expect(await ask(link)).toBe('DONE')
    expect(calls.join('')).not.toMatch(/aa/)
  })

  it('is not sent again for ever: the retries of an outage are a part of what is sent', async () => {
    const link = guardedLink([linkOf('a', lost)], { ...GUARD, failures: 1000, running: 300 })
    await Promise.all(Array.from({ length: 200 }, () => ask(link, { isRepeatable: () => true })))
    expect(calls.length).toBeGreaterThan(200)
    expect(calls.length).toBeLessThanOrEqual(200 + 10 + 20)
  })

  it('for want of time is none of the subgraph', async () => {
    const link = guardedLink([linkOf('a', () => Promise.reject(new LinkFailure('late', { code: 'TIMEOUT', wasSent: true })))], GUARD)
    for (let n = 0; n < 20; n += 1) expect(await ask(link, { isRepeatable: () => true })).toBe('TIMEOUT')
    expect(calls).toHaveLength(20)
    expect(link.isShut?.()).toBe(false)
  })
})

describe('a subgraph that accepts and never answers', () => {
  const silent = async (more: Partial<GuardOptions>, options: CallOptions = {}) => {
    const server = await serveAnything(() => {})
    const http = httpLink({ name: 'billing', url: server.url, keys: undefined, connectMs: 200, answerMs: 100, connections: 4 })
    const link = guardedLink([http], { ...GUARD, answerMs: 100, ...more })
    const outcomes: unknown[] = []
    for (let n = 0; n < 4; n += 1) outcomes.push(await ask(link, options.deadline === undefined ? {} : { deadline: Date.now() + options.deadline }))
    const isShut = link.isShut?.()
    await link.close()
    await server.stop()
    return { outcomes, isShut }
  }

  it('has failed, and is left alone', async () => {
    expect(await silent({ failures: 3 })).toEqual({ outcomes: Array.from({ length: 4 }, () => 'SUBGRAPH_UNAVAILABLE'), isShut: true })
  })

  it('has not where the request had less time than it may take', async () => {
    expect(await silent({ failures: 3 }, { deadline: 40 })).toEqual({ outcomes: Array.from({ length: 4 }, () => 'TIMEOUT'), isShut: false })
  })
})

describe('an address that fails', () => {
  it('is left alone, probed by one fetch, and back when that succeeds', async () => {
    let isDown = true
    const link = guardedLink([linkOf('a', () => (isDown ? lost() : new Promise(resolve => setTimeout(resolve, 10, DONE))))], { ...GUARD, retries: 0 })
    for (let n = 0; n < 30; n += 1) await ask(link)
    expect(calls).toHaveLength(5)
    expect(link.isShut?.()).toBe(true)
    isDown = false
    await new Promise(resolve => setTimeout(resolve, 100))
    expect((await Promise.all([ask(link), ask(link), ask(link)])).sort()).toEqual(['DONE', 'SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_UNAVAILABLE'])
    expect(calls).toHaveLength(6)
    expect(await ask(link)).toBe('DONE')
    expect(link.isShut?.()).toBe(false)
  })

  it('does not take the others with it', async () => {
    const link = guardedLink([linkOf('a', lost), linkOf('b', async () => DONE)], { ...GUARD, retries: 0 })
    const outcomes: unknown[] = []
    for (let n = 0; n < 40; n += 1) outcomes.push(await ask(link))
    expect(outcomes.filter(outcome => outcome !== 'DONE').length).toBeLessThanOrEqual(6)
  })

  it('and says that it is leaving is asked last', async () => {
    const link = guardedLink([linkOf('a', async () => DONE, { leavingSince: () => 5 }), linkOf('b', async () => DONE)], GUARD)
    for (let n = 0; n < 6; n += 1) await ask(link)
    expect(new Set(calls)).toEqual(new Set(['b']))
  })

  it('rests longer after each failed probe, but never for long', () => {
    let time = 0
    const breaker = circuitBreaker({ failures: 1, pauseMs: 100, now: () => time, random: () => 0.5 })
    const pauses: number[] = []
    for (let n = 0; n < 7; n += 1) {
      if (n > 0) expect(breaker.admits()).toBe(true)
      breaker.failed()
      const from = time
      while (!(breaker.admits())) time += 10
      breaker.abandoned()
      pauses.push(time - from)
    }
    expect(pauses).toEqual([100, 200, 400, 800, 800, 800, 800])
  })

  it('now and then among many that succeed is not shut', () => {
    const breaker = circuitBreaker({ failures: 5, pauseMs: 100 })
    for (let n = 0; n < 300; n += 1) n % 3 === 0 ? breaker.failed() : breaker.succeeded()
    expect(breaker.isShut).toBe(false)
  })
})

describe('a slow subgraph', () => {
  it('holds so many fetches and no more: some wait, the rest is refused at once', async () => {
    let most = 0
    let now = 0
    const room = bulkhead({ running: 4, waiting: 2 })
    const work = async () => {
      most = Math.max(most, now += 1)
      await new Promise(resolve => setTimeout(resolve, 20))
      now -= 1
    }
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => room.run(Date.now() + 1000, work)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(6)
    expect(most).toBe(4)
    expect(room.load).toEqual({ running: 0, waiting: 0 })
  })

  it('lets nobody wait for longer than there is time', async () => {
    const room = bulkhead({ running: 1, waiting: 5 })
    const slow = room.run(Date.now() + 1000, () => new Promise(resolve => setTimeout(resolve, 150)))
    const started = performance.now()
    await expect(room.run(Date.now() + 30, async () => 1)).rejects.toThrow(LinkFailure)
    expect(performance.now() - started).toBeLessThan(120)
    await slow
    expect(await room.run(Date.now() + 30, async () => 2)).toBe(2)
    expect(room.load).toEqual({ running: 0, waiting: 0 })
  })
})

it('a budget of retries fills up again by what is sent', () => {
  const budget = retryBudget(0.1)
  while (budget.spend());
  for (let n = 0; n < 20; n += 1) budget.earn()
  expect([budget.spend(), budget.spend()]).toEqual([true, expect.any(Boolean)])
  expect(budget.spend()).toBe(false)
})
