import type { AttackGroup } from '../attack.ts'
import { alike, answered, firstOf, refused, silentAbout } from '../reply.ts'

const read = (query: string): string => `/graphql?query=${encodeURIComponent(query)}`
const EVIL = 'evil.example'
const preflight = { 'apollo-require-preflight': 'yes' }

/** What a cache or a proxy between could be made to keep, or to believe. */
export const cacheAttacks: AttackGroup = {
  area: 'caches and proxies',
  attacks: [
    { name: 'a query by GET that a cache keeps for others', criterion: 'private', run: async ({ send }) => { const reply = await send({ method: 'GET', path: read('{ me { kind } }'), body: null, headers: preflight }); return firstOf(answered(reply), mayBeKept(reply.headers)) } },
    { name: 'an error that a cache keeps for others', criterion: 'private', run: async ({ send }) => mayBeKept((await send({ method: 'GET', path: read('{ nope }'), body: null, headers: preflight })).headers) },
    { name: 'a refusal that a cache keeps for others', criterion: 'private', run: async ({ send }) => mayBeKept((await send({ method: 'GET', path: read('{ me { kind } }'), body: null, headers: preflight, authorization: null })).headers) },
    { name: 'another host in X-Forwarded-Host', criterion: 'the same answer, which does not name it', run: async ({ ask }) => { const reply = await ask('{ me { kind } }', {}, { headers: { 'x-forwarded-host': EVIL, 'x-host': EVIL, 'x-original-url': '/admin', forwarded: `host=${EVIL}` } }); return firstOf(alike(await ask('{ me { kind } }'), reply), silentAbout(reply, EVIL)) } },
    { name: 'another address in X-Forwarded-For', criterion: 'the same answer', run: async ({ ask }) => alike(await ask('{ me { kind } }'), await ask('{ me { kind } }', {}, { headers: { 'x-forwarded-for': '10.0.0.1', 'x-real-ip': '10.0.0.1', 'true-client-ip': '10.0.0.1', 'cf-connecting-ip': '10.0.0.1' } })) },
    { name: 'another path in X-Original-URL', criterion: 'what the address says', run: async ({ send }) => refused(await send({ method: 'GET', path: '/nowhere', body: null, headers: { 'x-original-url': '/health/live', 'x-rewrite-url': '/health/live' } }), 'NOT_FOUND') },
    { name: 'a path that a cache takes for a picture', criterion: 'NOT_FOUND', run: async ({ send }) => refused(await send({ method: 'GET', path: `/graphql/x.css?query=${encodeURIComponent('{ me { kind } }')}`, body: null, headers: preflight }), 'NOT_FOUND') },
    { name: 'the answer of one caller for another', criterion: 'each gets the own one', run: async ({ ask, token }) => { const ids = await Promise.all((['member', 'auditor', 'member', 'support'] as const).map(async (as) => (await ask('{ me { user { id } } }', {}, { authorization: `Bearer ${await token(as)}` })).text)); return new Set(ids).size === 3 && ids[0] === ids[2] ? undefined : 'answers are mixed up' } },
    { name: 'a token in the address', criterion: 'UNAUTHENTICATED', run: async ({ send, token }) => refused(await send({ method: 'GET', path: `${read('{ me { kind } }')}&access_token=${await token('member')}`, body: null, headers: preflight, authorization: null }), 'UNAUTHENTICATED') },
    { name: 'a token in a cookie', criterion: 'UNAUTHENTICATED', run: async ({ ask, token }) => refused(await ask('{ me { kind } }', {}, { authorization: null, headers: { cookie: `authorization=${await token('member')}; token=${await token('member')}` } }), 'UNAUTHENTICATED') },
  ],
}

function mayBeKept(headers: Headers): string | undefined {
  const said = headers.get('cache-control') ?? 'nothing'
  return said.includes('private') && /no-store|no-cache/.test(said) && !said.includes('public') ? undefined : `cache-control: ${said}`
}
