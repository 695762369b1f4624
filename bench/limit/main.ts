import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { roleUrlName } from '../../prisma/database/connection.ts'
import { caseNamed } from '../cases/all-cases.ts'
import { askerNamed } from '../cases/asker.ts'
import type { Asker } from '../cases/asker.ts'
import { openReader } from './open-reader.ts'

/**
 * The limit: what this machine gives when every question has its own hand-written SQL and nothing stands before it.
 * No GraphQL, no authentication, no policy, no checks: it shows what is left to win, not what anybody could ship.
 * Same database, logins, row-level security, tenant transaction and pool sizes as the product.
 */

const environment = z.object({ PORT: z.coerce.number(), VEIL_POOL_SIZE: z.coerce.number() }).parse(process.env)
const variablesSchema = z.record(z.string(), z.string())

const read = openReader({ urlOf: (module) => process.env[roleUrlName(`vg_${module}`)] ?? '', poolSize: environment.VEIL_POOL_SIZE })
const askers: ReadonlyMap<string, Asker> = new Map((['brand', 'organization'] as const).map((name) => [name, askerNamed(name)]))

async function answer(url: string, body: string): Promise<string> {
  const [, name = '', who = ''] = url.split('/')
  const asked = caseNamed(name)
  const asker = askers.get(who)
  if (!asked || !asker) throw new Error('nobody asks this')
  return `{"data":${await asked.byHand(read, asker, variablesSchema.parse(JSON.parse(body)))}}`
}

function respond(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    if (request.url === '/health/ready') return send(response, 200, '{}')
    answer(request.url ?? '', Buffer.concat(chunks).toString()).then((text) => send(response, 200, text), () => send(response, 500, '{"errors":[]}'))
  })
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) })
  response.end(text)
}

createServer(respond).listen(environment.PORT, '127.0.0.1')
