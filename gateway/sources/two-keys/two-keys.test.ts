import { afterAll, describe, expect, it } from 'vitest'
import { readShown, shownText } from '../../../schema/policy/manifest.ts'
import type { Manifest, Shown } from '../../../schema/policy/manifest.ts'
import { manifestIn } from '../../../schema/policy/manifest.ts'
import type { SubgraphResponse } from '../../../schema/subgraph.ts'
import { fixtureGateway } from '../../fixture/fixture-gateway.ts'
import type { FixtureGateway } from '../../fixture/fixture-gateway.ts'
import { inProcessLink } from '../in-process-link.ts'

/** What the subgraphs say instead of the truth. */
type Lie = (manifest: Manifest) => Manifest | undefined

const running: FixtureGateway[] = []
afterAll(() => Promise.all(running.map(({ gateway }) => gateway.stop())))

const alarms: unknown[] = []

/** The fixture, whose subgraphs do what they did and say something else about it. */
const saying = async (lie: Lie, isStock = false): Promise<FixtureGateway> => {
  const gateway = await fixtureGateway({ isStock, onDivergence: alarm => alarms.push(alarm) }, {}, async ({ subgraphs }) => subgraphs.map(subgraph => inProcessLink({
    ...subgraph,
    async execute(request): Promise<SubgraphResponse> {
      const { extensions, ...response } = await subgraph.execute(request)
      const manifest = manifestIn(extensions)
      return { ...response, extensions: { veil: { manifest: manifest && lie(manifest) } } }
    },
  })))
  running.push(gateway)
  return gateway
}

const rewritten = (change: (shown: Shown) => Shown | undefined): Lie => ({ shown, bound }) => ({
  bound,
  shown: Object.fromEntries(Object.entries(shown).map(([root, texts]) =>
    [root, texts.map(text => shownText((readShown(text) ?? []).flatMap(entry => change(entry) ?? [])))])),
})

const only = (coordinate: string, change: (shown: Shown) => Shown | undefined): Lie =>
  rewritten(entry => (entry.coordinate === coordinate ? change(entry) : entry))

const QUERY = '{ users { nodes { name email lastIp } } invoices { nodes { id user { name cardLast4 email } } } }'

const divergence = (path: readonly (string | number)[]) => ({ path, extensions: { code: 'POLICY_DIVERGENCE' } })

describe.each([['our executor', false], ['the executor of the library', true]])('two keys, with %s', (_, isStock) => {
  const ask = async (lie: Lie, as = 'support_lead') => {
    alarms.length = 0
    const { body } = await (await saying(lie, isStock)).ask(QUERY, { as })
    return { data: JSON.stringify(body.data), errors: body.errors?.map(({ path, extensions }) => ({ path, extensions })) }
  }

  it('open what both sides decided alike', async () => {
    const { data, errors } = await ask(manifest => manifest)
    expect(errors).toBeUndefined()
    expect(data).toMatch(/"email":"[^"]+"/)
    expect(alarms).toEqual([])
  })

  it('withhold a value of which the subgraph says that it shows more, once told, and leave the rest', async () => {
    const { data, errors } = await ask(only('User.email', shown => ({ ...shown, decision: { ...shown.decision, reveal: 'ALL', mask: [] } })))
    expect(data).not.toMatch(/"email":"/)
    expect(data).toMatch(/"name":"n0"/)
    expect(data).toMatch(/"lastIp":"/)
    expect(errors).toEqual(expect.arrayContaining([divergence(['users', 'nodes', 0, 'email'])]))
    expect(alarms).toEqual(expect.arrayContaining([{ subgraph: 'people', coordinate: 'User.email', kind: 'WEAKER' }]))
  })

  it('withhold a value of which the subgraph says nothing', async () => {
    const { data, errors } = await ask(only('User.lastIp', () => undefined))
    expect(data).not.toMatch(/"lastIp":"/)
    expect(data).toMatch(/"email":"/)
    expect(errors).toEqual([divergence(['users', 'nodes', 0, 'lastIp'])])
    expect(alarms).toEqual([{ subgraph: 'people', coordinate: 'User.lastIp', kind: 'MISSING' }])
  })

  it.each<[string, Lie]>([
    ['says nothing at all', () => undefined],
    ['speaks otherwise', ({ bound }) => ({ bound, shown: { users: ['hello'], invoices: ['{}'], _entities: ['[[],["x"]]'] } })],
    ['speaks of other places', ({ shown, bound }) => ({ bound, shown: Object.fromEntries(Object.entries(shown).map(([root, texts]) => [`${root}2`, texts])) })],
    ['names decisions that it does not list', ({ bound, shown }) => ({ bound, shown: Object.fromEntries(Object.keys(shown).map(root => [root, ['[[],["nodes.email User.email 7"]]']])) })],
  ])('withhold everything of a subgraph that %s', async (_what, lie) => {
    const { data, errors } = await ask(lie)
    expect(data).not.toMatch(/"(?:email|lastIp|cardLast4)":"/)
    expect(data).toMatch(/"name":"n0"/)
    expect(errors?.every(({ extensions: { code } }) => code === 'POLICY_DIVERGENCE')).toBe(true)
  })

  it('accept that a subgraph shows less: its policy may be newer', async () => {
    const { errors } = await ask(rewritten(shown => ({ ...shown, decision: { ...shown.decision, reveal: [], pseudonym: [], mask: [], unlogged: [], counted: [] } })))
    expect(errors).toBeUndefined()
    expect(alarms).toEqual([])
  })

  it('withhold what depends on the row where the subgraph looked at the rows of somebody else', async () => {
    const { data, errors } = await ask(({ shown, bound }) => ({ shown, bound: bound.replace(/"MEMBER":"[^"]*"/, '"MEMBER":"another"') }), 'member')
    expect(errors?.length).toBeGreaterThan(0)
    expect(data).not.toMatch(/"email":"/)
  })

  it('withhold a raw value of which less would be logged', async () => {
    const { data } = await ask(only('User.email', shown => ({ ...shown, decision: { ...shown.decision, unlogged: 'ALL' } })), 'admin')
    expect(data).not.toMatch(/"email":"/)
  })
})
