import type { AttackGroup } from '../attack.ts'
import { answered, firstOf, refused, silentAbout } from '../reply.ts'

const good = JSON.stringify({ query: '{ me { kind } }' })
const typed = (type: string, body: string = good) => ({ body, headers: { 'content-type': type } })
const latin = (text: string, encoding: BufferEncoding): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, encoding))

/** Bodies that are not quite JSON, types that are not quite ours, and what other sites can make a browser send. */
export const contentAttacks: AttackGroup = {
  area: 'content',
  attacks: [
    { name: 'a batch of operations', criterion: 'BAD_REQUEST', run: async ({ send }) => refused(await send({ body: `[${good},${good}]` }), 'BAD_REQUEST') },
    { name: 'JSON that ends early', criterion: 'BAD_REQUEST, repeats nothing', run: async ({ send }) => { const reply = await send({ body: '{"query":"{ s3cret' }); return firstOf(refused(reply, 'BAD_REQUEST'), silentAbout(reply, 's3cret')) } },
    { name: 'the same key twice', criterion: 'one of the two, judged and run alike', run: async ({ send }) => { const reply = await send({ body: '{"query":"{ first: __typename }","query":"{ second: __typename }"}' }); return firstOf(reply.status === 400 ? undefined : answered(reply), silentAbout(reply, 'first')) } },
    { name: 'a polluted prototype', criterion: 'BAD_REQUEST', run: async ({ send }) => refused(await send({ body: '{"query":"{ me { kind } }","__proto__":{"isAdmin":true}}' }), 'BAD_REQUEST') },
    { name: 'a polluted prototype inside variables', criterion: 'BAD_REQUEST', run: async ({ send }) => refused(await send({ body: '{"query":"{ me { kind } }","variables":{"a":{"__proto__":{"isAdmin":true}}}}' }), 'BAD_REQUEST') },
    { name: 'a constructor with a prototype', criterion: 'refused, or nothing comes of it', run: async ({ send, ask }) => { const reply = await send({ body: '{"query":"{ me { kind } }","variables":{"constructor":{"prototype":{"polluted":true}}}}' }); return firstOf(reply.status < 500 ? undefined : 'a fault', silentAbout(reply, 'polluted'), silentAbout(await ask('{ me { kind } }'), 'polluted', 'naive')) } },
    { name: 'variables of sixteen thousand levels', criterion: 'refused or read, at once', run: async ({ send }) => { const reply = await send({ body: `{"query":"{ nope }","variables":${'{"a":'.repeat(16_000)}1${'}'.repeat(16_000)}}` }); return refused(reply, 'DEPTH_LIMIT', 'GRAPHQL_VALIDATION_FAILED', 'BAD_REQUEST', 'BAD_USER_INPUT') } },
    { name: 'bytes that are no text', criterion: 'BAD_REQUEST', run: async ({ send }) => refused(await send({ body: new Uint8Array([0x7b, 0xff, 0xfe, 0x00, 0x7d]) }), 'BAD_REQUEST') },
    { name: 'JSON in UTF-16, said to be so', criterion: 'refused', run: async ({ send }) => refused(await send({ body: latin(good, 'utf16le'), headers: { 'content-type': 'application/json; charset=utf-16' } }), 'BAD_REQUEST', 'UNSUPPORTED_MEDIA_TYPE') },
    { name: 'a query that is an object', criterion: 'BAD_REQUEST', run: async ({ send }) => refused(await send({ body: '{"query":{"kind":"Document","definitions":[]}}' }), 'BAD_REQUEST') },
    { name: 'a name of an operation that is an object', criterion: 'BAD_REQUEST', run: async ({ send }) => refused(await send({ body: '{"query":"{ me { kind } }","operationName":{"$ne":null}}' }), 'BAD_REQUEST') },
    { name: 'variables that are text', criterion: 'BAD_REQUEST', run: async ({ send }) => refused(await send({ body: '{"query":"{ me { kind } }","variables":"{}"}' }), 'BAD_REQUEST') },
    { name: 'extensions that are text', criterion: 'BAD_REQUEST', run: async ({ send }) => refused(await send({ body: '{"query":"{ me { kind } }","extensions":"x"}' }), 'BAD_REQUEST') },
    { name: 'plain text from another site', criterion: 'refused', run: async ({ send }) => refused(await send(typed('text/plain')), 'CSRF_REFUSED', 'UNSUPPORTED_MEDIA_TYPE') },
    { name: 'a form from another site', criterion: 'refused', run: async ({ send }) => refused(await send(typed('application/x-www-form-urlencoded', 'query=%7Bme%7Bkind%7D%7D')), 'CSRF_REFUSED', 'UNSUPPORTED_MEDIA_TYPE') },
    { name: 'files from another site', criterion: 'refused', run: async ({ send }) => refused(await send(typed('multipart/form-data; boundary=x', `--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n${good}\r\n--x--`)), 'CSRF_REFUSED', 'UNSUPPORTED_MEDIA_TYPE') },
    { name: 'two types in one header', criterion: 'refused', run: async ({ send }) => refused(await send(typed('text/plain, application/json')), 'CSRF_REFUSED', 'UNSUPPORTED_MEDIA_TYPE', 'BAD_REQUEST') },
    { name: 'a type that only looks like JSON', criterion: 'refused', run: async ({ send }) => refused(await send(typed('text/plain; application/json')), 'CSRF_REFUSED', 'UNSUPPORTED_MEDIA_TYPE', 'BAD_REQUEST') },
    { name: 'GET from a link', criterion: 'CSRF_REFUSED', run: async ({ send }) => refused(await send({ method: 'GET', path: '/graphql?query=%7Bme%7Bkind%7D%7D', body: null, headers: { 'content-type': 'text/plain' } }), 'CSRF_REFUSED') },
    { name: 'a mutation by GET', criterion: 'METHOD_NOT_ALLOWED', run: async ({ send }) => refused(await send({ method: 'GET', path: `/graphql?query=${encodeURIComponent('mutation { endBreakGlass(input: { id: "x" }) { userErrors { code } } }')}`, body: null, headers: { 'apollo-require-preflight': 'yes' } }), 'METHOD_NOT_ALLOWED') },
    { name: 'a method in a header', criterion: 'stays what it was', run: async ({ send }) => refused(await send({ method: 'GET', path: `/graphql?query=${encodeURIComponent('mutation { endBreakGlass(input: { id: "x" }) { userErrors { code } } }')}`, body: null, headers: { 'apollo-require-preflight': 'yes', 'x-http-method-override': 'POST' } }), 'METHOD_NOT_ALLOWED') },
    { name: 'a question of a browser for another site', criterion: 'no permission', run: async ({ send }) => { const reply = await send({ method: 'OPTIONS', body: null, headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' } }); return reply.headers.get('access-control-allow-origin') === null ? undefined : 'allowed' } },
    { name: 'an answer read by another site', criterion: 'no permission', run: async ({ ask }) => { const reply = await ask('{ me { kind } }', {}, { headers: { origin: 'https://evil.example' } }); return reply.headers.get('access-control-allow-origin') === null && reply.headers.get('access-control-allow-credentials') === null ? undefined : 'allowed' } },
  ],
}
