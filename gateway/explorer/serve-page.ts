import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts'
import { refusePage } from './refuse-page.ts'

/** A page that `buildPage` made, and where it stands. */
export interface ServedPage {
  /** Routes that answer with the page; several where it reads its own address, as `/catalog/:type`. */
  readonly page: string | readonly string[]
  /** Where its files are, as in its source. */
  readonly assets: string
  readonly title: string
  /** What `buildPage` made; called on the first visit, and never again. */
  folder(): string | Promise<string>
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

const sendReason = (reply: FastifyReply, title: string, failure: unknown): FastifyReply => {
  const [line = ''] = (failure instanceof Error ? failure.message : '').split('\n')
  return reply.status(503).type('text/plain; charset=utf-8').send(`The ${title} could not be built: ${line}`)
}

/** Serves a built page and its files. A build that fails is told to whoever opens the page; the rest of the gateway goes on. */
export const servePage = (app: FastifyInstance, { page, assets, title, folder }: ServedPage): void => {
  let files: Promise<Files> | undefined
  const loaded = (): Promise<Files> => files ??= Promise.resolve(folder()).then(load)
  for (const route of typeof page === 'string' ? [page] : page) {
    app.get(route, (_request, reply) => loaded().then(({ page: html }) => reply.headers(PAGE_HEADERS).send(html), (failure: unknown) => sendReason(reply, title, failure)))
  }
  app.get<{ Params: { name: string } }>(`${assets}/:name`, async (request, reply) => {
    const asset = (await loaded()).assets.get(request.params.name)
    return asset ? sendAsset(request, reply, asset) : refusePage(reply, 404)
  })
}
