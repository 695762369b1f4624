import { deflateSync, gzipSync, brotliCompressSync } from 'node:zlib'
import type { AttackGroup } from '../attack.ts'
import type { HostileTarget } from '../hostile-target.ts'
import { answered, firstOf, refused } from '../reply.ts'

const BOMB = Buffer.alloc(20_000_000, ' ')
const head = (...lines: readonly string[]): string => `${['POST /graphql HTTP/1.1', 'Host: x', 'Content-Type: application/json', ...lines].join('\r\n')}\r\n\r\n`
const bomb = (name: string, body: Uint8Array<ArrayBuffer>) => ({ name: `twenty megabytes, compressed with ${name}`, criterion: 'not inflated, 4xx', run: async ({ send }: HostileTarget) => refused(await send({ body, headers: { 'content-encoding': name } }), 'BAD_REQUEST', 'UNSUPPORTED_MEDIA_TYPE') })

/** The first line says no, and nothing of what was sent was taken for a request. */
const refusedRaw = (text: string): string | undefined => (text === '' || /^HTTP\/1\.1 4\d\d /.test(text) ? (text.includes('HTTP/1.1 200') ? `answered: ${text.slice(0, 80)}` : undefined) : text.slice(0, 80))

/** Bytes on the wire that are too many, too slow, or not quite HTTP. */
export const transportAttacks: AttackGroup = {
  area: 'transport',
  attacks: [
    { name: 'a body of five megabytes', criterion: 'BODY_TOO_LARGE', run: async ({ ask }) => refused(await ask('{ me { kind } }', { x: 'x'.repeat(5_000_000) }), 'BODY_TOO_LARGE') },
    { name: 'a body that is announced with five gigabytes', criterion: '413 before it is sent', run: async ({ raw }) => ((await raw(head('Content-Length: 5000000000'))).startsWith('HTTP/1.1 413') ? undefined : 'no 413') },
    { name: 'a body in pieces without an end', criterion: '413 and the connection ends', run: async ({ raw }) => refusedRaw(await raw(`${head('Transfer-Encoding: chunked')}${`1000\r\n${'x'.repeat(4_096)}\r\n`.repeat(100)}`)) },
    bomb('gzip', gzipSync(BOMB)), bomb('deflate', deflateSync(BOMB)), bomb('br', brotliCompressSync(BOMB)),
    { name: 'a header of ninety kilobytes', criterion: '431', run: async ({ raw }) => ((await raw(head(`X-Long: ${'x'.repeat(90_000)}`))).startsWith('HTTP/1.1 431') ? undefined : 'no 431') },
    { name: 'ten thousand headers', criterion: '4xx', run: async ({ raw }) => refusedRaw(await raw(head(...Array.from({ length: 10_000 }, (_, n) => `X-${n}: y`)))) },
    { name: 'two lengths of one body', criterion: '400', run: async ({ raw }) => refusedRaw(await raw(`${head('Content-Length: 2', 'Content-Length: 40')}{}`)) },
    { name: 'a length and pieces (smuggling)', criterion: '400', run: async ({ raw }) => refusedRaw(await raw(`${head('Content-Length: 6', 'Transfer-Encoding: chunked')}0\r\n\r\nG`)) },
    { name: 'pieces that are spelled oddly (smuggling)', criterion: '400', run: async ({ raw }) => refusedRaw(await raw(`${head('Transfer-Encoding: xchunked')}0\r\n\r\n`)) },
    { name: 'a negative length', criterion: '400', run: async ({ raw }) => refusedRaw(await raw(head('Content-Length: -1'))) },
    { name: 'a zero byte in a header', criterion: '400', run: async ({ raw }) => refusedRaw(await raw(head('X-Zero: a\0b', 'Content-Length: 0'))) },
    { name: 'a header that goes on in the next line', criterion: '400', run: async ({ raw }) => refusedRaw(await raw(head('X-Fold: a\r\n b', 'Content-Length: 0'))) },
    { name: 'a version of HTTP that there is not', criterion: 'no answer as if there were', run: async ({ raw }) => refusedRaw(await raw('GET /graphql HTTP/9.9\r\nHost: x\r\n\r\n')) },
    { name: 'an upgrade to HTTP/2', criterion: 'stays HTTP/1.1', run: async ({ raw }) => unlessSwitched(await raw(`GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n`, 500)) },
    { name: 'the preface of HTTP/2', criterion: 'no answer as if it were known', run: async ({ raw }) => refusedRaw(await raw('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')) },
    { name: 'an upgrade to a web socket', criterion: 'stays HTTP/1.1', run: async ({ raw }) => unlessSwitched(await raw('GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n', 500)) },
    { name: 'fifty requests at once on one connection', criterion: 'fifty answers in their order', run: pipelined },
    { name: 'two hundred connections that never finish a header', criterion: 'others are answered within a second', run: halfOpen },
    { name: 'a body that never ends, byte by byte', criterion: 'the connection ends within 25 s', isSlow: true, run: dripping },
    { name: 'the methods TRACE and CONNECT', criterion: 'refused', run: async ({ raw }) => firstOf(refusedRaw(await raw('TRACE /graphql HTTP/1.1\r\nHost: x\r\nCookie: secret\r\n\r\n', 500)), refusedRaw(await raw('CONNECT 127.0.0.1:5432 HTTP/1.1\r\nHost: x\r\n\r\n', 500))) },
    { name: 'an address of somebody else (open proxy)', criterion: 'refused', run: async ({ raw }) => refusedRaw(await raw('GET http://169.254.169.254/latest/meta-data HTTP/1.1\r\nHost: x\r\n\r\n', 500)) },
    { name: 'a path out of the house', criterion: '4xx', run: async ({ raw }) => refusedRaw(await raw('GET /../../../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n', 500)) },
  ],
}

const unlessSwitched = (text: string): string | undefined => (/^HTTP\/1\.1 (101|2\d\d)/.test(text) ? (text.startsWith('HTTP/1.1 200') && text.includes('{"status":"live"}') ? undefined : text.slice(0, 80)) : undefined)

async function pipelined({ raw, token }: HostileTarget): Promise<string | undefined> {
  const bearer = `Authorization: Bearer ${await token('member')}`
  const body = (n: number): string => JSON.stringify({ query: `{ a${n}: __typename }` })
  const text = await raw(Array.from({ length: 50 }, (_, n) => `${head(bearer, `Content-Length: ${body(n).length}`)}${body(n)}`).join(''), 1_000)
  const order = [...text.matchAll(/"a(\d+)":"Query"/g)].map(([, n]) => Number(n))
  return order.length === 50 && order.every((n, place) => n === place) ? undefined : `${order.length} answers`
}

async function halfOpen(target: HostileTarget): Promise<string | undefined> {
  const hanging = Array.from({ length: 200 }, () => target.raw('POST /graphql HTTP/1.1\r\nHost: x\r\nX-Slow: ', 1_500))
  const reply = await target.ask('{ __typename }')
  const waited = reply.ms > 1_000 ? `answered after ${Math.round(reply.ms)} ms` : undefined
  const heard = await Promise.all(hanging)
  return firstOf(answered(reply), waited, heard.some((text) => text.includes('200 OK')) ? 'a half request was answered' : undefined)
}

async function dripping({ raw }: HostileTarget): Promise<string | undefined> {
  const since = performance.now()
  const text = await raw(`${head('Content-Length: 1000')}{`, 40_000)
  const seconds = (performance.now() - since) / 1000
  return seconds < 30 && !text.includes('200 OK') ? undefined : `open for ${Math.round(seconds)} s: ${text.slice(0, 60)}`
}
