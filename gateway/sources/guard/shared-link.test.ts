import { beforeEach, expect, it } from 'vitest'
import type { RequestFacts } from '../../../schema/policy/envelope.ts'
import { aPerson } from '../../../schema/policy/test-principal.ts'
import type { SubgraphResponse } from '../../../schema/subgraph.ts'
import type { Fetch, SubgraphLink } from '../subgraph-link.ts'
import { sharedLink } from './shared-link.ts'

const ME = aPerson()
const facts = (more: Partial<RequestFacts> = {}): RequestFacts => ({ principal: ME, policyVersion: 'p', requestId: 'test-request', operationHash: 'none', ...more })
const QUIET = { isRepeatable: () => true }
const QUERY: Fetch = { query: '{ a }', variables: { id: 1 } }

let asked: { readonly fetch: Fetch, answer(response: SubgraphResponse): void, fail(): void }[]
let link: SubgraphLink

beforeEach(() => {
  asked = []
  link = sharedLink({
    name: 'billing', isReady: async () => true, close: async () => {},
    call: fetch => new Promise((resolve, reject) => void asked.push({ fetch, answer: resolve, fail: () => reject(new Error('lost')) })),
  })
})
const settled = () => new Promise(resolve => setImmediate(resolve))

it('sends equal fetches of one caller once, and gives each a copy of its own', async () => {
  const answers = [link.call(QUERY, facts(), QUIET), link.call(QUERY, facts({ requestId: 'another-one' }), QUIET), link.call({ ...QUERY, variables: { id: 1 } }, facts(), QUIET)]
  expect(asked).toHaveLength(1)
  asked[0]?.answer({ data: { a: { deep: 1 } } })
  const [first, second, third] = await Promise.all(answers)
  expect([second, third]).toEqual([first, first])
  if (first?.data) first.data.a = 'changed'
  expect(second).toEqual({ data: { a: { deep: 1 } } })
})

it.each<[string, Fetch, RequestFacts, object]>([
  ['of somebody else, however alike', QUERY, facts({ principal: { ...ME } }), QUIET],
  ['under another policy', QUERY, facts({ policyVersion: 'q' }), QUIET],
  ['with other variables', { ...QUERY, variables: { id: 2 } }, facts(), QUIET],
  ['of another text', { ...QUERY, query: '{ b }' }, facts(), QUIET],
  ['of which something may be logged', QUERY, facts(), { isRepeatable: () => false }],
  ['of which nobody says that it may be repeated', QUERY, facts(), {}],
  ['that has less time than the one under way', QUERY, facts(), { ...QUIET, deadline: Date.now() + 10 }],
])('does not share one %s', (_, fetch, given, options) => {
  void link.call(QUERY, facts(), QUIET)
  void link.call(fetch, given, options)
  expect(asked).toHaveLength(2)
})

it.each<[string, (first: typeof asked[number] | undefined) => void]>([
  ['fails', first => first?.fail()], ['has errors', first => first?.answer({ data: null, errors: [{ message: '', extensions: { code: 'TIMEOUT' } }] })],
])('lets the others ask for themselves where the first %s', async (_, end) => {
  const first = link.call(QUERY, facts(), QUIET).catch(() => 'LOST')
  const second = link.call(QUERY, facts(), QUIET)
  end(asked[0])
  await first
  await settled()
  expect(asked).toHaveLength(2)
  asked[1]?.answer({ data: { a: 2 } })
  expect(await second).toEqual({ data: { a: 2 } })
})

it('shares nothing that began before a command ended', async () => {
  void link.call(QUERY, facts(), QUIET)
  const command = link.call({ query: 'mutation { a }' }, facts(), QUIET)
  asked[1]?.answer({ data: {} })
  await command
  void link.call(QUERY, facts(), QUIET)
  expect(asked).toHaveLength(3)
})

it('remembers nothing of what is over', async () => {
  const first = link.call(QUERY, facts(), QUIET)
  asked[0]?.answer({ data: { a: 1 } })
  await first
  void link.call(QUERY, facts(), QUIET)
  expect(asked).toHaveLength(2)
})
