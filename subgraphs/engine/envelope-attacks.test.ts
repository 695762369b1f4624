import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { envelopeAttackFigures, type AttackTarget } from '../../schema/policy/proof/envelope-attack-figures.ts'
import type { Subgraph } from '../../schema/subgraph.ts'
import { serveHttp, type SubgraphServer } from './serve-http.ts'
import { fakePool } from './testing/fake-pool.ts'
import { fixtureId, supportOf } from './testing/fixture-people.ts'
import { fixtureKeys, fixtureSubgraph } from './testing/fixture-subgraph.ts'

let sent = 0
let server: SubgraphServer
const pool = fakePool(async () => { sent++; return { rows: [['{"id":"1"}']], rowCount: 1 } })
const billing = fixtureSubgraph('billing', { pool })

const serve = (subgraph: Subgraph): Promise<SubgraphServer> => serveHttp({ host: '127.0.0.1', port: 0, subgraph, isReady: async () => true })
const entities = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Invoice { id } } }'
const targetAt = (url: string): AttackTarget => ({
  url: `${url}/graphql`, keys: fixtureKeys.envelope, principal: supportOf(1), stranger: supportOf(2),
  body: JSON.stringify({ query: `{ invoice(id: "${fixtureId('invoice', 1)}") { id } }` }),
  wanted: JSON.stringify({ query: entities, variables: { r: [{ __typename: 'Invoice', id: fixtureId('invoice', 1) }] } }),
})

beforeAll(async () => { server = await serve(billing) })
afterAll(() => server.stop())

describe('a subgraph under attack', () => {
  it('refuses every envelope but the good one, and reads nothing for the others', async () => {
    const { figures, faults } = await envelopeAttackFigures(targetAt(server.url))
    expect(faults).toEqual([])
    const [[, attacks] = [], [, refused] = []] = figures
    expect(attacks).toBeGreaterThan(1_000)
    expect(refused).toBe(attacks)
    expect(sent).toBe(1)
  })

  it('that believed anybody would be found out', async () => {
    const open = await serve({ ...billing, execute: async () => ({ data: { invoice: { id: '1' } } }) })
    const { faults } = await envelopeAttackFigures(targetAt(open.url))
    await open.stop()
    expect(faults.length).toBeGreaterThan(1_000)
  })

  it('that refused everybody would prove nothing', async () => {
    const shut = await serve({ ...billing, execute: async () => ({ errors: [{ message: '', extensions: { code: 'UNAUTHENTICATED' } }] }) })
    const { faults } = await envelopeAttackFigures(targetAt(shut.url))
    await shut.stop()
    expect(faults).toHaveLength(1)
  })
})
