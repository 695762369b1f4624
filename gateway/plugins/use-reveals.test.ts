import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closedDoorState } from '../budgets/door-state.ts'
import type { Demand, DoorState } from '../budgets/door-state.ts'
import { fixtureGateway } from '../fixture/fixture-gateway.ts'
import type { Answer, Ask, FixtureGateway } from '../fixture/fixture-gateway.ts'

const demands: Demand[] = []
const state: DoorState = {
  receivers: [],
  reserve: async (_, demand) => {
    demands.push(demand)
    return demand.subjects < 1000
  },
  isRunning: async () => false,
  costs: closedDoorState.costs,
  close: async () => {},
}

let gateway: FixtureGateway

beforeAll(async () => {
  gateway = await fixtureGateway({ state })
})
beforeEach(() => {
  gateway.graph.seen.length = 0
  demands.length = 0
})
afterAll(() => gateway.gateway.stop())

const REASON = 'the customer asked to be called back'
const OFFICER: Ask = { as: 'privacy_officer', headers: { 'x-veil-purpose': 'LEGAL' } }

const outcome = ({ status, body }: Answer): unknown => (body.errors ? { status, ...body.errors[0]?.extensions } : { status })

const refusal = async (query: string, how: Ask = OFFICER): Promise<unknown> => {
  const answer = await gateway.ask(query, how)
  expect(gateway.graph.seen).toEqual([])
  expect(answer.body.data).toBeUndefined()
  return outcome(answer)
}

const short = { status: 400, code: 'REASON_REQUIRED' }
const personal = { status: 400, code: 'REASON_HAS_PII' }

describe('the reason of a reveal', () => {
  it.each([
    ['empty', '', short], ['of eleven characters', 'eleven char', short], ['of spaces', '               ', short],
    ['of characters that nobody sees', '\u200b'.repeat(20), short], ['padded with spaces', 'short            reason'.slice(0, 16), short],
    ['an e-mail address', 'to write to anna@example.org today', personal], ['an e-mail address in full-width letters', 'to write to anna＠example.org today', personal],
    ['a phone number', 'to call +49 170 1234567 back', personal], ['far too long', 'a good reason '.repeat(100), short],
  ])('is refused where it is %s, as a literal and as a variable', async (_, reason, expected) => {
    expect(await refusal(`{ user(id: "u1") { email @reveal(reason: ${JSON.stringify(reason)}, purpose: LEGAL) } }`)).toEqual(expected)
    expect(await refusal('query ($r: String!) { user(id: "u1") { email @reveal(reason: $r, purpose: LEGAL) } }', { ...OFFICER, variables: { r: reason } })).toEqual(expected)
    expect(demands).toEqual([])
  })

  it('must be there', async () => {
    expect(await refusal('{ user(id: "u1") { email @reveal(purpose: LEGAL) } }')).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' })
    expect(await refusal('query ($r: String) { user(id: "u1") { email @reveal(reason: $r) } }')).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' })
    expect(await refusal('query ($r: String = "") { user(id: "u1") { email @reveal(reason: $r) } }')).toEqual(short)
  })

  it('never leaves the envelope: no document, no variable, no plan has it', async () => {
    const literal = (reason: string) => `{ user(id: "u1") { email @reveal(reason: "${reason}", purpose: LEGAL) } }`
    await gateway.ask(literal(REASON), OFFICER)
    const plans = gateway.plans.size
    for (const number of ['one', 'two', 'three']) await gateway.ask(literal(`${REASON} ${number}`), OFFICER)
    await gateway.ask('query ($why: String!) { user(id: "u1") { email @reveal(reason: $why, purpose: LEGAL) } }', { ...OFFICER, variables: { why: REASON } })
    expect(JSON.stringify(gateway.graph.seen.map(({ query, variables }) => ({ query, variables })))).not.toContain('customer')
    expect(gateway.graph.seen.every(({ query }) => query.includes('email @reveal(reason: "r0", purpose: LEGAL)'))).toBe(true)
    expect(gateway.graph.seen.map(({ envelope }) => envelope.reveals?.[0])).toEqual(['', ' one', ' two', ' three', ''].map(end => ({ reason: `${REASON}${end}`, purpose: 'LEGAL' })))
    expect(gateway.plans.size - plans).toBeLessThanOrEqual(1)
  })

  it('stands in the list once for every one that differs', async () => {
    await gateway.ask(`query ($r: String!) { user(id: "u1") { email @reveal(reason: $r) fullName @reveal(reason: "${REASON}") lastIp @reveal(reason: $r) } }`, { ...OFFICER, variables: { r: `${REASON} soon` } })
    expect(gateway.graph.seen[0]?.query.match(/r\d/g)).toEqual(['r0', 'r1', 'r0'])
    expect(gateway.graph.seen[0]?.envelope.reveals).toEqual([{ reason: `${REASON} soon`, purpose: 'LEGAL' }, { reason: REASON, purpose: 'LEGAL' }])
  })
})

describe('the purpose of a reveal', () => {
  const asking = (purpose: string) => `{ user(id: "u1") { email @reveal(reason: "${REASON}"${purpose}) } }`

  it('is that of the request where none is named', async () => {
    await gateway.ask(asking(''), OFFICER)
    await gateway.ask(asking(''), { as: 'privacy_officer' })
    expect(gateway.graph.seen.map(({ query }) => /purpose: (\w+)/.exec(query)?.[1])).toEqual(['LEGAL', 'SERVICE'])
  })

  it('must be listed by the token, named literally or by a variable', async () => {
    expect(await refusal(asking(', purpose: MARKETING'))).toEqual({ status: 403, code: 'PURPOSE_NOT_ALLOWED', rule: 'MARKETING' })
    expect(await refusal(`query ($p: Purpose) { user(id: "u1") { email @reveal(reason: "${REASON}", purpose: $p) } }`, { ...OFFICER, variables: { p: 'DSAR' } }))
      .toEqual({ status: 403, code: 'PURPOSE_NOT_ALLOWED', rule: 'DSAR' })
  })

  it('by a variable gives a plan for each, and never that of another', async () => {
    const query = `query ($p: Purpose) { user(id: "u1") { email @reveal(reason: "${REASON}", purpose: $p) } }`
    for (const p of ['LEGAL', 'SERVICE', 'LEGAL', null]) await gateway.ask(query, { ...OFFICER, variables: { p } })
    expect(gateway.graph.seen.map(({ query: sent }) => /purpose: (\w+)/.exec(sent)?.[1])).toEqual(['LEGAL', 'SERVICE', 'LEGAL', 'LEGAL'])
  })

  it('gives the library’s executor a plan for each too', async () => {
    const stock = await fixtureGateway({ state, isStock: true })
    const query = `query ($p: Purpose) { user(id: "u1") { email @reveal(reason: "${REASON}", purpose: $p) } }`
    for (const p of ['LEGAL', 'SERVICE', 'LEGAL']) await stock.ask(query, { ...OFFICER, variables: { p } })
    await stock.gateway.stop()
    expect(stock.graph.seen.map(({ query: sent }) => /purpose: (\w+)/.exec(sent)?.[1])).toEqual(['LEGAL', 'SERVICE', 'LEGAL'])
  })

  it('decides for its field alone', async () => {
    const { body } = await gateway.ask(`{ user(id: "u1") { plain: email raw: email @reveal(reason: "${REASON}", purpose: LEGAL) } }`, OFFICER)
    expect(body.extensions?.sensitivity).toMatchObject({ fields: [{ path: 'user.plain', action: 'MASK' }] })
  })
})

const misplaced = (coordinate: string) => ({ status: 400, code: 'VALIDATION_FAILED', coordinate, rule: 'REVEAL' })

describe('a reveal in a place where it means nothing', () => {
  const reveal = `@reveal(reason: "${REASON}", purpose: LEGAL)`

  it.each([
    ['an object', `{ user(id: "u1") ${reveal} { email } }`, 'Query.user'],
    ['a public field', `{ user(id: "u1") { name ${reveal} } }`, 'User.name'],
    ['the name of the type', `{ user(id: "u1") { __typename ${reveal} } }`, 'User.__typename'],
    ['a mutation', `mutation { rename(id: "u1", name: "x") { email ${reveal} } }`, 'User.email'],
  ])('is refused on %s', async (_, query, coordinate) => {
    expect(await refusal(query)).toEqual(misplaced(coordinate))
  })

  it.each([
    ['an operation', `query ${reveal} { user(id: "u1") { email } }`], ['a fragment', `{ user(id: "u1") { ... ${reveal} { email } } }`],
    ['a field twice', `{ user(id: "u1") { email ${reveal} ${reveal} } }`],
  ])('is no GraphQL on %s', async (_, query) => {
    expect(await refusal(query)).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' })
  })

  it('is refused where one key is asked for with two reasons', async () => {
    const other = '@reveal(reason: "quite another reason", purpose: LEGAL)'
    expect(await refusal(`{ user(id: "u1") { email ${reveal} email ${other} } }`)).toEqual(misplaced('User.email'))
    expect(await refusal(`{ user(id: "u1") { email ${reveal} ...F } } fragment F on User { email ${other} }`)).toEqual(misplaced('User.email'))
  })

  it('counts where one key is asked for with it and without', async () => {
    const answer = await gateway.ask(`{ user(id: "u1") { email email ${reveal} } }`, OFFICER)
    expect(outcome(answer)).toEqual({ status: 200 })
    expect(answer.body.extensions).not.toHaveProperty('sensitivity')
    expect(demands).toEqual([{ subjects: 1, lookups: 0 }])
  })
})

describe('the page of a reveal', () => {
  const large = { status: 400, code: 'PAGE_TOO_LARGE', coordinate: 'User.email', rule: 'REVEAL', limit: 20 }
  const reveal = `email @reveal(reason: "${REASON}", purpose: LEGAL)`

  it.each([
    ['by first', `{ users(first: 21) { nodes { ${reveal} } } }`, undefined],
    ['by last', `{ users(last: 50) { nodes { ${reveal} } } }`, undefined],
    ['by a variable', `query ($n: Int) { users(first: $n) { nodes { ${reveal} } } }`, { n: 100 }],
    ['above a small one', `{ users(first: 30) { nodes { friendsConnection(first: 1) { nodes { ${reveal} } } } } }`, undefined],
    ['below a small one', `{ users(first: 1) { nodes { friendsConnection(first: 21) { nodes { ${reveal} } } } } }`, undefined],
    ['without any bound', `{ user(id: "u1") { friends { ${reveal} } } }`, undefined],
  ])('is refused where it is too large %s', async (_, query, variables) => {
    expect(await refusal(query, { ...OFFICER, variables })).toEqual(large)
    expect(demands).toEqual([])
  })

  it.each([
    ['one person', `{ user(id: "u1") { ${reveal} } }`, 1],
    ['a page that names no size', `{ users { nodes { ${reveal} } } }`, 20],
    ['a small page', `{ users(first: 3) { nodes { ${reveal} } } }`, 3],
    ['two fields', `{ users(first: 3) { nodes { ${reveal} lastIp @reveal(reason: "${REASON}", purpose: LEGAL) } } }`, 6],
    ['pages inside each other', `{ users(first: 3) { nodes { friendsConnection(first: 4) { nodes { ${reveal} } } } } }`, 12],
    ['a page whose default is written', `{ users(first: 3) { nodes { friendsConnection { nodes { ${reveal} } } } } }`, 60],
    ['one key of two types', `{ contacts: users(first: 1) { nodes { best { ... on Contact { ${reveal} } ${reveal} } } } }`, 1],
    ['pages that differ by type, as the larger', `{ users(first: 1) { nodes { ... on User { l: friendsConnection(first: 2) { nodes { ${reveal} } } } } } }`, 2],
    ['aliases', `{ a: user(id: "u1") { ${reveal} } b: user(id: "u2") { ${reveal} } }`, 2],
    ['a field that is skipped', `{ user(id: "u1") { ${reveal} @skip(if: true) name } }`, 1],
  ])('is reserved before anything is read: %s', async (_, query, subjects) => {
    await gateway.ask(query, OFFICER)
    expect(demands).toEqual([{ subjects, lookups: 0 }])
    expect(gateway.graph.seen[0]?.envelope.budgets).toEqual({ subjects })
  })

  it('is refused in the same bytes, whoever would have been found, where the budget has no room', async () => {
    const asking = (id: string) => `{ user(id: "${id}") { ${'abcdefghijklmnopqrst'.split('').map(a => `${a}: friendsConnection(first: 20) { nodes { friendsConnection(first: 20) { nodes { ${reveal} } } } }`).join(' ')} } }`
    const [hit, miss] = [await gateway.ask(asking('u1'), OFFICER), await gateway.ask(asking('nobody'), OFFICER)]
    expect(outcome(hit)).toEqual({ status: 429, code: 'BUDGET_EXCEEDED' })
    expect(hit.text).toBe(miss.text)
    expect(gateway.graph.seen).toEqual([])
  })

  it('costs nothing where nothing is revealed', async () => {
    await gateway.ask('{ users { nodes { email } } }', OFFICER)
    expect(demands).toEqual([])
    expect(gateway.graph.seen[0]?.envelope.budgets).toBeUndefined()
  })
})

describe('a reveal for SUPPORT', () => {
  const LEAD: Ask = { as: 'support_lead', headers: { 'x-veil-purpose': 'SUPPORT' } }
  const denied = { status: 403, code: 'TICKET_REQUIRED' }

  it.each([['none', ''], ['an unknown one', ', ticket: "0190f5e0-0000-7000-8000-000000000000"'], ['a word', ', ticket: "x"'], ['null', ', ticket: null']])('is refused with a ticket that is %s', async (_, ticket) => {
    expect(await refusal(`{ user(id: "u1") { email @reveal(reason: "${REASON}", purpose: SUPPORT${ticket}) } }`, LEAD)).toEqual(denied)
  })

  it('has one ticket', async () => {
    const query = `{ user(id: "u1") { email @reveal(reason: "${REASON}", ticket: "a") lastIp @reveal(reason: "${REASON}", ticket: "b") } }`
    expect(await refusal(query, LEAD)).toEqual({ status: 400, code: 'VALIDATION_FAILED', rule: 'REVEAL' })
  })
})
