import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import { createBearerToken } from '../../../schema/credentials/bearer-token.ts'
import type { Attack, AttackGroup } from '../attack.ts'
import type { HostileTarget } from '../hostile-target.ts'
import { alike, firstOf, refused } from '../reply.ts'

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const whoami = '{ me { kind } }'

/** Says no to a token as to every other one that is none. */
const forged = (name: string, make: (target: HostileTarget) => Promise<string> | string): Attack => ({
  name, criterion: 'UNAUTHENTICATED, in the bytes of every other bad token',
  run: async (target) => {
    const reply = await target.ask(whoami, {}, { authorization: await make(target) })
    return firstOf(refused(reply, 'UNAUTHENTICATED'), alike(await target.ask(whoami, {}, { authorization: 'Bearer x' }), reply))
  },
})

const parts = async ({ token }: HostileTarget) => {
  const [header = '', payload = '', signature = ''] = (await token('member')).split('.')
  return { header, payload, signature, claims: claimsIn(payload) }
}

/** What a good token says; nothing of it where the target has no such tokens. */
function claimsIn(payload: string): Readonly<Record<string, unknown>> {
  try {
    return { ...JSON.parse(Buffer.from(payload, 'base64url').toString()) }
  } catch {
    return {}
  }
}

/** A good token but for one thing. */
const almost = (change: Readonly<Record<string, unknown>>, key?: Uint8Array, header: Readonly<Record<string, unknown>> = {}) => async (target: HostileTarget) => {
  const { claims } = await parts(target)
  return `Bearer ${await new SignJWT({ ...claims, ...change }).setProtectedHeader({ alg: 'HS256', ...header }).sign(key ?? target.keys.bearer)}`
}

const seconds = (): number => Math.floor(Date.now() / 1000)

/** Tokens that are forged, stolen from elsewhere, over, or for something else. */
export const tokenAttacks: AttackGroup = {
  area: 'tokens',
  attacks: [
    { name: 'no token', criterion: 'UNAUTHENTICATED', run: async ({ ask }) => refused(await ask(whoami, {}, { authorization: null }), 'UNAUTHENTICATED') },
    forged('another scheme', async ({ token }) => `Basic ${await token('member')}`),
    forged('the algorithm none', async (target) => `Bearer ${encode({ alg: 'none', typ: 'JWT' })}.${(await parts(target)).payload}.`),
    forged('the algorithm none, with the signature of another token', async (target) => { const { payload, signature } = await parts(target); return `Bearer ${encode({ alg: 'nOnE' })}.${payload}.${signature}` }),
    forged('other claims under a good signature', async (target) => { const { header, claims, signature } = await parts(target); return `Bearer ${header}.${encode({ ...claims, sub: randomUUID() })}.${signature}` }),
    forged('a signature that is cut', async (target) => { const { header, payload, signature } = await parts(target); return `Bearer ${header}.${payload}.${signature.slice(0, -1)}` }),
    forged('a key of one\'s own', almost({}, new Uint8Array(32).fill(9))),
    forged('the key of envelopes', async (target) => almost({}, new Uint8Array(target.keys.envelope.keys.get(1) ?? []))(target)),
    forged('an asymmetric key of one\'s own, in the header', ownKey),
    forged('a key from an address of one\'s own', almost({}, new Uint8Array(32), { jku: 'https://evil.example/jwks.json', kid: '../../dev/null', x5u: 'https://evil.example/x' })),
    forged('a key id that is a path, with the empty key', async (target) => { const { payload } = await parts(target); const header = encode({ alg: 'HS256', kid: '/dev/null' }); return `Bearer ${header}.${payload}.${createHmac('sha256', '').update(`${header}.${payload}`).digest('base64url')}` }),
    forged('a token that is over', almost({ exp: seconds() - 3_600 })),
    forged('a token that never ends', almost({ exp: undefined })),
    forged('a token of tomorrow', almost({ nbf: seconds() + 86_400, iat: seconds() + 86_400 })),
    forged('a token for another service', almost({ aud: 'another-service' })),
    forged('a token of another issuer', almost({ iss: 'https://evil.example' })),
    forged('a token without a subject', almost({ sub: undefined })),
    forged('a critical extension that nobody knows', async (target) => { const { payload } = await parts(target); const header = encode({ alg: 'HS256', crit: ['x-evil'], 'x-evil': true }); return `Bearer ${header}.${payload}.${createHmac('sha256', target.keys.bearer).update(`${header}.${payload}`).digest('base64url')}` }),
    forged('a personal token that was made up', () => `Bearer ${createBearerToken('PERSONAL')}`),
    forged('a key of an account that was made up', () => `Bearer ${createBearerToken('SERVICE_KEY')}`),
    forged('a session that was made up', () => `Bearer ${createBearerToken('SESSION')}`),
    forged('an invitation as a token', () => `Bearer ${createBearerToken('INVITATION')}`),
    forged('a personal token whose checksum is wrong', () => `Bearer ${createBearerToken('PERSONAL').slice(0, -1)}_`),
    forged('a token of sixty kilobytes', () => `Bearer ${'x'.repeat(60_000)}.y.z`),
    { name: 'two headers with a token', criterion: 'neither counts', run: async ({ raw, token }) => { const body = '{"query":"{ me { kind } }"}'; const text = await raw(`POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer x\r\nAuthorization: Bearer ${await token('member')}\r\nContent-Length: ${body.length}\r\n\r\n${body}`, 500); return text.startsWith('HTTP/1.1 401') ? undefined : text.slice(0, 80) } },
    { name: 'a purpose that the token does not have', criterion: 'PURPOSE_NOT_ALLOWED', run: async ({ ask }) => refused(await ask(whoami, {}, { headers: { 'x-veil-purpose': 'LEGAL' } }), 'PURPOSE_NOT_ALLOWED') },
    { name: 'rows of another brand with a token of this one', criterion: 'nothing', run: async ({ ask, token, booty }) => { const { text } = await ask(`{ workspace(id: "${booty.hiddenId}") { id } }`, {}, { authorization: `Bearer ${await token('other-brand-admin')}` }); return text.includes('"workspace":null') ? undefined : text.slice(0, 80) } },
  ],
}

/** The public key of the attacker stands in the header, for servers that believe it. */
async function ownKey(target: HostileTarget): Promise<string> {
  const { claims } = await parts(target)
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return `Bearer ${await new SignJWT({ ...claims }).setProtectedHeader({ alg: 'ES256', jwk: { ...publicKey.export({ format: 'jwk' }), kty: 'EC' } }).sign(privateKey)}`
}
