import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { loadKeys } from '../../../prisma/database/keys.ts'
import { projectFolder } from '../../../prisma/database/project-folder.ts'
import type { TestDatabase } from '../../../prisma/database/test-database.ts'
import { openDoor } from './door.ts'
import type { Door } from './door.ts'
import { TEST_KEYS } from './test-keys.ts'

/** The graph as docker-compose.yml describes it: a process a subgraph, one gateway, on ports of their own. */
export interface Distributed extends Door {
  /** What the processes printed so far. */
  printed(): string
  /** Ids of the processes, by the arguments they were started with. */
  processes(): ReadonlyMap<string, number>
  /** Resolves when all of them have ended. */
  stop(): Promise<number | null>
}

const GATEWAY_PORT = 4000
/** Beside the services there may be helpers of the loader. */
const SERVICE = /subgraphs\/serve\.ts|gateway\/main\.ts/

/** Starts `npm run start:distributed` over a database that is seeded already; `more`: further settings of all its processes. */
export async function openDistributed({ connectionFor, superuserUrl }: TestDatabase, more: Readonly<Record<string, string>> = {}): Promise<Distributed> {
  const data = mkdtempSync(join(tmpdir(), 'veilgraph-distributed-'))
  const port = await freePort()
  const child = spawn(process.execPath, ['--import', 'tsx', 'gateway/start-distributed.ts'], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'], HOME: process.env['HOME'], ...TEST_KEYS, VEIL_DATA: data, VEIL_PORT_OFFSET: String(port - GATEWAY_PORT), DATABASE_URL: connectionFor('migration'), DATABASE_SUPERUSER_URL: superuserUrl,
      DATABASE_ROLE_SECRET: 'the cluster of the tests trusts loopback', ...more,
    },
  })
  const lines: string[] = []
  await ready(child, lines)
  const { envelope } = loadKeys({ mode: 'distributed', folder: '', environment: TEST_KEYS })
  return {
    ...openDoor(`http://127.0.0.1:${port}`, envelope, true),
    printed: () => lines.join('\n'),
    processes: () => childrenOf(child.pid ?? -1),
    async stop() {
      child.kill('SIGTERM')
      const code = child.exitCode ?? await new Promise<number | null>((resolve) => child.once('exit', resolve))
      rmSync(data, { recursive: true, force: true })
      return code
    },
  }
}

function ready(child: ChildProcess, lines: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line)
        if (line.startsWith('ready:')) resolve()
      })
    }
    child.once('exit', (code) => { reject(new Error(`The distributed start ended with ${String(code)}:\n${lines.join('\n')}`)) })
  })
}

function childrenOf(parent: number): ReadonlyMap<string, number> {
  const { stdout } = spawnSync('ps', ['-axo', 'pid=,ppid=,args='], { encoding: 'utf8' })
  return new Map(stdout.split('\n').flatMap((line) => {
    const [, pid, ppid, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return Number(ppid) === parent && SERVICE.test(args) ? [[args, Number(pid)] as const] : []
  }))
}

/** The other ports follow from it; those a hundred above are free where this one is, but for bad luck. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => { resolve(typeof address === 'object' && address !== null ? address.port : 0) })
    })
  })
}
