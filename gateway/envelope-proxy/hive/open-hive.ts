import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { environment } from '../../../schema/settings/environment.ts'
import { installHive } from './install-hive.ts'

/** The gateway of another vendor, without any of our enforcement. */
export interface Hive {
  /** Without a path; operations go to `/graphql`. */
  readonly url: string
  stop(): Promise<void>
}

export interface HiveOptions {
  /** Where it is installed; kept from one run to the next. */
  readonly folder: string
  /** Composed graph. */
  readonly supergraphSdl: string
  /** Where the envelope proxy listens, without a path. */
  readonly proxyUrl: string
  /** Lines that it writes. */
  say?(line: string): void
}

const READY_WITHIN_MS = 60_000
const BETWEEN_MS = 250

/** It knows nothing of us but which headers to hand on. */
const CONFIG = `
const handedOn = ['authorization', 'x-veil-purpose', 'x-veil-reason', 'x-veil-break-glass', 'idempotency-key', 'x-request-id']
export const gatewayConfig = {
  supergraph: './supergraph.graphql',
  propagateHeaders: {
    fromClientToSubgraphs({ request }) {
      return Object.fromEntries(handedOn.flatMap(name => {
        const value = request.headers.get(name)
        return value === null ? [] : [[name, value]]
      }))
    },
  },
  landingPage: false,
  graphiql: false,
  logging: 'error',
}
`

/** The same graph with every subgraph behind the proxy. */
export const behindProxy = (supergraphSdl: string, proxyUrl: string): string =>
  supergraphSdl.replace(/@join__graph\(name: "([a-z_]+)", url: "[^"]*"\)/g, (_, name: string) => `@join__graph(name: "${name}", url: "${proxyUrl}/${name}")`)

const freePort = (): Promise<number> => new Promise((resolve, reject) => {
  const server = createServer()
  server.once('error', reject)
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
  })
})

const answers = (url: string): Promise<boolean> => fetch(`${url}/graphql?query={__typename}`).then(({ status }) => status < 500, () => false)

/** Starts it in front of the proxy; installs it where it is not there yet, which takes a minute or two. */
export const openHive = async ({ folder, supergraphSdl, proxyUrl, say }: HiveOptions): Promise<Hive> => {
  const program = await installHive(folder)
  const place = mkdtempSync(join(folder, 'run-'))
  writeFileSync(join(place, 'supergraph.graphql'), behindProxy(supergraphSdl, proxyUrl))
  writeFileSync(join(place, 'gateway.config.mjs'), CONFIG)
  const port = await freePort()
  const child = spawn(process.execPath, [program, 'supergraph', '--config-path', 'gateway.config.mjs', '--host', '127.0.0.1', '--port', String(port)], {
    cwd: place, stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: environment().PATH, HOME: environment().HOME, NODE_ENV: 'production', DISABLE_TELEMETRY: '1' },
  })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => say?.(part.toString().trimEnd()))
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const url = `http://127.0.0.1:${port}`
  const deadline = Date.now() + READY_WITHIN_MS
  while (!await answers(url)) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL')
      throw new Error('The gateway of the other vendor did not start.')
    }
    await new Promise(resolve => setTimeout(resolve, BETWEEN_MS))
  }
  return {
    url,
    async stop() {
      child.kill('SIGTERM')
      const tooLong = setTimeout(() => child.kill('SIGKILL'), 5000)
      await ended
      clearTimeout(tooLong)
    },
  }
}
