import { createHmac, createPublicKey, createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { exportJWK, SignJWT } from 'jose'
import type { JWK } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createBearerToken } from '../../schema/credentials/bearer-token.ts'
import { hashBearerToken } from '../../schema/credentials/token-hash.ts'
import type { KeyRing } from '../../schema/policy/key-ring.ts'
import { fixtureGateway } from '../fixture/fixture-gateway.ts'
import type { FixtureGateway } from '../fixture/fixture-gateway.ts'
import type { Holder } from '../rights/holder.ts'
import { issueDevelopmentToken } from './development-token.ts'
import { failureBrake } from './failure-brake.ts'
import type { Identified } from './identified.ts'
import { openAuthenticator } from './open-authenticator.ts'
import { readIssuers } from './issuer-settings.ts'

const ACME = randomUUID()
const GLOBEX = randomUUID()
const USER = randomUUID()
const ISSUER = 'https://id.acme.test'
const OTHER = 'https://id.globex.test'
const ring: KeyRing = { current: 2, keys: new Map([[1, Buffer.alloc(32, 1)], [2, Buffer.alloc(32, 2)]]) }

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const own = pair()
const foreign = pair()
const stranger = pair()
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' })

const personal = createBearerToken('PERSONAL')
const known = new Set([hashBearerToken(personal, { current: 1, keys: ring.keys }).hash])

let asked: Identified[] = []
let fetched: string[] = []
let gateway: FixtureGateway
let development: FixtureGateway
let published: readonly JWK[] = []
let cidrs: readonly string[] = []

const holder: Holder = {
  kind: 'PERSON', brandId: ACME, id: USER, userId: USER, personId: randomUUID(), clearances: ['support'], assignments: [], brandPermissions: ['*'], scopes: [], purposes: [],
  allowedCidrs: [], hashIsOld: false,
}

const holderOf = async (who: Identified): Promise<Holder | undefined> => {
  asked.push(who)
  if (who.brandId !== ACME) return undefined
  if (who.via === 'OIDC') return who.issuer === ISSUER && who.subject === 'ann' ? holder : undefined
  if (who.via === 'DEVELOPMENT') return who.userId === USER ? holder : undefined
  return who.hashes.some(hash => known.has(hash)) ? { ...holder, allowedCidrs: cidrs } : undefined
}

const HOSTS: Readonly<Record<string, string>> = { 'acme.test': ACME, 'globex.test': GLOBEX }
const brands = {
  ofHost: async (host: string) => HOSTS[host],
  ofMachine: async (host: string) => (host === '127.0.0.1' ? ACME : undefined),
  ofName: async (name: string) => ({ acme: ACME, globex: GLOBEX, [ACME]: ACME }[name]),
  nameOf: async () => 'Acme',
  close: async () => {},
}

const fetchJson = async (url: string): Promise<unknown> => {
  fetched.push(url)
  if (url === `${ISSUER}/.well-known/openid-configuration`) return { issuer: ISSUER, jwks_uri: `${ISSUER}/keys` }
  if (url === `${ISSUER}/keys`) return { keys: published }
  if (url === `${OTHER}/keys`) return { keys: [{ ...(await exportJWK(foreign.publicKey)), kid: 'foreign', alg: 'RS256' }] }
  throw new Error('no such address')
}

const issuers = readIssuers(JSON.stringify([
  { issuer: ISSUER, audience: 'veilgraph', brand: 'acme', algorithms: ['RS256', 'ES256'] },
  { issuer: OTHER, audience: ['veilgraph'], brand: 'globex', jwks: `${OTHER}/keys` },
]))

beforeAll(async () => {
  published = [
    { ...(await exportJWK(own.publicKey)), kid: 'own', use: 'sig' },
    { ...(await exportJWK(curve.publicKey)), kid: 'curve' },
    // a mistake of an issuer, and an attempt to have a secret key taken for a public one
    { kty: 'oct', k: Buffer.from('a secret that everybody can read').toString('base64url'), kid: 'secret', alg: 'HS256' },
  ]
  const shared = { issuers, rights: { holderOf, used: () => {} }, brands, tokenHashKeys: ring, fetchJson, brake: failureBrake({ burst: 10_000 }) }
  gateway = await fixtureGateway({ authenticate: openAuthenticator(shared) })
  development = await fixtureGateway({ authenticate: openAuthenticator({ ...shared, developmentKeys: ring }) })
})
beforeEach(() => {
  asked = []
  cidrs = []
})
afterAll(async () => {
  await gateway.gateway.stop()
  await development.gateway.stop()
})

const ask = async (headers: Readonly<Record<string, string>>, at = gateway): Promise<{ readonly status: number, readonly text: string, readonly challenge: string | null }> => {
  const { status, text, headers: answered } = await at.ask('{ user(id: "u1") { name } }', { headers })
  return { status, text, challenge: answered.get('www-authenticate') }
}

const now = (): number => Math.floor(Date.now() / 1000)

interface Change {
  readonly header?: Readonly<Record<string, unknown>>
  readonly payload?: Readonly<Record<string, unknown>>
  readonly key?: Parameters<SignJWT['sign']>[0]
}

const PAYLOAD = { iss: ISSUER, aud: 'veilgraph', sub: 'ann', exp: now() + 600, iat: now() }

const sign = ({ header = {}, payload = {}, key = own.privateKey }: Change = {}): Promise<string> =>
  new SignJWT({ ...PAYLOAD, ...payload }).setProtectedHeader({ alg: 'RS256', kid: 'own', ...header }).sign(key)

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const pem = createPublicKey(own.privateKey).export({ type: 'spki', format: 'pem' })
const hmac = (header: object, secret: string | Buffer): string => {
  const body = `${encode(header)}.${encode(PAYLOAD)}`
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`
}
/** What the library would not sign. */
const signAnyway = (header: object): string => {
  const body = `${encode({ alg: 'RS256', kid: 'own', ...header })}.${encode(PAYLOAD)}`
  return `${body}.${createSign('RSA-SHA256').update(body).sign(own.privateKey).toString('base64url')}`
}
const reversed = (token: string): string => token.split('.').reverse().join('.')

describe('a good token', () => {
  it.each([
    ['of the issuer', {}], ['with the type of an access token', { header: { typ: 'at+jwt' } }], ['for several', { payload: { aud: ['elsewhere', 'veilgraph'] } }],
    ['with another algorithm that is allowed', { header: { alg: 'ES256', kid: 'curve' }, key: curve.privateKey }], ['within the skew of the clocks', { payload: { exp: now() - 5 } }],
  ])('%s is let in', async (_, change) => {
    expect(await ask({ authorization: `Bearer ${await sign(change)}` })).toMatchObject({ status: 200 })
  })

  it('may be called bearer in any case, and comes through the host of its brand or one that no brand has', async () => {
    const token = await sign()
    for (const scheme of ['bearer', 'BEARER']) expect((await ask({ authorization: `${scheme} ${token}` })).status).toBe(200)
  })

  it('of our own kind is found under an older key', async () => {
    expect((await ask({ authorization: `Bearer ${personal}` })).status).toBe(200)
    expect(asked).toMatchObject([{ via: 'TOKEN', hashes: [expect.any(String), expect.any(String)] }])
  })
})

/** Name, token, and whether a database may have been asked: only for what was signed by an issuer of ours, or has a checksum. */
const FORGERIES: readonly (readonly [string, () => Promise<string> | string, 'asks' | 'silent'])[] = [
  ['without a signature, alg none', () => `${encode({ alg: 'none' })}.${encode(PAYLOAD)}.`, 'silent'],
  ['alg None, with the kid of a key', () => `${encode({ alg: 'None', kid: 'own' })}.${encode(PAYLOAD)}.AA`, 'silent'],
  ['HS256 with the public key as the secret, as PEM', () => hmac({ alg: 'HS256', kid: 'own' }, pem.toString()), 'silent'],
  ['HS256 with the modulus as the secret', async () => hmac({ alg: 'HS256', kid: 'own' }, (await exportJWK(own.publicKey)).n ?? ''), 'silent'],
  ['HS256 with a secret that the issuer published', () => hmac({ alg: 'HS256', kid: 'secret' }, 'a secret that everybody can read'), 'silent'],
  ['HS256 with an empty secret', () => hmac({ alg: 'HS256' }, ''), 'silent'],
  ['of an algorithm that is not allowed', () => sign({ header: { alg: 'PS256' } }), 'silent'],
  ['of a stranger, under a kid of ours', () => sign({ key: stranger.privateKey }), 'silent'],
  ['of a stranger, with their key in the header', async () => sign({ key: stranger.privateKey, header: { jwk: await exportJWK(stranger.publicKey) } }), 'silent'],
  ['of a stranger, with the address of their keys', () => sign({ key: stranger.privateKey, header: { jku: 'https://evil.test/keys', x5u: 'https://evil.test/x' } }), 'silent'],
  ['of another issuer of ours, that says it is of this one', () => sign({ key: foreign.privateKey, header: { kid: 'foreign' } }), 'silent'],
  ['of another issuer of ours, for the user of this one', () => sign({ key: foreign.privateKey, header: { kid: 'foreign' }, payload: { iss: OTHER } }), 'asks'],
  ['of an issuer that nobody knows', () => sign({ payload: { iss: 'https://evil.test' } }), 'silent'],
  ['of an issuer with a slash too many', () => sign({ payload: { iss: `${ISSUER}/` } }), 'silent'],
  ['of an issuer in capitals', () => sign({ payload: { iss: ISSUER.toUpperCase() } }), 'silent'],
  ['of no issuer', () => sign({ payload: { iss: undefined } }), 'silent'],
  ['of a list of issuers', () => sign({ payload: { iss: [ISSUER] } }), 'silent'],
  ['for another audience', () => sign({ payload: { aud: 'elsewhere' } }), 'silent'],
  ['for no audience', () => sign({ payload: { aud: undefined } }), 'silent'],
  ['for an audience that begins as ours', () => sign({ payload: { aud: 'veilgraph-admin' } }), 'silent'],
  ['that has expired', () => sign({ payload: { exp: now() - 120 } }), 'silent'],
  ['that never expires', () => sign({ payload: { exp: undefined } }), 'silent'],
  ['that expires as a text', () => sign({ payload: { exp: String(now() + 600) } }), 'silent'],
  ['that is not valid yet', () => sign({ payload: { nbf: now() + 120 } }), 'silent'],
  ['of nobody', () => sign({ payload: { sub: undefined } }), 'silent'],
  ['of an empty name', () => sign({ payload: { sub: '' } }), 'silent'],
  ['of a name that is a number', () => sign({ payload: { sub: 7 } }), 'silent'],
  ['of somebody whom we do not have', () => sign({ payload: { sub: 'bob' } }), 'asks'],
  ['with a header that must be understood', () => signAnyway({ crit: ['veil'], veil: true }), 'silent'],
  ['with an unencoded payload', () => signAnyway({ b64: false, crit: ['b64'] }), 'silent'],
  ['that says who signed in', () => sign({ payload: { at_hash: 'x' } }), 'silent'],
  ['that is for refreshing', () => sign({ payload: { typ: 'Refresh' } }), 'silent'],
  ['that is for signing out', () => sign({ header: { typ: 'logout+jwt' }, payload: { events: {} } }), 'silent'],
  ['that is bound to another key', () => sign({ payload: { cnf: { jkt: 'x' } } }), 'silent'],
  ['whose actor cannot be read', () => sign({ payload: { act: { client: 'x' } } }), 'silent'],
  ['of a key that is not known', () => sign({ header: { kid: 'new' }, key: stranger.privateKey }), 'silent'],
  ['of five parts, encrypted', () => `${encode({ alg: 'RSA-OAEP', enc: 'A256GCM' })}.a.b.c.d`, 'silent'],
  ['with its parts in another order', async () => reversed(await sign()), 'silent'],
  ['with other claims under the old signature', async () => { const [head = '', , signature = ''] = (await sign()).split('.'); return `${head}.${encode({ ...PAYLOAD, sub: 'ann', brand: GLOBEX })}.${signature}` }, 'silent'],
  ['with padding', async () => `${await sign()}==`, 'silent'],
  ['with one character of the signature changed', async () => { const token = await sign(); return token.slice(0, -8) + (token.at(-8) === 'A' ? 'B' : 'A') + token.slice(-7) }, 'silent'],
  ['with a payload that is no object', () => `${encode({ alg: 'RS256', kid: 'own' })}.${encode('x')}.AA`, 'silent'],
  ['with a polluted prototype', () => `${encode({ alg: 'RS256', kid: 'own' })}.${Buffer.from(`{"__proto__":{"iss":"${ISSUER}"},"constructor":1}`).toString('base64url')}.AA`, 'silent'],
  ['of the development issuer', () => issueDevelopmentToken(ring, { brandId: ACME, userId: USER }), 'silent'],
  ['of our own kind with a wrong checksum', () => `${personal.slice(0, -1)}${personal.endsWith('0') ? '1' : '0'}`, 'silent'],
  ['of our own kind that nobody has', () => createBearerToken('PERSONAL'), 'asks'],
  ['of our own kind that is a key nobody has', () => createBearerToken('SERVICE_KEY'), 'asks'],
  ['of our own kind that is a session nobody has', () => createBearerToken('SESSION'), 'asks'],
  ['of our own kind that is an invitation', () => createBearerToken('INVITATION'), 'silent'],
  ['of our own kind in capitals', () => personal.toUpperCase(), 'silent'],
  ['that is the stored hash of one', () => [...known][0] ?? '', 'silent'],
]

describe('a forged token', () => {
  it('has no authorization at all to compare with', async () => {
    const { status, text, challenge } = await ask({ authorization: '' })
    expect({ status, challenge }).toEqual({ status: 401, challenge: 'Bearer realm="veilgraph"' })
    expect(text).toContain('UNAUTHENTICATED')
  })

  it.each(FORGERIES)('%s is refused in the same bytes', async (_, forge, database) => {
    const nothing = await ask({ authorization: '' })
    expect(await ask({ authorization: `Bearer ${await forge()}` })).toEqual(nothing)
    expect(asked.length > 0).toBe(database === 'asks')
  })

  it('of the development issuer is good in development, and of another key is not', async () => {
    expect((await ask({ authorization: `Bearer ${await issueDevelopmentToken(ring, { brandId: ACME, userId: USER })}` }, development)).status).toBe(200)
    const other = { current: 1, keys: new Map([[1, Buffer.alloc(32, 9)]]) }
    expect((await ask({ authorization: `Bearer ${await issueDevelopmentToken(other, { brandId: ACME, userId: USER })}` }, development)).status).toBe(401)
  })

  it('counts more than forty kinds', () => {
    expect(FORGERIES.length).toBeGreaterThan(40)
  })
})

describe('an Authorization header', () => {
  it.each([
    ['of two spaces', (token: string) => `Bearer  ${token}`], ['with a tab', (token: string) => `Bearer\t${token}`], ['with a second token', (token: string) => `Bearer ${token} ${token}`],
    ['with two schemes in one', (token: string) => `Bearer ${token}, Bearer ${token}`], ['of another scheme', (token: string) => `DPoP ${token}`], ['of no scheme', (token: string) => token],
    ['of a megabyte less than the server takes', (token: string) => `Bearer ${token}${'A'.repeat(60_000)}`], ['in quotes', (token: string) => `Bearer "${token}"`],
  ])('%s is refused in the same bytes', async (_, form) => {
    expect(await ask({ authorization: form(await sign()) })).toEqual(await ask({ authorization: '' }))
  })
})

describe('headers that come twice', () => {
  const raw = (lines: readonly string[]): Promise<string> => new Promise(resolve => {
    const { port } = new URL(gateway.gateway.url)
    const body = JSON.stringify({ query: '{ user(id: "u1") { name } }' })
    const socket = connect(Number(port), '127.0.0.1', () => socket.write([
      'POST /graphql HTTP/1.1', 'content-type: application/json', `content-length: ${body.length}`, 'connection: close', ...lines, '', body,
    ].join('\r\n')))
    let answer = ''
    socket.on('data', data => { answer += String(data) }).on('close', () => resolve(answer.split(' ')[1] ?? ''))
  })

  it('say nothing about who asks, whichever of the two is good', async () => {
    const good = `authorization: Bearer ${await sign()}`
    expect(await raw(['host: 127.0.0.1', good])).toBe('200')
    expect(await raw(['host: 127.0.0.1', good, 'AUTHORIZATION: Bearer x'])).toBe('401')
    expect(await raw(['host: 127.0.0.1', 'Authorization: Bearer x', good])).toBe('401')
    expect(await raw(['host: acme.test', good])).toBe('200')
    expect(await raw(['host: globex.test', good])).toBe('401')
    expect(await raw(['host: acme.test', 'host: globex.test', good])).toBe('401')
    expect(await raw(['host: acme.test', 'x-forwarded-host: globex.test', good])).toBe('200')
    expect(await raw(['host: globex.test', 'x-forwarded-host: acme.test', good])).toBe('401')
    expect(await raw(['host: acme.test', `authorization: Bearer ${personal}`])).toBe('200')
    expect(await raw(['host: globex.test', `authorization: Bearer ${personal}`])).toBe('401')
    expect(await raw(['host: unknown.test', `authorization: Bearer ${personal}`])).toBe('401')
  })
})

describe('an address whose tokens fail again and again', () => {
  it('has to wait with tokens that nobody has seen, and not with those that are known', async () => {
    const braked = openAuthenticator({ issuers, rights: { holderOf, used: () => {} }, brands, tokenHashKeys: ring, fetchJson, brake: failureBrake({ burst: 5, perSecond: 0 }) })
    const from = (token: string, address = '192.0.2.1') => braked({ authorization: `Bearer ${token}`, host: 'acme.test', address }).then(({ id }) => id, ({ extensions: { code } }) => code)
    expect(await from(personal)).toBe(USER)
    expect(await from(await sign())).toBe(USER)
    for (let attempt = 0; attempt < 5; attempt += 1) expect(await from(createBearerToken('PERSONAL'))).toBe('UNAUTHENTICATED')
    asked = []
    expect(await from(createBearerToken('PERSONAL'))).toBe('RATE_LIMITED')
    expect(await from(await sign({ header: { kid: 'never-seen' } }))).toBe('RATE_LIMITED')
    expect(asked).toEqual([])
    expect(await from(personal)).toBe(USER)
    expect(await from(await sign())).toBe(USER)
    expect(await from(createBearerToken('PERSONAL'), '192.0.2.2')).toBe('UNAUTHENTICATED')
  })
  it('does not wait because somebody there goes on sending a token that has ended', async () => {
    const braked = openAuthenticator({ issuers, rights: { holderOf, used: () => {} }, brands, tokenHashKeys: ring, fetchJson, brake: failureBrake({ burst: 5, perSecond: 0 }) })
    const from = (token: string) => braked({ authorization: `Bearer ${token}`, host: 'acme.test', address: '192.0.2.1' }).then(({ id }) => id, ({ extensions: { code } }) => code)
    const ended = await sign({ payload: { exp: now() - 3_600 } })
    for (let attempt = 0; attempt < 8; attempt += 1) expect(await from(ended)).toBe('UNAUTHENTICATED')
    expect(await from(personal)).toBe(USER)
  })
})

describe('a credential that is bound to networks', () => {
  it('is refused from elsewhere in the same bytes', async () => {
    cidrs = ['203.0.113.0/24']
    expect(await ask({ authorization: `Bearer ${personal}` })).toEqual(await ask({ authorization: '' }))
    cidrs = ['127.0.0.0/8']
    expect((await ask({ authorization: `Bearer ${personal}` })).status).toBe(200)
  })
})

describe('keys of an issuer', () => {
  it('are asked for once, however many name a key that is not known', async () => {
    fetched = []
    await Promise.all(Array.from({ length: 40 }, async (_, number) => ask({ authorization: `Bearer ${await sign({ header: { kid: `kid-${number}` } })}` })))
    expect(fetched.filter(url => url.endsWith('/keys')).length).toBeLessThanOrEqual(1)
  })
})
