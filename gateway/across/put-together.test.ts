import { GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { modules } from '../../schema/metadata/index.ts'
import { localEnvelope, openLocalEnvelope } from '../../schema/policy/local-envelope.ts'
import { policyVersion } from '../../schema/policy/policies.ts'
import { aPerson } from '../../schema/policy/test-principal.ts'
import type { RequestFacts } from '../../schema/policy/envelope.ts'
import { LinkFailure } from '../sources/guard/link-failure.ts'
import type { SubgraphLink } from '../sources/subgraph-link.ts'
import { askModule, type AskModule } from './ask-module.ts'
import { metricAcross } from './metric-across.ts'

const usual = { metric: 'total_revenue', dimensions: ['workspace.region'], groupBy: ['CURRENCY'] }

interface Asked {
  readonly module: string
  readonly keys: readonly unknown[]
}

const ownRow = (workspace: string | null, value: string) => ({ period: '2026-01-01T00:00:00.000Z', value, suppressed: false, group: [{ value: 'EUR' }, { value: workspace }] })

/** Two modules, of which the second shows the rows that have a region here. */
const twoModules = (rows: readonly ReturnType<typeof ownRow>[], regions: ReadonlyMap<string, string>, source = 'ROWS'): { readonly ask: AskModule, readonly asked: Asked[] } => {
  const asked: Asked[] = []
  return {
    asked,
    async ask(module, _query, { representations }) {
      const keys = Array.isArray(representations) ? representations.map((one: { readonly id: string }) => one.id) : []
      asked.push({ module, keys })
      if (module === 'billing') return { metrics: { totalRevenue: { unit: 'MINOR_UNITS', definition: 'd', source, rows } } }
      return { _entities: keys.map(key => (regions.has(key) ? { region: regions.get(key) } : null)) }
    },
  }
}

const valuesOf = async (given: ReturnType<typeof twoModules>) => (await metricAcross(modules, usual, given.ask)).rows.map(({ group, value }) => [...group.map(one => one.value), value].join(' '))

describe('what two modules know, put together', () => {
  it('has no value for rows that the caller does not see, and none that tells them apart', async () => {
    const rows = [ownRow('seen', '5'), ownRow('hidden', '7'), ownRow('other hidden', '1'), ownRow(null, '2')]
    expect(await valuesOf(twoModules(rows, new Map([['seen', 'EU']])))).toEqual(['EUR EU 5', 'EUR  10'])
  })

  it('asks for each row once, and for some thousand at a time', async () => {
    const ids = Array.from({ length: 2_500 }, (_, at) => `w${at}`)
    const given = twoModules([...ids, ...ids].map(id => ownRow(id, '1')), new Map(ids.map(id => [id, 'EU'])))
    expect(await valuesOf(given)).toEqual(['EUR EU 5000'])
    expect(given.asked.map(({ module, keys }) => [module, keys.length])).toEqual([['billing', 0], ['organization', 1_000], ['organization', 1_000], ['organization', 500]])
  })

  it('is refused for more rows than it may ask for', async () => {
    const given = twoModules(Array.from({ length: 20_001 }, (_, at) => ownRow(`w${at}`, '1')), new Map())
    await expect(valuesOf(given)).rejects.toThrow(GraphQLError)
    expect(given.asked.map(({ module }) => module)).toEqual(['billing'])
  })

  it('is never made of published figures', async () => {
    await expect(valuesOf(twoModules([ownRow('seen', '5')], new Map(), 'CUBE'))).rejects.toMatchObject({ extensions: { code: 'METRIC_CUBE_ONLY' } })
  })
})

describe('a module that is asked in the name of a caller', () => {
  const principal = {
    ...aPerson({ clearances: ['support_lead'] }),
    breakGlass: { grantId: 'g', subject: { kind: 'PERSON' as const, personId: 'p' }, categories: [], purpose: 'SECURITY' as const, exp: Date.now() + 60_000 },
  }
  const facts: RequestFacts = { principal, requestId: 'r', operationHash: 'o', policyVersion: policyVersion(), reveals: [{ reason: 'because it is so', purpose: 'SUPPORT' }], budgets: { subjects: 5 }, idempotencyKey: 'k' }
  const request = {}
  const envelope = openLocalEnvelope(localEnvelope(facts), request, Date.now())
  const linkThat = (answer: SubgraphLink['call']): SubgraphLink => ({ name: 'billing', call: answer, isReady: async () => true, close: async () => {} })

  it('is told who asks, and nothing that the caller was granted for something else', async () => {
    if (!envelope) throw new Error('The envelope is not good.')
    let told: RequestFacts | undefined
    await askModule([linkThat(async (_fetch, given) => {
      told = given
      return { data: {} }
    })], envelope, undefined)('billing', '{ a }', {})
    expect(told).toEqual({ principal: { ...principal, breakGlass: undefined, channel: 'EXPORT' }, requestId: 'r', operationHash: 'o', policyVersion: policyVersion() })
  })

  it.each([
    ['a code of the registry with its facts', async () => ({ errors: [{ message: 'x', extensions: { code: 'METRIC_CURRENCY_REQUIRED', rule: 'ONE_CURRENCY', hidden: 'value' } }] }), 'METRIC_CURRENCY_REQUIRED'],
    ['anything else as a fault of ours', async () => ({ errors: [{ message: 'x', extensions: { code: 'SECRET_VALUE' } }] }), 'INTERNAL_SERVER_ERROR'],
    ['an outage as one', async () => { throw new LinkFailure('gone', { wasSent: true }) }, 'SUBGRAPH_UNAVAILABLE'],
    ['the end of the time as that', async () => { throw new LinkFailure('late', { wasSent: true, code: 'TIMEOUT' }) }, 'TIMEOUT'],
  ])('is quoted with %s', async (_, answer, code) => {
    if (!envelope) throw new Error('The envelope is not good.')
    await expect(askModule([linkThat(answer)], envelope, undefined)('billing', '{ a }', {})).rejects.toMatchObject({ extensions: { code } })
    await expect(askModule([], envelope, undefined)('billing', '{ a }', {})).rejects.toMatchObject({ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } })
  })
})
