import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixtureGateway } from '../fixture/fixture-gateway.ts'
import type { Answer, FixtureGateway } from '../fixture/fixture-gateway.ts'

let gateway: FixtureGateway
let poor: FixtureGateway

beforeAll(async () => {
  gateway = await fixtureGateway({ cost: { operation: 500 } })
  poor = await fixtureGateway({ cost: { operation: 500, minute: 100 } })
})
afterAll(() => Promise.all([gateway.gateway.stop(), poor.gateway.stop()]))

const costOf = ({ body }: Answer): unknown => body.extensions?.cost

describe('extensions.cost', () => {
  it('says what an operation could have cost and what it has cost', async () => {
    expect(costOf(await gateway.ask('{ user(id: "u1") { id best { id } } }'))).toEqual({ estimated: 2, actual: 2 })
    expect(costOf(await gateway.ask('{ user(id: "nobody") { id best { id } } }'))).toEqual({ estimated: 2, actual: 0 })
  })

  it('stands beside data, and not beside a request that failed as a whole', async () => {
    expect((await gateway.ask('{ nope }')).body).not.toHaveProperty('extensions')
    expect(costOf(await gateway.ask('{ broken }'))).toEqual({ estimated: 0, actual: 0 })
  })

  it('is the same for whoever asks: what somebody may not see is estimated like what is shown', async () => {
    const [support, analyst] = await Promise.all(['support', 'analyst'].map(as => gateway.ask('{ user(id: "u1") { lastIp passwordHash best { lastIp } } }', { as })))
    if (!support || !analyst) throw new Error('no answer')
    expect(costOf(support)).toEqual(costOf(analyst))
  })
})

describe('an operation that costs too much', () => {
  const query = '{ users { nodes { friends { friends { friends { id } } } } } }'

  it('is refused before a subgraph is asked, with its estimate', async () => {
    gateway.graph.seen.length = 0
    const { status, body } = await gateway.ask(query)
    expect({ status, extensions: body.errors?.[0]?.extensions }).toEqual({
      status: 400, extensions: { code: 'COST_LIMIT', rule: 'cost', estimated: expect.any(Number), limit: 500 },
    })
    expect(gateway.graph.seen).toEqual([])
    expect(gateway.plans.size).toBeGreaterThan(0)
  })

  it('is judged by what is selected for these variables', async () => {
    const conditional = 'query ($deep: Boolean!) { user(id: "u1") { id } ...F @include(if: $deep) } fragment F on Query { users { nodes { friends { friends { friends { id } } } } } }'
    expect((await gateway.ask(conditional, { variables: { deep: false } })).status).toBe(200)
    expect((await gateway.ask(conditional, { variables: { deep: true } })).body.errors?.[0]?.extensions.code).toBe('COST_LIMIT')
  })
})

describe('the budget of a minute', () => {
  const TEN = '{ a: __typename user(id: "u1") { id } b: __type(name: "User") { name } }'

  it('ends in RATE_LIMITED with the seconds that the clock says, for this caller alone', async () => {
    // counted within one minute
    const rest = 60_000 - Date.now() % 60_000
    if (rest < 4000) await new Promise(resolve => setTimeout(resolve, rest + 50))
    const person = { brandId: randomUUID(), personId: randomUUID() }
    const ask = async (more: object = {}): Promise<Answer> =>
      poor.ask(TEN, { headers: { authorization: `Bearer ${await poor.tokenFor('support', { ...person, ...more })}` } })
    const statuses: number[] = []
    for (let n = 0; n < 6; n++) statuses.push((await ask()).status)
    expect(statuses.slice(0, 5)).toEqual([200, 200, 200, 200, 429])
    const refused = await ask()
    const seconds = Number(refused.headers.get('retry-after'))
    expect(refused.body.errors?.[0]?.extensions).toEqual({ code: 'RATE_LIMITED' })
    expect(Math.abs(seconds - (60 - new Date().getSeconds()))).toBeLessThanOrEqual(1)
    expect((await ask({ personId: randomUUID() })).status).toBe(200)
  })
})
