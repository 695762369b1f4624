import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { messageOf } from '../../schema/policy/error-codes.ts'
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts'
import { mayFetchToken } from './may-fetch-token.ts'
import { PATHS } from './paths.ts'
import { readExamples } from './read-examples.ts'
import type { ExplorerPersona } from './wire.ts'

/** What the explorer is made of. */
export interface ExplorerOptions<Persona extends ExplorerPersona> {
  /** What `buildExplorer` made; the page waits for it. */
  readonly folder: string | Promise<string>
  /** Name that the gateway was told to listen on. */
  readonly host: string
  readonly personas: readonly Persona[]
  /** A development token that speaks for one of them. */
  token(persona: Persona): Promise<string>
}

interface Asset {
  readonly type: string
  readonly plain: Buffer
  readonly gzip: Buffer | undefined
}

interface Files {
  readonly page: Buffer
  readonly assets: ReadonlyMap<string, Asset>
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.ttf': 'font/ttf', '.txt': 'text/plain; charset=utf-8',
}

const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cache-control': 'no-cache',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** Held in memory: some megabytes, and a newer build may clear the folder away. */
const load = async (folder: string): Promise<Files> => {
  const names = await readdir(join(folder, 'assets'))
  const read = (name: string): Promise<Buffer> => readFile(join(folder, 'assets', name))
  const assets = names.filter(name => !name.endsWith('.gz')).map(async name => [name, {
    type: TYPES[extname(name)] ?? 'application/octet-stream',
    plain: await read(name),
    gzip: names.includes(`${name}.gz`) ? await read(`${name}.gz`) : undefined,
  }] as const)
  return { page: await readFile(join(folder, 'index.html')), assets: new Map(await Promise.all(assets)) }
}

const sendAsset = ({ headers }: FastifyRequest, reply: FastifyReply, { type, plain, gzip }: Asset): FastifyReply => {
  const wantsGzip = gzip !== undefined && /\bgzip\b/.test(headers['accept-encoding'] ?? '')
  return reply
    .headers({
      'content-type': type,
      // a worker is bound by the policy of its own file
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'same-origin',
      vary: 'accept-encoding',
      ...(wantsGzip && { 'content-encoding': 'gzip' }),
    })
    .send(wantsGzip ? gzip : plain)
}

const refuse = (reply: FastifyReply, status: 403 | 404): FastifyReply => {
  const code = status === 403 ? 'FORBIDDEN' : 'NOT_FOUND'
  return reply.status(status).send({ errors: [{ message: messageOf(code), extensions: { code } }] })
}

const sendReason = (reply: FastifyReply, failure: unknown): FastifyReply => {
  const [line = ''] = (failure instanceof Error ? failure.message : '').split('\n')
  return reply.status(503).type('text/plain; charset=utf-8').send(`The explorer could not be built: ${line}`)
}

const servePage = (app: FastifyInstance, files: Promise<Files>): void => {
  // nobody may have opened the page when the build fails; it is told to whoever does
  files.catch(() => undefined)
  app.get(PATHS.page, (_request, reply) => files.then(({ page }) => reply.headers(PAGE_HEADERS).send(page), (failure: unknown) => sendReason(reply, failure)))
  app.get<{ Params: { name: string } }>(`${PATHS.assets}/:name`, async (request, reply) => {
    const asset = (await files).assets.get(request.params.name)
    return asset ? sendAsset(request, reply, asset) : refuse(reply, 404)
  })
}

/**
 * Serves the explorer at `/`. For development only: who reaches it can take the token of any demo persona, so only the explorer's own
 * page is given one.
 */
export const registerExplorer = <Persona extends ExplorerPersona>(
  app: FastifyInstance, { folder, host, personas, token }: ExplorerOptions<Persona>,
): void => {
  const files = Promise.resolve(folder).then(load)
  const examples = readExamples()
  const cards = personas.map(({ name, description, brand, clearances, purposes }): ExplorerPersona => ({ name, description, brand, clearances, purposes }))
  servePage(app, files)
  app.get(PATHS.personas, async () => cards)
  app.get(PATHS.examples, async () => examples)
  app.post<{ Params: { name: string } }>(`${PATHS.token}/:name`, async ({ headers, params }, reply) => {
    if (!mayFetchToken(headers, host)) return refuse(reply, 403)
    const persona = personas.find(({ name }) => name === params.name)
    return persona ? { token: await token(persona) } : refuse(reply, 404)
  })
}
