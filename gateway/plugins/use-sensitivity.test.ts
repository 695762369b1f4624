import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { policyVersion } from '../../schema/policy/policies.ts'
import { fixtureGateway } from '../fixture/fixture-gateway.ts'
import type { Answer, FixtureGateway } from '../fixture/fixture-gateway.ts'

let gateway: FixtureGateway

beforeAll(async () => {
  gateway = await fixtureGateway()
})
beforeEach(() => {
  gateway.graph.seen.length = 0
})
afterAll(() => gateway.gateway.stop())

const refusalOf = ({ status, body }: Answer): unknown => ({ status, ...body.errors?.[0]?.extensions })

const FILTER = { status: 403, code: 'PII_FILTER_REFUSED', coordinate: 'User.lastIp', rule: 'ONLINE_IDENTIFIER/FILTER' }
const NULLS = { ...FILTER, rule: 'ONLINE_IDENTIFIER/IS_NULL' }
const ORDER = { status: 403, code: 'PII_ORDER_REFUSED', coordinate: 'User.lastIp', rule: 'ONLINE_IDENTIFIER/ORDER' }

describe('an input that names a column which the caller may not use', () => {
  it.each([
    ['as a literal', '{ users(filter: { lastIp: { eq: "x" } }) { totalCount } }', undefined, FILTER],
    ['as a variable of a value', 'query ($v: String) { users(filter: { lastIp: { eq: $v } }) { totalCount } }', { v: 'x' }, FILTER],
    ['as a variable of the filter', 'query ($f: UserFilter) { users(filter: $f) { totalCount } }', { f: { lastIp: { contains: 'x' } } }, FILTER],
    ['as a variable of a part', 'query ($p: StringFilter) { users(filter: { lastIp: $p }) { totalCount } }', { p: { startsWith: 'x' } }, FILTER],
    ['as the default of a variable', 'query ($f: UserFilter = { lastIp: { eq: "x" } }) { users(filter: $f) { totalCount } }', undefined, FILTER],
    ['under and', '{ users(filter: { and: [{ name: { eq: "n1" } }, { lastIp: { eq: "x" } }] }) { totalCount } }', undefined, FILTER],
    ['under not, twice', '{ users(filter: { not: { not: { lastIp: { neq: "x" } } } }) { totalCount } }', undefined, FILTER],
    ['as a single value where a list is meant', '{ users(filter: { and: { lastIp: { eq: "x" } } }) { totalCount } }', undefined, FILTER],
    ['asking whether there is a value', '{ users(filter: { lastIp: { isNull: true } }) { totalCount } }', undefined, NULLS],
    ['in a field that is skipped', '{ users(filter: { lastIp: { eq: "x" } }) @skip(if: true) { totalCount } broken }', undefined, FILTER],
    ['in a fragment', '{ ...F } fragment F on Query { users(filter: { lastIp: { eq: "x" } }) { totalCount } }', undefined, FILTER],
    ['in an order', '{ users(orderBy: [{ field: NAME }, { field: LAST_IP, direction: DESC }]) { totalCount } }', undefined, ORDER],
    ['in an order by variable', 'query ($o: UserOrderField!) { users(orderBy: { field: $o }) { totalCount } }', { o: 'LAST_IP' }, ORDER],
    ['as the argument of a hand-written field', '{ search(text: "x") { __typename } }', undefined, FILTER],
  ])('is refused %s, and no subgraph is asked', async (_, query, variables, expected) => {
    const answer = await gateway.ask(query, { as: 'analyst', variables })
    expect(refusalOf(answer)).toEqual(expected)
    expect(answer.body.errors).toHaveLength(1)
    expect(answer.body.data).toBeUndefined()
    expect(gateway.graph.seen).toEqual([])
  })

  it('is refused in the same bytes for a hit and a miss', async () => {
    const ask = (value: string): Promise<Answer> => gateway.ask('query ($v: String) { users(filter: { lastIp: { eq: $v } }) { totalCount } }', { as: 'analyst', variables: { v: value } })
    expect((await ask('203.0.113.9')).text).toBe((await ask('198.51.100.1')).text)
  })

  it.each([
    ['another column', '{ users(filter: { name: { eq: "n1" } }) { totalCount } }'],
    ['nothing, being null', '{ users(filter: { lastIp: null }) { totalCount } }'],
    ['nothing, being left out by an absent variable', 'query ($f: StringFilter) { users(filter: { lastIp: $f }) { totalCount } }'],
    ['an order of another column', '{ users(orderBy: { field: NAME }) { totalCount } }'],
  ])('is not meant by an operation that names %s', async (_, query) => {
    expect((await gateway.ask(query, { as: 'analyst' })).status).toBe(200)
  })

  it('lets a mask be asked for its presence only', async () => {
    expect((await gateway.ask('{ users(filter: { email: { isNull: false } }) { totalCount } }', { as: 'support' })).status).toBe(200)
    expect(refusalOf(await gateway.ask('{ users(filter: { email: { isNull: false, contains: "a" } }) { totalCount } }', { as: 'support' })))
      .toMatchObject({ code: 'PII_FILTER_REFUSED', rule: 'CONTACT/FILTER' })
  })
})

describe('extensions.sensitivity', () => {
  it('names every field that is not shown as it is, by the path of the selection', async () => {
    const { body } = await gateway.ask('{ all: users { nodes { name mail: email lastIp invoices { taxId } } } }', { as: 'analyst' })
    expect(body.extensions?.sensitivity).toEqual({
      policy: policyVersion(),
      fields: [
        { path: 'all.nodes.mail', coordinate: 'User.email', action: 'PSEUDONYM', category: 'CONTACT', unlock: expect.any(String) },
        { path: 'all.nodes.lastIp', coordinate: 'User.lastIp', action: 'REDACT', category: 'ONLINE_IDENTIFIER', unlock: expect.any(String) },
        { path: 'all.nodes.invoices.taxId', coordinate: 'Invoice.taxId', action: 'REFUSE', category: 'GOVERNMENT_ID', unlock: expect.any(String) },
      ],
    })
  })

  it('describes no rights to a member', async () => {
    const { body } = await gateway.ask('{ user(id: "u1") { email lastIp } }', { as: 'member' })
    expect(JSON.stringify(body.extensions)).not.toContain('unlock')
  })

  it('names a field of a fragment at every place where it is used', async () => {
    const { body } = await gateway.ask('{ a: user(id: "u1") { ...F best { ...F } } } fragment F on User { lastIp }', { as: 'analyst' })
    expect(body.extensions?.sensitivity).toMatchObject({ fields: [{ path: 'a.lastIp' }, { path: 'a.best.lastIp' }] })
  })

  it('is absent where everything is shown', async () => {
    expect((await gateway.ask('{ users { nodes { id name } } }')).body.extensions).not.toHaveProperty('sensitivity')
  })

  it('is the same whatever the rows hold', async () => {
    const ask = async (id: string): Promise<unknown> => (await gateway.ask(`{ user(id: "${id}") { lastIp } }`, { as: 'analyst' })).body.extensions?.sensitivity
    expect(await ask('u1')).toEqual(await ask('nobody'))
  })
})

describe('x-veil-on-refused: error', () => {
  const headers = { 'x-veil-on-refused': 'error' }

  it('ends an operation that reads a refused field, without asking a subgraph', async () => {
    const answer = await gateway.ask('{ user(id: "u1") { name passwordHash } }', { headers })
    expect(refusalOf(answer)).toEqual({ status: 403, code: 'PII_REFUSED', coordinate: 'User.passwordHash', rule: 'CREDENTIAL/READ' })
    expect(gateway.graph.seen).toEqual([])
  })

  it('leaves a redacted field null', async () => {
    const answer = await gateway.ask('{ user(id: "u1") { lastIp } }', { as: 'analyst', headers })
    expect(answer.body.data).toEqual({ user: { lastIp: null } })
  })
})

describe('a credential', () => {
  it.each(['member', 'admin', 'billing_admin', 'support', 'support_lead', 'analyst', 'auditor', 'privacy_officer'])('is null for %s and explains itself', async as => {
    const { body } = await gateway.ask('{ user(id: "u1") { passwordHash } }', { as })
    expect(body.data).toEqual({ user: { passwordHash: null } })
    expect(body.extensions?.sensitivity).toMatchObject({ fields: [{ action: 'REFUSE', category: 'CREDENTIAL' }] })
    expect(gateway.graph.seen.map(({ answer }) => answer).join()).not.toContain('hash"')
  })
})

describe('the envelope', () => {
  it('says who asks, and is made anew for every fetch', async () => {
    await gateway.ask('{ users { nodes { cardLast4 } } invoices { nodes { user { name } } } }', { as: 'support_lead', headers: { 'x-veil-purpose': 'SUPPORT', 'x-request-id': 'request-0001' } })
    const envelopes = gateway.graph.seen.map(({ envelope }) => envelope)
    expect(envelopes.length).toBeGreaterThan(2)
    expect(new Set(envelopes.map(({ jti }) => jti)).size).toBe(envelopes.length)
    expect(envelopes[0]).toMatchObject({
      requestId: 'request-0001', policyVersion: policyVersion(), principal: { kind: 'PERSON', clearances: ['support_lead'], purpose: 'SUPPORT', brandPermissions: ['*'] },
    })
    expect(envelopes[0]?.exp).toBeLessThanOrEqual(Date.now() + 30_000)
  })

  it('is another one for another request', async () => {
    await gateway.ask('{ user(id: "u1") { id } }')
    await gateway.ask('{ user(id: "u1") { id } }')
    expect(new Set(gateway.graph.seen.map(({ envelope }) => envelope.jti)).size).toBe(2)
  })
})

describe('cache headers', () => {
  it('forbid to store an answer with a sensitive field, masked or not', async () => {
    expect((await gateway.ask('{ user(id: "u1") { email } }')).headers.get('cache-control')).toBe('private, no-store')
    expect((await gateway.ask('{ user(id: "u1") { lastIp } }', { as: 'analyst' })).headers.get('cache-control')).toBe('private, no-store')
  })

  it('forbid to store a refusal', async () => {
    expect((await gateway.ask('{ nope }')).headers.get('cache-control')).toBe('private, no-store')
  })

  it('let a client keep what is public for itself, if it asks again', async () => {
    expect((await gateway.ask('{ user(id: "u1") { name } }')).headers.get('cache-control')).toBe('private, no-cache')
  })
})
