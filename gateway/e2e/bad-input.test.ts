import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { SignJWT } from 'jose'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { printFigure } from '../../prisma/database/walls/print-figure.ts'
import { modules } from '../../schema/metadata/index.ts'
import { exposedEntities } from '../../schema/sdl/exposed.ts'
import { claimsKey } from '../fixture/claims.ts'
import { atPath, listAt } from './harness/at-path.ts'
import { personaNamed } from './harness/door.ts'
import type { Answer, Ask } from './harness/door.ts'
import { findFaults } from './harness/find-faults.ts'
import type { Judgement } from './harness/find-faults.ts'
import { openWorld } from './harness/open-world.ts'
import type { World } from './harness/open-world.ts'

let world: World
let requests = 0

beforeAll(async () => {
  world = await openWorld(testDatabase())
})
afterAll(async () => {
  await world.stop()
  printFigure(`bad input: ${requests} requests, none of them a fault of ours`)
})
afterEach(() => {
  expect(world.faults()).toEqual([])
})

/** Asks what must be refused, and gives its first code. */
async function refused(query: string, how: Ask = {}, judgement: Judgement = {}): Promise<string | undefined> {
  requests++
  return judged(await world.ask(query, how), judgement)
}

function judged(answer: Answer, judgement: Judgement = {}): string | undefined {
  expect({ faults: findFaults(answer, judgement), text: answer.text.slice(0, 500) }).toEqual({ faults: [], text: answer.text.slice(0, 500) })
  return answer.codes[0]
}

async function sent(init: RequestInit, path?: string): Promise<{ readonly status: number; readonly code: string | undefined }> {
  requests++
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await world.token('auditor')}`, ...init.headers }
  const answer = await world.send({ method: 'POST', ...init, headers }, path)
  return { status: answer.status, code: judged(answer) }
}

const json = (value: unknown): string => JSON.stringify(value)
const entities = modules.flatMap(exposedEntities)

describe('an id', () => {
  const STRANGE = [
    '', 'x', '1', 'null', '../../etc/passwd', `'; drop table identity.users; --`, '019b', '019b0000-0000-7000-8000-00000000000', '019b0000000070008000000000000000',
    '{019b0000-0000-7000-8000-000000000000}', ' 019b0000-0000-7000-8000-000000000000', '019b0000-0000-7000-8000-000000000000\n', '019B0000-0000-7000-8000-00000000000G',
    '\u0000', '019b0000-0000-7000-8000-00000000000\u0000', '\ud800', '❄'.repeat(100), 'f'.repeat(50_000),
  ]

  it('that nobody has finds nothing, in every entity', async () => {
    for (const { singular, plural } of entities) {
      const answer = await world.ask(`{ row: ${singular}(id: "${randomUUID()}") { id } list: ${plural}(filter: { id: { eq: "${randomUUID()}" } }) { totalCount nodes { id } } }`)
      requests++
      expect(answer.data).toEqual({ row: null, list: { totalCount: 0, nodes: [] } })
      expect(answer.errors).toEqual([])
    }
  })

  it('that is none finds nothing or is refused, as text and as variable', async () => {
    for (const id of STRANGE) {
      await refused('query ($id: ID!) { workspace(id: $id) { id } }', { variables: { id } }, { value: id, mayAnswer: true })
      await refused(`{ workspace(id: ${json(id)}) { id } }`, {}, { value: id, mayAnswer: true })
      await refused('query ($id: ID!) { workspaces(filter: { id: { in: [$id] } }) { nodes { id } } }', { variables: { id } }, { value: id, mayAnswer: true })
      await refused('query ($id: ID!) { auditTrail(entityType: "Workspace", entityId: $id) { nodes { id } } }', { variables: { id } }, { value: id, mayAnswer: true })
      await refused('query ($id: ID!) { supportTicketByNumber(orgId: $id, ticketNumber: 1) { id } }', { variables: { id } }, { value: id, mayAnswer: true })
    }
  })

  it('that is none finds nothing or is refused, in every entity', async () => {
    for (const { singular } of entities) {
      await refused(`query ($a: ID!, $b: ID!, $c: ID!) { a: ${singular}(id: $a) { id } b: ${singular}(id: $b) { id } c: ${singular}(id: $c) { id } }`, { variables: { a: 'x', b: '\u0000', c: '' } }, { mayAnswer: true })
    }
  })

  it('of another type than text is refused, or means the same as the text', async () => {
    for (const id of [1, 1e21, -1, 0]) await refused('query ($id: ID!) { workspace(id: $id) { id } }', { variables: { id } }, { mayAnswer: true })
    for (const id of [1.5, true, null, [], [1, 2], {}, { id: 1 }]) expect(await refused('query ($id: ID!) { workspace(id: $id) { id } }', { variables: { id } })).toBe('BAD_USER_INPUT')
    for (const literal of ['1.5', 'true', 'null', '{}', 'X']) expect(await refused(`{ workspace(id: ${literal}) { id } }`)).toBe('GRAPHQL_VALIDATION_FAILED')
    expect(await refused('query ($id: ID!) { workspace(id: $id) { id } }')).toBe('BAD_USER_INPUT')
  })
})

describe('a page', () => {
  const LISTS = ['workspaces(PAGE) { nodes { id } }', 'myWorkspaces(PAGE) { nodes { id } }', 'auditTrail(entityType: "Workspace", entityId: "x", PAGE) { nodes { id } }']
  const NESTED = ['invoices(PAGE) { nodes { id } }', 'users(PAGE) { nodes { id } }', 'apiKeys(PAGE) { nodes { id } }']
  const everywhere = [...LISTS.map((list) => `{ ${list} }`), ...NESTED.map((list) => `{ workspaces(first: 1) { nodes { ${list} } } }`)]

  it.each([
    ['no row', 0, 'VALIDATION_FAILED'], ['less than none', -1, 'VALIDATION_FAILED'], ['the smallest number', -2_147_483_648, 'VALIDATION_FAILED'],
    ['a million rows', 1_000_000, 'PAGE_TOO_LARGE'], ['one row too many', 101, 'PAGE_TOO_LARGE'], ['the largest number', 2_147_483_647, 'PAGE_TOO_LARGE'],
  ])('of %s is refused wherever a list stands', async (_, size, code) => {
    for (const place of everywhere) {
      for (const argument of ['first', 'last']) {
        expect(await refused(place.replace('PAGE', `${argument}: ${size}`))).toBe(code)
        expect(await refused(place.replace('PAGE', `${argument}: $n`).replace('{', 'query ($n: Int) {'), { variables: { n: size } })).toBe(code)
        expect(await refused(place.replace('PAGE', `${argument}: $n`).replace('{', `query ($n: Int = ${size}) {`))).toBe(code)
      }
    }
  })

  it('whose size is no whole number of 32 bits is refused', async () => {
    for (const n of [2_147_483_648, 1e100, 1.5, '5', true, [5], {}, 'NaN']) expect(await refused('query ($n: Int) { workspaces(first: $n) { nodes { id } } }', { variables: { n } })).toBe('BAD_USER_INPUT')
    for (const literal of ['2147483648', '1.5', '"5"', 'true', '{}']) expect(await refused(`{ workspaces(first: ${literal}) { nodes { id } } }`)).toBe('GRAPHQL_VALIDATION_FAILED')
  })

  it('from both ends, or from two places at once, is refused', async () => {
    const { data } = await world.ask('{ workspaces(first: 1) { pageInfo { endCursor } } }')
    const cursor = atPath(data, 'workspaces', 'pageInfo', 'endCursor')
    for (const page of ['first: 1, last: 1', 'first: 1, after: $c, offset: 1', 'first: 1, before: $c, after: $c, offset: 0', 'last: 1, offset: 1']) {
      expect(await refused(`query ($c: String) { workspaces(${page}) { nodes { id } } }`.replace(page.includes('$c') ? '' : ' ($c: String)', ''), { variables: { c: cursor } })).toBe('VALIDATION_FAILED')
    }
  })

  it('far behind the start is refused', async () => {
    expect(await refused('{ workspaces(offset: -1) { nodes { id } } }')).toBe('VALIDATION_FAILED')
    for (const offset of [10_001, 1_000_000_000]) expect(await refused(`{ workspaces(offset: ${offset}) { nodes { id } } }`)).toBe('OFFSET_TOO_LARGE')
    expect(await refused('{ workspaces { nodes { apiKeys(offset: 1) { nodes { id } } } } }')).toBe('GRAPHQL_VALIDATION_FAILED')
  })
})

describe('a cursor', () => {
  const after = (cursor: unknown, { as = 'auditor', list = 'workspaces(first: 2, after: $c)' }: { readonly as?: Ask['as']; readonly list?: string } = {}) =>
    refused(`query ($c: String) { ${list} { nodes { id } } }`, { as, variables: { c: cursor } }, { value: String(cursor) })

  async function cursorOf(list: string, as = 'auditor'): Promise<string> {
    const { data } = await world.ask(`{ list: ${list} { pageInfo { endCursor } } }`, { as })
    return String(atPath(data, 'list', 'pageInfo', 'endCursor'))
  }

  it('that was cut anywhere is refused', async () => {
    const cursor = await cursorOf('workspaces(first: 2)')
    for (let length = 0; length < cursor.length; length += 3) expect(await after(cursor.slice(0, length))).toBe('BAD_CURSOR')
    for (let start = 1; start < cursor.length; start += 7) expect(await after(cursor.slice(start))).toBe('BAD_CURSOR')
  })

  it('that was edited anywhere is refused', async () => {
    const cursor = await cursorOf('workspaces(first: 2)')
    for (let at = 0; at < cursor.length; at++) {
      const edited = `${cursor.slice(0, at)}${cursor[at] === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`
      expect(await after(edited)).toBe('BAD_CURSOR')
    }
  })

  it('that is something else is refused', async () => {
    for (const cursor of ['', ' ', '=', 'MQ==', 'x'.repeat(60_000), '\u0000', '\ud800', '❄', `' or 1=1 --`, '../..', 'null', json({ id: 1 })]) expect(await after(cursor)).toBe('BAD_CURSOR')
    const cursor = await cursorOf('workspaces(first: 2)')
    for (const changed of [`${cursor}=`, ` ${cursor}`, `${cursor}\n`, cursor.toUpperCase(), cursor + cursor, Buffer.from(cursor).toString('base64')]) expect(await after(changed)).toBe('BAD_CURSOR')
    for (const cursor of [1, true, {}, ['x']]) expect(await after(cursor)).toBe('BAD_USER_INPUT')
  })

  it('of another person, brand, list, order or filter is refused', async () => {
    const cursor = await cursorOf('workspaces(first: 2)')
    expect(await after(cursor, { as: 'support' })).toBe('BAD_CURSOR')
    expect(await after(cursor, { as: { ...personaNamed('auditor'), brandId: personaNamed('other-brand-admin').brandId } })).toBe('BAD_CURSOR')
    for (const list of [
      'organizations(first: 2, after: $c)', 'invoices(first: 2, after: $c)', 'myWorkspaces(first: 2, after: $c)', 'workspaces(first: 2, after: $c, orderBy: [{ field: ID, direction: ASC }])',
      'workspaces(first: 2, after: $c, filter: { region: { eq: "eu-central" } })', 'workspaces(last: 2, before: $c, orderBy: [{ field: PLAN_TIER, direction: ASC }])',
    ]) expect(await after(cursor, { list })).toBe('BAD_CURSOR')
    const filtered = await cursorOf('workspaces(first: 2, filter: { region: { eq: "eu-central" } })')
    expect(await after(filtered)).toBe('BAD_CURSOR')
    expect(await after(filtered, { list: 'workspaces(first: 2, after: $c, filter: { region: { eq: "ap-south" } })' })).toBe('BAD_CURSOR')
  })

  it('of the same person under a new token is taken', async () => {
    const cursor = await cursorOf('workspaces(first: 2)')
    const answer = await world.ask('query ($c: String) { workspaces(first: 2, after: $c) { nodes { id } } }', { variables: { c: cursor } })
    expect(listAt(answer.data, 'workspaces', 'nodes')).toHaveLength(2)
  })
})

describe('a token', () => {
  const auditor = personaNamed('auditor')
  const query = '{ workspaces { totalCount } }'
  const withAuthorization = (authorization: string) => refused(query, { headers: { authorization } }, { value: authorization })
  const forged = (change: { readonly issuer?: string; readonly audience?: string; readonly exp?: number; readonly key?: Uint8Array; readonly claims?: object }) =>
    new SignJWT({ veil: { ...auditor, scopes: [] }, ...change.claims }).setProtectedHeader({ alg: 'HS256' }).setIssuer(change.issuer ?? 'veilgraph-claims').setAudience(change.audience ?? 'veilgraph')
      .setSubject('x').setJti(randomUUID()).setExpirationTime(change.exp ?? Math.floor(Date.now() / 1000) + 60).sign(change.key ?? claimsKey(world.keys.envelope))

  it('that is none is refused, the same for every reason', async () => {
    const good = await world.token('auditor')
    const [head = '', payload = '', signature = ''] = good.split('.')
    const none = Buffer.from(json({ alg: 'none', typ: 'JWT' })).toString('base64url')
    for (const text of ['', 'Bearer', 'Bearer ', 'Bearer x', 'Bearer x.y.z', 'Bearer ..', `Basic ${good}`, good, `Bearer ${good} ${good}`, `Bearer ${good}.x`, `Bearer ${head}.${payload}.`, `Bearer ${none}.${payload}.`,
      `Bearer ${none}.${payload}.${signature}`, `Bearer ${head}.${payload}.${signature.slice(1)}`, `Bearer ${head}.${payload.slice(0, -2)}.${signature}`, `Bearer ${'x'.repeat(60_000)}.y.z`, 'Bearer null', 'Bearer undefined', 'Bearer [object Object]']) {
      expect(await withAuthorization(text)).toBe('UNAUTHENTICATED')
    }
  })

  it('that has expired is refused, also one that was good a moment ago', async () => {
    expect(await withAuthorization(`Bearer ${await world.token('auditor', -1)}`)).toBe('UNAUTHENTICATED')
    const brief = await world.token('auditor', 2)
    const answer = await world.ask(query, { headers: { authorization: `Bearer ${brief}` } })
    expect(answer.codes).toEqual([])
    await new Promise((resolve) => setTimeout(resolve, 2_200))
    expect(await withAuthorization(`Bearer ${brief}`)).toBe('UNAUTHENTICATED')
  })

  it('of another issuer, for another audience, with another key or without what it must say is refused', async () => {
    const tokens = await Promise.all([
      forged({ issuer: 'elsewhere' }), forged({ audience: 'elsewhere' }), forged({ key: new Uint8Array(32) }), forged({ key: new Uint8Array(world.keys.envelope.keys.get(1) ?? []) }), forged({ exp: 1 }), forged({ claims: { veil: {} } }), forged({ claims: { veil: null } }),
      forged({ claims: { veil: { ...auditor, scopes: [], brandId: 'acme' } } }), forged({ claims: { veil: { ...auditor, scopes: [], clearances: ['root'] } } }), forged({ claims: { veil: { ...auditor, scopes: [], workspaces: [`'; select 1 --`] } } }),
    ])
    for (const token of tokens) expect(await withAuthorization(`Bearer ${token}`)).toBe('UNAUTHENTICATED')
    expect((await world.ask(query, { headers: { authorization: `Bearer ${await forged({})}` } })).status).toBe(200)
  })

  it('of an unknown brand or an unknown person sees nothing, and no more is said', async () => {
    const nobody = { ...auditor, brandId: randomUUID(), personId: randomUUID(), userId: randomUUID(), orgs: [randomUUID()], workspaces: [randomUUID()] }
    for (const { plural } of entities) {
      const { data, errors } = await world.ask(`{ list: ${plural} { totalCount nodes { id } } }`, { as: nobody })
      requests++
      expect({ plural, data, errors }).toEqual({ plural, data: { list: { totalCount: 0, nodes: [] } }, errors: [] })
    }
    expect((await world.ask('{ me { user { id } person { id } } }', { as: nobody })).data).toEqual({ me: { user: null, person: null } })
  })

  it('does not give a purpose that it does not list', async () => {
    for (const purpose of ['SUPPORT', 'support', '', 'x'.repeat(5_000), '__proto__', 'AUDIT,LEGAL']) {
      expect(await refused(query, { headers: { 'x-veil-purpose': purpose } }, { value: purpose.length > 20 ? purpose : undefined })).toBe('PURPOSE_NOT_ALLOWED')
    }
  })
})

describe('a document', () => {
  const nested = (levels: number, open: string, close: string): string => open.repeat(levels) + close.repeat(levels)

  it('of thirty levels is refused', async () => {
    const deep = `{ workspaces { nodes { ${nested(15, 'organization { workspaces { nodes { ', '} } }')} } } }`.replace('{  }', '{ id }')
    expect(await refused(deep.replaceAll(/\{\s*\}/g, '{ id }'))).toBe('DEPTH_LIMIT')
    expect(await refused(`{ ${nested(30, 'workspaces { ', '}').replaceAll('{ }', '{ id }')} }`)).toBe('DEPTH_LIMIT')
    expect(await refused(`{ __schema { types { ${nested(30, 'fields { type { ', '} } ').replace(/\{\s*\}/, '{ name }')} } } }`)).toBe('DEPTH_LIMIT')
  })

  it('that hides its depth in fragments is refused', async () => {
    const chain = Array.from({ length: 30 }, (_, n) => `fragment F${n} on Workspace { organization { workspaces { nodes { ...F${n + 1} } } } }`).join('\n')
    expect(await refused(`{ workspaces { nodes { ...F0 } } } ${chain} fragment F30 on Workspace { id }`)).toBe('DEPTH_LIMIT')
    const doubling = Array.from({ length: 25 }, (_, n) => `fragment D${n} on Workspace { ...D${n + 1} ... { ...D${n + 1} } }`).join('\n')
    expect(await refused(`{ workspaces { nodes { ...D0 } } } ${doubling} fragment D25 on Workspace { id }`)).toBe('COST_LIMIT')
    expect(await refused('{ workspaces { nodes { ...A } } } fragment A on Workspace { ...B } fragment B on Workspace { ...A }')).toBe('GRAPHQL_VALIDATION_FAILED')
  })

  it('with thousands of tokens, brackets or fields is refused', async () => {
    expect(await refused(`{ ${'a '.repeat(5_000)} }`)).toBe('TOKEN_LIMIT')
    expect(await refused('{'.repeat(20_000))).toBe('GRAPHQL_PARSE_FAILED')
    expect(await refused(`${'{ a '.repeat(3_000)}${'}'.repeat(3_000)}`)).toMatch(/TOKEN_LIMIT|GRAPHQL_PARSE_FAILED/)
    expect(await refused(`{ workspaces(first: ${'['.repeat(3_000)}${']'.repeat(900)}) { nodes { id } } }`)).toBe('GRAPHQL_PARSE_FAILED')
    expect(await refused(`{ workspaces(filter: ${'{ and: '.repeat(900)}null${'}'.repeat(900)}) { nodes { id } } }`, {})).toMatch(/^(DEPTH_LIMIT|TOKEN_LIMIT)$/)
    expect(await refused(`query ($x: ${'['.repeat(1_500)}Int${']'.repeat(1_500)}) { workspaces(first: $x) { nodes { id } } }`)).toBe('DEPTH_LIMIT')
    expect(await refused(`{ ${Array.from({ length: 40 }, (_, n) => `a${n}: workspaces { totalCount }`).join(' ')} }`)).toMatch(/COST_LIMIT|ALIAS_LIMIT/)
    expect(await refused(`{ workspaces ${'@include(if: true) '.repeat(80)} { totalCount } }`)).toMatch(/COST_LIMIT|GRAPHQL_VALIDATION_FAILED/)
    expect(await refused(`query (${Array.from({ length: 200 }, (_, n) => `$v${n}: Int`).join(' ')}) { workspaces { totalCount } }`)).toMatch(/COST_LIMIT|GRAPHQL_VALIDATION_FAILED/)
  })

  it('that asks for what does not exist is told nothing of what does', async () => {
    for (const query of [
      '{ workspac { id } }', '{ workspaces { nodes { nam } } }', '{ workspaces(filtre: 1) { totalCount } }', '{ workspaces(orderBy: [{ field: NAM }]) { totalCount } }', '{ _entities(representations: []) { __typename } }', '{ _service { sdl } }',
      '{ workspaces { totalCount } } fragment F on Wrkspace { id }', 'query ($x: Nope) { workspaces(first: $x) { totalCount } }', '{ workspaces @nope { totalCount } }', '{ workspaces { nodes } }', '{ workspaces { totalCount { x } } }', '{ workspaces { nodes { ... on Invoice { id } } } }',
      'mutation { x }', 'subscription { x }', '{ workspaces @defer { totalCount } }', '{ ... @stream { workspaces { totalCount } } }', 'query A { workspaces { totalCount } } query A { workspaces { totalCount } }',
    ]) await refused(query)
  })

  it('that is none is refused', async () => {
    for (const query of ['', ' ', '#', '{', '}', '{}', 'query', '{ a: }', '\u0000', '{ workspaces\u0000 { totalCount } }', '\ufeff', '{ workspaces { totalCount } } }', '🙂', '{ workspaces(filter: { region: { eq: "\\ud800" } }) { totalCount } }'.replace('}) {', '}) ('), '<html>', 'select 1', '"', '"""', `{ workspaces(filter: { region: { eq: "${'\u0007'}" } }) { totalCount } } {`]) {
      await refused(query)
    }
  })

  it('with several operations needs the name of one', async () => {
    const two = 'query A { workspaces { totalCount } } query B { organizations { totalCount } }'
    expect(await refused(two)).toBe('OPERATION_RESOLUTION_FAILURE')
    expect(await refused(two, { operationName: 'C' })).toBe('OPERATION_RESOLUTION_FAILURE')
    expect(await refused('fragment F on Workspace { id }')).toMatch(/OPERATION_RESOLUTION_FAILURE|GRAPHQL_VALIDATION_FAILED/)
    expect((await world.ask(two, { operationName: 'B' })).codes).toEqual([])
  })
})

describe('variables', () => {
  it('with names of ours are refused', async () => {
    expect(await refused('query ($__veil_0: Boolean!) { workspaces { totalCount @include(if: $__veil_0) } }', { variables: { __veil_0: true } })).toBe('RESERVED_NAME')
    expect(await refused('{ workspaces { totalCount } }', { variables: { __veil_0: true } })).toBe('RESERVED_NAME')
    expect(await refused('query ($__veilX: Boolean! = true) { workspaces { totalCount @include(if: $__veilX) } }')).toBe('RESERVED_NAME')
    expect(await refused('{ __veil_0: workspaces { totalCount } }')).toBe('GRAPHQL_VALIDATION_FAILED')
    expect(await refused('{ workspaces { nodes { __veil_1: name } } }')).toBe('GRAPHQL_VALIDATION_FAILED')
  })

  it('that are no object are refused', async () => {
    for (const variables of [[], [1], 'x', 1, true]) await refused('query ($n: Int) { workspaces(first: $n) { totalCount } }', { variables }, { mayAnswer: Array.isArray(variables) })
  })

  it('named like parts of every object mean nothing', async () => {
    const answer = await world.ask('query ($constructor: Int, $toString: Int) { workspaces(first: $constructor, offset: $toString) { totalCount } }', { variables: { toString: 0, constructor: 5 } })
    expect(answer.codes).toEqual([])
    expect(await refused('query ($constructor: Int!) { workspaces(first: $constructor) { totalCount } }')).toBe('BAD_USER_INPUT')
    // a variable of this name is lost on its way to a module, so what was judged would not be what is fetched
    expect(await refused('query ($__proto__: Int!) { workspaces(first: $__proto__) { totalCount } }')).toBe('RESERVED_NAME')
    await refused('{ constructor { x } __proto__ { y } }')
    await refused('query ($f: WorkspaceFilter) { workspaces(filter: $f) { totalCount } }', { variables: { f: { constructor: { eq: 1 }, toString: {} } } })
  })

  it('nested by the thousand are refused', async () => {
    const nestedFilter = (levels: number, word: string): unknown => JSON.parse(`${`{"${word}":`.repeat(levels)}{}${'}'.repeat(levels)}`)
    for (const levels of [30, 300, 3_000]) {
      for (const word of ['and', 'or', 'not']) {
        expect(await refused('query ($f: WorkspaceFilter) { workspaces(filter: $f) { totalCount } }', { variables: { f: nestedFilter(levels, word) } })).toMatch(/^(VALIDATION_FAILED|BAD_USER_INPUT|DEPTH_LIMIT|COST_LIMIT)$/)
      }
    }
    const ring = (levels: number): unknown => (levels === 0 ? {} : { organization: { workspaces: { some: ring(levels - 1) } } })
    expect(await refused('query ($f: WorkspaceFilter) { workspaces(filter: $f) { totalCount } }', { variables: { f: ring(30) } })).toMatch(/^(VALIDATION_FAILED|BAD_USER_INPUT|DEPTH_LIMIT|COST_LIMIT)$/)
  })

  it('with too many conditions or values are refused', async () => {
    const many = Array.from({ length: 3_000 }, () => ({ region: { eq: 'x' } }))
    for (const f of [{ or: many }, { and: many }, { region: { in: Array.from({ length: 12_000 }, () => 'x') } }]) {
      expect(await refused('query ($f: WorkspaceFilter) { workspaces(filter: $f) { totalCount } }', { variables: { f } })).toMatch(/^(VALIDATION_FAILED|BODY_TOO_LARGE|COST_LIMIT)$/)
    }
    expect(await refused('query ($o: [WorkspaceOrderBy!]) { workspaces(orderBy: $o) { totalCount } }', { variables: { o: Array.from({ length: 500 }, () => ({ field: 'ID', direction: 'ASC' })) } })).toMatch(/^(VALIDATION_FAILED|BAD_USER_INPUT|COST_LIMIT)$/)
  })

  it('deeper than any reader of JSON are refused or read', async () => {
    const deep = `${'{"a":'.repeat(16_000)}1${'}'.repeat(16_000)}`
    expect((await sent({ body: `{"query":"{ workspaces { nodes { nope } } }","variables":${deep}}` })).status).toBeLessThan(500)
    expect((await sent({ body: `{"query":"{ nope }","extensions":${'['.repeat(40_000)}${']'.repeat(40_000)}}` })).status).toBeLessThan(500)
  })
})

describe('a body', () => {
  it.each([
    ['of five megabytes', () => ({ body: json({ query: '{ workspaces { totalCount } }', variables: { x: 'x'.repeat(5_000_000) } }) }), 413, 'BODY_TOO_LARGE'],
    ['of JSON that ends early', () => ({ body: '{"query":"{ workspaces' }), 400, 'BAD_REQUEST'],
    ['without anything', () => ({ body: '' }), 400, 'BAD_REQUEST'],
    ['of bytes that are no text', () => ({ body: new Uint8Array([0x7b, 0xff, 0xfe, 0x00, 0x7d]) }), 400, 'BAD_REQUEST'],
    ['that is compressed', () => ({ body: gzipSync(json({ query: '{ workspaces { totalCount } }' })), headers: { 'content-encoding': 'gzip' } }), 400, 'BAD_REQUEST'],
    ['of several requests', () => ({ body: json([{ query: '{ workspaces { totalCount } }' }]) }), 400, 'BAD_REQUEST'],
    ['whose query is a number', () => ({ body: json({ query: 1 }) }), 400, 'BAD_REQUEST'],
    ['whose operation name is an object', () => ({ body: json({ query: '{ workspaces { totalCount } }', operationName: {} }) }), 400, 'BAD_REQUEST'],
    ['of a form', () => ({ body: 'query={workspaces{totalCount}}', headers: { 'content-type': 'application/x-www-form-urlencoded' } }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['of XML', () => ({ body: '<query/>', headers: { 'content-type': 'application/xml' } }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['of files', () => ({ body: '--x\r\n\r\n--x--', headers: { 'content-type': 'multipart/form-data; boundary=x' } }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['of the old type for GraphQL', () => ({ body: '{ workspaces { totalCount } }', headers: { 'content-type': 'application/graphql' } }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['whose type is nonsense', () => ({ body: '{}', headers: { 'content-type': 'x'.repeat(500) } }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ] as const)('%s is refused', async (_, init, status, code) => {
    expect(await sent(init())).toEqual({ status, code })
  })

  it('of plain text is refused as what another site could send', async () => {
    expect(await sent({ body: json({ query: '{ workspaces { totalCount } }' }), headers: { 'content-type': 'text/plain' } })).toMatchObject({ status: expect.toSatisfy((status: number) => status >= 400 && status < 500) })
  })
})

describe('other requests', () => {
  it('to other paths, by other methods, are refused', async () => {
    for (const path of ['/', '/graphql/', '/graphql/x', '/%00', '/..%2f..%2fetc/passwd', '/graphql%00', '/%', `/${'x'.repeat(5_000)}`, '/health', '/_service', '/.env']) {
      expect((await sent({ body: '{}' }, path)).status).toBeLessThan(500)
    }
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) expect((await sent({ method, body: '{}' })).status).toBe(405)
  })

  it('whose query stands in the address are refused where they are wrong', async () => {
    const get = (query: string) => sent({ method: 'GET', headers: { 'apollo-require-preflight': 'yes' } }, `/graphql?${query}`)
    for (const query of ['', 'query=', 'query=%00', 'query=%', 'query={nope}', 'query={workspaces{totalCount}}&variables=x', 'query={workspaces{totalCount}}&variables=[1', 'query=a&query=b', 'query=mutation{x}']) {
      expect((await get(query)).status).toBeLessThan(500)
    }
  })

  it('that are no HTTP end the connection and nothing else', async () => {
    const { port } = new URL(world.url)
    for (const bytes of ['\u0000\u0001\u0002', 'GET / HTTP/9.9\r\n\r\n', `GET /graphql HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(90_000)}\r\n\r\n`, 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', 'POST /graphql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nzzz']) {
      const answer = await new Promise<string>((resolve) => {
        let text = ''
        const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes))
        socket.on('data', (data) => { text += String(data) })
        socket.on('close', () => { resolve(text) })
        socket.on('error', () => { resolve(text) })
        socket.setTimeout(3_000, () => socket.destroy())
      })
      requests++
      expect(answer).not.toMatch(/HTTP\/1\.1 5|\n\s+at |node_modules/)
    }
  })
})

describe('after all of it', () => {
  it('the graph answers as before', async () => {
    const { data, codes } = await world.ask('{ workspaces(first: 1) { totalCount nodes { region organization { kind } } } }')
    expect(codes).toEqual([])
    expect(atPath(data, 'workspaces', 'totalCount')).toBe(120)
  })
})
