import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findPostmaster } from '../../prisma/database/embedded/postmaster.ts'
import { startPostgres } from '../../prisma/database/postgres.ts'
import type { EmbeddedPostgres } from '../../prisma/database/postgres.ts'
import { projectFolder } from '../../prisma/database/project-folder.ts'
import { onThisMachine } from '../distributed/on-this-machine.ts'
import { readCompose } from '../distributed/read-compose.ts'
import { ended, runService } from '../distributed/run-service.ts'
import { untilReady } from '../distributed/until-ready.ts'
import { TEST_KEYS } from '../e2e/harness/test-keys.ts'
import { slowProxy } from './slow-proxy.ts'
import type { SlowProxy } from './slow-proxy.ts'
import { supervise } from './supervise.ts'
import type { Supervised } from './supervise.ts'

/** The processes of docker-compose.yml on this machine, over a cluster of their own, each of which can be killed. */
export interface Stage {
  readonly url: string
  readonly services: readonly Supervised[]
  readonly database: SlowProxy
  /** Address for the superuser, past the proxy; another one after Postgres was killed. */
  superuserUrl(): string
  /** Starts one more gateway beside the first, with these settings besides; answers its address. */
  addGateway(settings?: Readonly<Record<string, string>>): Promise<string>
  killPostgres(): Promise<void>
  startPostgres(): Promise<void>
  /** What the processes printed so far. */
  printed(): readonly string[]
  stop(): Promise<void>
}

const READY_SECONDS = 120
const GATEWAY_PORT = 4000
const SUBGRAPHS = 8

const SETTINGS = {
  VEIL_ENVIRONMENT: 'development', DATABASE_ROLE_SECRET: 'the cluster of this test trusts loopback', POSTGRES_PASSWORD: 'the cluster of this test trusts loopback',
} as const

/** A load of a few people is not what the budgets are for; they are kept, and never used up. */
const FEW_CALLERS = { VEIL_COST_PER_MINUTE: '2000000000', VEIL_COST_BRAND_PER_MINUTE: '2000000000' } as const

const portIsFree = (port: number): Promise<boolean> => new Promise(resolve => {
  const server = createServer().once('error', () => resolve(false))
  server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
})

const freePort = async (from: number): Promise<number> => (await portIsFree(from) ? from : freePort(from + 1))

const freeOffset = async (): Promise<number> => {
  for (;;) {
    const offset = 6_000 + Math.floor(Math.random() * 20_000)
    const ports = [GATEWAY_PORT, ...Array.from({ length: SUBGRAPHS }, (_, at) => GATEWAY_PORT + 101 + at)].map(port => port + offset)
    if ((await Promise.all(ports.map(portIsFree))).every(Boolean)) return offset
  }
}

export const openStage = async (say: (line: string) => void): Promise<Stage> => {
  const folder = mkdtempSync(join(tmpdir(), 'veilgraph-resilience-'))
  const lines: string[] = []
  const show = (line: string): void => void lines.push(line)
  let postgres: EmbeddedPostgres = await startPostgres(folder)
  const proxy = await slowProxy(() => postgres.port)
  const offset = await freeOffset()
  const file = readFileSync(join(projectFolder, 'docker-compose.yml'), 'utf8')
  const described = readCompose(file, { ...TEST_KEYS, ...SETTINGS })
  const services = described.map(service => onThisMachine(service, { services: described.map(({ name }) => name), postgres: `127.0.0.1:${proxy.port}`, portOffset: offset }))
    .map(service => ({ ...service, environment: { ...service.environment, VEIL_DATA: folder, ...FEW_CALLERS, DATABASE_SUPERUSER_URL: service.environment.DATABASE_SUPERUSER_URL ?? '' } }))
  const [preparation, ...others] = [...services].sort((a, b) => Number(b.name === 'prepare') - Number(a.name === 'prepare'))
  if (!preparation) throw new Error('docker-compose.yml names no preparation.')
  say('preparing a cluster of its own')
  await ended('prepare', runService(preparation, show)).catch((failure: unknown) => {
    throw new Error(`${lines.slice(-5).join('\n')}`, { cause: failure })
  })
  const supervised = others.map(service => supervise(service, show))
  const url = `http://127.0.0.1:${GATEWAY_PORT + offset}`
  const data = join(postgres.place, 'data')
  await untilReady(`${url}/health/ready`, READY_SECONDS)
  return {
    url, services: supervised, database: proxy,
    superuserUrl: () => `postgresql://postgres@127.0.0.1:${postgres.port}/veilgraph`,
    async addGateway(settings = {}) {
      const gateway = others.find(({ name }) => name === 'gateway')
      if (!gateway) throw new Error('docker-compose.yml names no gateway.')
      const port = await freePort(GATEWAY_PORT + offset + SUBGRAPHS + 200)
      supervised.push(supervise({ ...gateway, environment: { ...gateway.environment, ...settings, PORT: String(port) } }, show))
      const added = `http://127.0.0.1:${port}`
      await untilReady(`${added}/health/ready`, READY_SECONDS)
      return added
    },
    async killPostgres() {
      const server = await findPostmaster(data)
      if (!server) throw new Error('Postgres does not run.')
      process.kill(server.pid, 'SIGKILL')
      postgres.release()
      while (await findPostmaster(data)) await sleep(20)
    },
    async startPostgres() {
      for (let tries = 0; ; tries += 1) {
        try {
          postgres = await startPostgres(folder)
          return
        } catch (failure) {
          // what is left of the killed one still holds its memory
          if (tries > 40) throw failure
          await sleep(250)
        }
      }
    },
    printed: () => lines,
    async stop() {
      proxy.delay(0)
      await Promise.all(supervised.map(service => service.stop()))
      await proxy.close()
      postgres.release()
      await sleep(500)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
