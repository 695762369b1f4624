import { createHash } from 'node:crypto'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ANONYMOUS } from '../authenticate/anonymous.ts'
import { fixtureGateway } from '../fixture/fixture-gateway.ts'
import type { FixtureGateway } from '../fixture/fixture-gateway.ts'
import type { DocumentMode, FreeDocument } from '../trusted-documents/document-options.ts'
import { documentKey, knownIn, lookUp } from '../trusted-documents/trusted-documents.ts'

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

const QUERY = 'query Mine { user(id: "u1") { id } }'
const OTHERS = 'query Others { user(id: "u2") { id } }'
const HIDDEN = 'query Hidden { user(id: "u1") { passwordHash } }'
const DEAR = `query Dear { users(first: 100) { nodes { friends { friends { friends { friends { id } } } } } } }`
const MINE = { id: 'u1' }

const DOCUMENTS = new Map([
  [documentKey(hash(QUERY), { name: 'web', version: '1' }), QUERY],
  [documentKey(hash(OTHERS), { name: 'other', version: '' }), OTHERS],
  ...[HIDDEN, DEAR].map(text => [documentKey(hash(text), { name: '', version: '' }), text] as const),
])

const free: FreeDocument[] = []
const trusted = { find: async (_: string, client: Parameters<typeof lookUp>[1], id: string) => lookUp(DOCUMENTS, client, id), known: async (_: string, client: Parameters<typeof lookUp>[1]) => knownIn(DOCUMENTS, client), close: async () => {} }

let gateways: Readonly<Record<DocumentMode, FixtureGateway>>

beforeAll(async () => {
  const [off, log, warn, require] = await Promise.all((['off', 'log', 'warn', 'require'] as const)
    .map(mode => fixtureGateway({ documents: { mode, trusted, onFree: document => free.push(document) } })))
  if (!off || !log || !warn || !require) throw new Error('no gateway')
  gateways = { off, log, warn, require }
})
afterAll(() => Promise.all(Object.values(gateways).map(({ gateway }) => gateway.stop())))

interface Sent {
  readonly status: number
  readonly text: string
  readonly body: { readonly data?: unknown, readonly errors?: readonly { readonly extensions: Readonly<Record<string, unknown>> }[], readonly extensions?: Readonly<Record<string, unknown>> }
}

const WEB = { 'apollographql-client-name': 'web', 'apollographql-client-version': '1' }

const send = async (mode: DocumentMode, body: object | string, { headers = WEB, token, as = 'support' }: { headers?: Readonly<Record<string, string>>, token?: string, as?: string } = {}): Promise<Sent> => {
  const { gateway, tokenFor } = gateways[mode]
  const isAddress = typeof body === 'string'
  const response = await fetch(`${gateway.url}/graphql${isAddress ? `?${body}` : ''}`, {
    method: isAddress ? 'GET' : 'POST', ...(!isAddress && { body: JSON.stringify(body) }),
    headers: { ...(!isAddress && { 'content-type': 'application/json' }), 'apollo-require-preflight': 'yes', accept: 'application/graphql-response+json', authorization: `Bearer ${token ?? await tokenFor(as)}`, ...headers },
  })
  const text = await response.text()
  return { status: response.status, text, body: JSON.parse(text) }
}

const code = ({ body }: Sent): unknown => body.errors?.[0]?.extensions.code

const persisted = (sha256Hash: string, version: unknown = 1) => ({ extensions: { persistedQuery: { version, sha256Hash } } })

describe('a trusted document', () => {
  const forms: readonly (readonly [string, object | string])[] = [
    ['as documentId', { documentId: hash(QUERY) }],
    ['as documentId with its algorithm', { documentId: `sha256:${hash(QUERY)}` }],
    ['as id', { id: hash(QUERY) }],
    ['as a persisted query', persisted(hash(QUERY))],
    ['in all forms at once', { documentId: `sha256:${hash(QUERY)}`, id: hash(QUERY), ...persisted(hash(QUERY)) }],
    ['in an address', `documentId=${hash(QUERY)}`],
    ['as a persisted query in an address', `extensions=${encodeURIComponent(JSON.stringify(persisted(hash(QUERY)).extensions))}`],
  ]
  it.each(forms)('is run by its id %s, in every mode but off', async (_, body) => {
    for (const mode of ['log', 'warn', 'require'] as const) expect((await send(mode, body)).body).toMatchObject({ data: { user: MINE } })
  })

  it('is run in the place of a text that comes with its id', async () => {
    expect((await send('require', { query: '{ broken }', documentId: hash(QUERY) })).body).toMatchObject({ data: { user: MINE } })
  })

  it('is not run for somebody without a token who hides its id behind a sign-in', async () => {
    const seen: boolean[] = []
    const { gateway } = await fixtureGateway({
      documents: { mode: 'log', trusted },
      authenticate: async ({ asksForNothingElse = false }) => {
        seen.push(asksForNothingElse)
        return ANONYMOUS
      },
    })
    const post = (more: object) => fetch(`${gateway.url}/graphql`, {
      method: 'POST', headers: { 'content-type': 'application/json', ...WEB }, body: JSON.stringify({ query: 'mutation { signIn(input: {}) { secret } }', ...more }),
    })
    await post({})
    await post({ documentId: hash(QUERY) })
    await post(persisted(hash(QUERY)))
    await gateway.stop()
    expect(seen).toEqual([true, false, false])
  })

  it('is not found by another client, another version or nobody', async () => {
    const answers = await Promise.all([
      { headers: { ...WEB, 'apollographql-client-name': 'other' } }, { headers: { ...WEB, 'apollographql-client-version': '2' } }, { headers: {} },
      { headers: { ...WEB, 'apollographql-client-name': 'we b' } },
    ].map(how => send('require', { documentId: hash(QUERY) }, how)))
    const unknown = await send('require', { documentId: hash('nothing') })
    expect(answers.map(({ status, text }) => ({ status, text }))).toEqual(answers.map(() => ({ status: 403, text: unknown.text })))
    expect((await send('require', { documentId: hash(OTHERS) }, { headers: { 'apollographql-client-name': 'other', 'apollographql-client-version': '7' } })).status).toBe(200)
  })

  it('may still be refused by policy and by cost', async () => {
    expect(code(await send('require', { documentId: hash(HIDDEN) }, { headers: { 'x-veil-on-refused': 'error' } }))).toBe('PII_REFUSED')
    expect(code(await send('require', { documentId: hash(DEAR) }))).toBe('COST_LIMIT')
  })
})

describe('where documents are required', () => {
  it('an unknown one, a free text, a wrong one and one that is no document are refused in the same bytes', async () => {
    const answers = await Promise.all([
      { documentId: hash('nothing') }, { query: QUERY }, { query: OTHERS }, { query: '{ nope' }, { query: '{ nope }' }, { documentId: 'secret-id' }, { documentId: hash(QUERY), id: hash(OTHERS) },
      persisted(hash('nothing')), persisted(hash(QUERY), 2), { query: QUERY, ...persisted(hash('nothing')) }, { query: `{ ${'broken '.repeat(5000)} }` },
      { query: QUERY, operationName: 'Mine' }, { query: 'mutation { touch { id } }' },
    ].map(body => send('require', body)))
    const [first] = answers
    expect(first).toMatchObject({ status: 403, body: { errors: [{ extensions: { code: 'DOCUMENT_NOT_TRUSTED' } }] } })
    for (const answer of answers) expect([answer.status, answer.text]).toEqual([403, first?.text])
  })

  it('staff may read the schema by any text that asks for nothing else', async () => {
    const schema = '{ __schema { queryType { name } } __typename }'
    expect((await send('require', { query: schema }, { as: 'analyst' })).status).toBe(200)
    expect(code(await send('require', { query: schema }, { as: 'member' }))).toBe('DOCUMENT_NOT_TRUSTED')
    for (const query of ['{ __schema { queryType { name } } broken }', '{ ...F } fragment F on Query { __schema { queryType { name } } broken }']) {
      expect(code(await send('require', { query }, { as: 'analyst' }))).toBe('DOCUMENT_NOT_TRUSTED')
    }
  })
})

describe('where documents are only looked at', () => {
  it('a free text is run and named, and told where the mode is warn', async () => {
    free.length = 0
    expect((await send('log', { query: 'query Free { broken }' })).body.extensions).not.toHaveProperty('trustedDocument')
    expect((await send('warn', { query: 'query Free { broken }' })).body.extensions).toMatchObject({ trustedDocument: false })
    expect(free).toEqual(Array(2).fill({ client: { name: 'web', version: '1' }, operationName: 'Free', operationHash: expect.stringMatching(/^[0-9a-f]{64}$/) }))
  })

  it('a client that has no document is not named, whatever it calls itself', async () => {
    free.length = 0
    for (const [name, version] of [['ann@example.org', '1'], ['web', '+49170123'], ['we', '1']]) {
      await send('log', { query: 'query Free { broken }' }, { headers: { 'apollographql-client-name': name ?? '', 'apollographql-client-version': version ?? '' } })
    }
    expect(free.map(({ client }) => client)).toEqual([{ name: '', version: '' }, { name: 'web', version: '' }, { name: '', version: '' }])
  })

  it('a text that is registered for the client is a trusted one', async () => {
    free.length = 0
    expect((await send('warn', { query: QUERY })).body.extensions).not.toHaveProperty('trustedDocument')
    expect((await send('warn', { query: OTHERS })).body.extensions).toMatchObject({ trustedDocument: false })
    expect(free).toHaveLength(1)
  })

  it('an unknown id asks for the text', async () => {
    expect(code(await send('log', persisted(hash(OTHERS))))).toBe('PERSISTED_QUERY_NOT_SUPPORTED')
  })
})

describe('where documents are off, a caller may register a text by its hash', () => {
  const text = (): string => `{ user(id: "u1") { id } } # ${randomUUID()}`
  const someone = (more: object = {}): Promise<string> => gateways.off.tokenFor('support', { brandId: randomUUID(), personId: randomUUID(), ...more })

  it('and send the hash alone next time', async () => {
    const [token, query] = [await someone(), text()]
    expect(code(await send('off', persisted(hash(query)), { token }))).toBe('PERSISTED_QUERY_NOT_FOUND')
    expect((await send('off', { query, ...persisted(hash(query)) }, { token })).status).toBe(200)
    expect((await send('off', persisted(hash(query)), { token })).body).toMatchObject({ data: { user: MINE } })
  })

  it('that nobody else finds, in the brand or outside: it looks as if nobody had sent it', async () => {
    const [brandId, query] = [randomUUID(), text()]
    await send('off', { query, ...persisted(hash(query)) }, { token: await someone({ brandId }) })
    const unknown = await send('off', persisted(hash(text())), { token: await someone() })
    for (const more of [{ brandId }, {}]) {
      const answer = await send('off', persisted(hash(query)), { token: await someone(more) })
      expect([answer.status, answer.text]).toEqual([unknown.status, unknown.text])
    }
  })

  it('but not by the hash of another text, nor in another form', async () => {
    const [token, query] = [await someone(), text()]
    expect(code(await send('off', { query, ...persisted(hash('another')) }, { token }))).toBe('BAD_REQUEST')
    expect(code(await send('off', persisted(hash('another')), { token }))).toBe('PERSISTED_QUERY_NOT_FOUND')
    for (const form of [persisted(hash(query), 2), persisted(hash(query), '1'), { extensions: { persistedQuery: {} } }, { extensions: { persistedQuery: 'x' } }]) {
      expect(code(await send('off', { query, ...form }, { token }))).toBe('BAD_REQUEST')
    }
  })

  it('where the text is valid and allowed', async () => {
    const token = await someone()
    for (const query of ['{ nope }', '{ nope', DEAR]) {
      await send('off', { query, ...persisted(hash(query)) }, { token })
      expect(code(await send('off', persisted(hash(query)), { token }))).toBe('PERSISTED_QUERY_NOT_FOUND')
    }
  })

  it('and number the request as it likes beside a text', async () => {
    expect((await send('off', { id: '7', query: QUERY })).status).toBe(200)
  })

  it('and knows no trusted document', async () => {
    expect(code(await send('off', { documentId: hash(QUERY) }))).toBe('PERSISTED_QUERY_NOT_FOUND')
  })
})
