import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { fastify } from 'fastify'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerExplorer } from './serve-explorer.ts'
import { exampleList, personaList } from './wire.ts'

const PERSONAS = [{ name: 'analyst', description: 'Counts', brand: 'acme', clearances: ['analyst'], purposes: ['SERVICE'], personId: 'secret-id' }]
const OWN = { host: 'localhost:4000', origin: 'http://localhost:4000' }

const open = (folder: string | Promise<string>): FastifyInstance => {
  const app = fastify()
  registerExplorer(app, { folder, host: '127.0.0.1', personas: PERSONAS, token: async ({ name }) => `token of ${name}` })
  return app
}

let folder: string
let app: FastifyInstance
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'veilgraph-page-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html>')
  await writeFile(join(folder, 'assets/main-A1.js'), 'run()')
  await writeFile(join(folder, 'assets/main-A1.js.gz'), gzipSync('run()'))
  app = open(folder)
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true })
})

describe('the page', () => {
  it('may load and reach nothing but its own origin, and run no script that stands in it', async () => {
    const { headers, body } = await app.inject('/')
    expect(body).toBe('<!doctype html>')
    expect(headers['cache-control']).toBe('no-cache')
    const policy = headers['content-security-policy']
    expect(policy).toContain("default-src 'none'; script-src 'self'; worker-src 'self';")
    expect(policy).toContain("connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe/)
  })

  it('says why where it could not be built, and the rest goes on', async () => {
    const broken = open(Promise.reject(new Error('esbuild is missing\n  at somewhere')))
    const { statusCode, body } = await broken.inject('/')
    expect([statusCode, body]).toEqual([503, 'The explorer could not be built: esbuild is missing'])
    expect((await broken.inject('/explorer/personas')).statusCode).toBe(200)
    await broken.close()
  })
})

describe('its files', () => {
  it('never change under their names, and travel compressed', async () => {
    const { headers, rawPayload } = await app.inject({ url: '/explorer/assets/main-A1.js', headers: { 'accept-encoding': 'gzip, br' } })
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable', 'content-encoding': 'gzip', 'content-type': 'text/javascript; charset=utf-8', vary: 'accept-encoding',
    })
    expect(rawPayload).toEqual(gzipSync('run()'))
    expect((await app.inject('/explorer/assets/main-A1.js')).body).toBe('run()')
  })

  it.each(['nothing.js', '..%2findex.html', '%2e%2e/index.html', '..%2f..%2f..%2fetc%2fpasswd', 'main-A1.js.gz', 'constructor'])('are only those of the build: %s', async name => {
    expect((await app.inject(`/explorer/assets/${name}`)).statusCode).toBe(404)
  })
})

describe('beside the page', () => {
  it('stand the personas, without what identifies them, and the examples', async () => {
    const personas = await app.inject('/explorer/personas')
    expect(personaList.parse(personas.json())).toHaveLength(1)
    expect(personas.body).not.toContain('secret-id')
    expect(exampleList.parse((await app.inject('/explorer/examples')).json()).length).toBeGreaterThan(4)
  })

  it('a persona’s token is given to the page alone', async () => {
    const ask = (headers: Record<string, string>, name = 'analyst') => app.inject({ method: 'POST', url: `/explorer/token/${name}`, headers })
    expect((await ask(OWN)).json()).toEqual({ token: 'token of analyst' })
    expect((await ask({ ...OWN, origin: 'https://evil.example' })).json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] })
    expect((await ask({ host: OWN.host })).statusCode).toBe(403)
    expect((await ask(OWN, 'nobody')).statusCode).toBe(404)
    expect((await app.inject({ url: '/explorer/token/analyst', headers: OWN })).statusCode).toBe(404)
  })
})
