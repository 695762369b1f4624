import { describe, expect, it } from 'vitest'
import { bodyHashOf, signEnvelope } from '../../schema/policy/envelope.ts'
import type { SubgraphRequest, SubgraphResponse } from '../../schema/subgraph.ts'
import type { SubgraphOptions } from './build-subgraph.ts'
import { fakePool } from './testing/fake-pool.ts'
import { fixtureId, memberOf, supportOf } from './testing/fixture-people.ts'
import { envelopeOf, fixtureKeys, fixtureSubgraph, signedEnvelopeOf } from './testing/fixture-subgraph.ts'

type Pool = SubgraphOptions['pool']

/** A database that gives one answer, or one failure. */
function poolOf(answer: () => unknown): { readonly pool: Pool, readonly sent: () => number } {
  let sent = 0
  const query = async (): Promise<{ rows: never[][], rowCount: number }> => {
    sent += 1
    answer()
    return { rows: [], rowCount: 0 }
  }
  return { pool: fakePool(query), sent: () => sent }
}

const failing = (failure: unknown): { readonly pool: Pool, readonly sent: () => number } => poolOf(() => { throw failure })
const byId = `{ invoice(id: "${fixtureId('invoice', 1)}") { id } }`

async function codesOf(answer: Promise<SubgraphResponse>): Promise<readonly unknown[]> {
  return ((await answer).errors ?? []).map(({ extensions }) => extensions.code)
}

describe('the door of a subgraph', () => {
  const NOW = Date.parse('2026-06-30T00:00:00Z')
  const { pool, sent } = poolOf(() => undefined)
  const billing = fixtureSubgraph('billing', { pool, now: () => NOW })
  const BODY = 'the bytes that came'
  const ask = (envelope: SubgraphRequest['envelope'], bodyHash?: string): Promise<readonly unknown[]> => codesOf(billing.execute({ query: byId, envelope, bodyHash }))
  const good = signedEnvelopeOf(memberOf(1), BODY, { now: NOW })

  it('opens to a signed envelope, and to one of the same process', async () => {
    expect(await ask(good, bodyHashOf(BODY))).toEqual([])
    expect(await ask(envelopeOf(memberOf(1), { now: NOW }))).toEqual([])
  })

  it('stays shut to everything else', async () => {
    const before = sent()
    const other = { current: 1, keys: new Map([[1, Buffer.alloc(32, 9)]]) }
    const content = { principal: memberOf(1), policyVersion: 'x', requestId: 'x', operationHash: 'x', jti: 'x', exp: NOW + 10_000, bodyHash: bodyHashOf(BODY) }
    for (const envelope of ['', 'x', good.slice(0, -1), `${good}x`, signEnvelope(other, content), signEnvelope(fixtureKeys.envelope, { ...content, exp: NOW })]) {
      expect(await ask(envelope, bodyHashOf(BODY))).toEqual(['UNAUTHENTICATED'])
    }
    expect(await ask(good)).toEqual(['UNAUTHENTICATED'])
    expect(await ask(good, bodyHashOf('other bytes'))).toEqual(['UNAUTHENTICATED'])
    expect(await ask({ kind: 'LOCAL' })).toEqual(['UNAUTHENTICATED'])
    const used = envelopeOf(memberOf(1), { now: NOW })
    expect([await ask(used), await ask(used)]).toEqual([[], ['UNAUTHENTICATED']])
    expect(sent()).toBe(before + 1)
  })

  it('shuts when an envelope that it knows expires', async () => {
    let time = NOW
    const subgraph = fixtureSubgraph('billing', { pool, now: () => time })
    const request = { query: byId, envelope: envelopeOf(memberOf(1), { now: NOW }) }
    expect(await codesOf(subgraph.execute(request))).toEqual([])
    time += 30_000
    expect(await codesOf(subgraph.execute(request))).toEqual(['UNAUTHENTICATED'])
  })

  it('refuses a brand that is no id, whoever signed it', async () => {
    expect(await ask(envelopeOf({ ...memberOf(1), brandId: "x'; drop table x" }, { now: NOW }))).toEqual(['UNAUTHENTICATED'])
  })

  it('shuts when emergency access ends', async () => {
    const breakGlass = { grantId: 'g', subject: { kind: 'PERSON', personId: 'p' }, categories: ['CONTACT'], purpose: 'SECURITY' } as const
    const asked = (exp: number): Promise<readonly unknown[]> => ask(envelopeOf({ ...memberOf(1), breakGlass: { ...breakGlass, exp } }, { now: NOW }))
    expect([await asked(NOW + 1), await asked(NOW)]).toEqual([[], ['UNAUTHENTICATED']])
  })

  it('takes ids of a caller that are no ids for none', async () => {
    const statements: unknown[] = []
    const listening = fakePool(async (_brand, { values }) => { statements.push(values); return { rows: [], rowCount: 0 } })
    const identity = fixtureSubgraph('identity', { pool: listening, now: () => NOW })
    const caller = { ...memberOf(1), personId: 'nobody', assignments: [{ clearance: 'member', workspaceId: 'nowhere', permissions: ['*'] } as const] }
    expect(await codesOf(identity.execute({ query: '{ persons { nodes { id displayName } } }', envelope: envelopeOf(caller, { now: NOW }) }))).toEqual([])
    expect(JSON.stringify(statements)).not.toMatch(/nobody|nowhere/)
  })
})

describe('a failure of the database', () => {
  const cases: readonly (readonly [string, unknown, string])[] = [
    ['a statement that took too long', Object.assign(new Error('canceling statement'), { code: '57014' }), 'TIMEOUT'],
    ['a server that is gone', Object.assign(new Error('connect 10.0.0.1:5432'), { code: 'ECONNREFUSED' }), 'SUBGRAPH_UNAVAILABLE'],
    ['a server that shuts down', Object.assign(new Error('terminating'), { code: '57P01' }), 'SUBGRAPH_UNAVAILABLE'],
    ['a pool without a free connection', new Error('timeout exceeded when trying to connect'), 'SUBGRAPH_UNAVAILABLE'],
    ['anything else', Object.assign(new Error('relation "secret" has value 4711'), { code: '42P01' }), 'INTERNAL_SERVER_ERROR'],
  ]

  it.each(cases)('is a code and no text: %s', async (_name, failure, code) => {
    const faults: unknown[] = []
    const billing = fixtureSubgraph('billing', { pool: failing(failure).pool, onFault: (fault) => { faults.push(fault) } })
    const answer = await billing.execute({ query: byId, envelope: envelopeOf(supportOf(1)) })
    expect(answer).toMatchObject({ data: { invoice: null }, errors: [{ path: ['invoice'], extensions: { code } }] })
    expect(JSON.stringify(answer)).not.toMatch(/10\.0\.0\.1|secret|4711|terminating|canceling/)
    expect(faults).toEqual(code === 'TIMEOUT' ? [] : [failure])
  })

  it('leaves the other fields of the operation standing', async () => {
    let calls = 0
    const { pool } = poolOf(() => { if (calls++ === 0) throw Object.assign(new Error(''), { code: '57014' }) })
    const answer = await fixtureSubgraph('billing', { pool }).execute({ query: `{ a: invoices { totalCount } b: invoices { totalCount } __typename }`, envelope: envelopeOf(supportOf(1)) })
    expect(answer).toMatchObject({ data: { a: null, b: null, __typename: 'Query' }, errors: [{ path: ['a'] }] })
  })

  it('takes the data with it where a list of entities fails', async () => {
    const { pool } = failing(Object.assign(new Error(''), { code: '57014' }))
    const query = `{ _entities(representations: [{ __typename: "Invoice", id: "${fixtureId('invoice', 1)}" }]) { ... on Invoice { id } } }`
    expect(await fixtureSubgraph('billing', { pool }).execute({ query, envelope: envelopeOf(supportOf(1)) })).toMatchObject({ data: null, errors: [{ path: ['_entities'] }] })
  })
})

describe('variables', () => {
  const { pool } = poolOf(() => undefined)
  const billing = fixtureSubgraph('billing', { pool })
  const ask = (variables: Record<string, unknown>): Promise<SubgraphResponse> =>
    billing.execute({ query: 'query ($id: ID!, $n: Int) { invoice(id: $id) { id } invoices(first: $n) { totalCount } }', variables, envelope: envelopeOf(supportOf(1)) })

  it.each([[{}], [{ id: null }], [{ id: { a: 'secret' } }], [{ id: 'x', n: 'secret' }], [{ id: 'x', n: 1.5 }]])('of the wrong type are refused without being repeated: %j', async (variables) => {
    const answer = await ask(variables)
    expect(await codesOf(Promise.resolve(answer))).toEqual(['BAD_USER_INPUT'])
    expect(JSON.stringify(answer)).not.toContain('secret')
  })
})
