import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { outsideFolder } from './embedded/choose-place.ts'
import { freePort } from './embedded/free-port.ts'
import { withClient } from './open-client.ts'
import { startPostgres } from './postgres.ts'
import { projectFolder } from './project-folder.ts'
import { reset } from './reset.ts'

const root = process.getuid?.() === 0

interface Started {
  readonly port: number
  readonly attached: boolean
  readonly place: string
  readonly inProject: boolean
}

let home: string
let dataFolder: string
let children: ChildProcess[]

beforeEach(() => {
  home = mkdtempSync('/var/tmp/veilgraph-test-')
  chmodSync(home, 0o755)
  dataFolder = join(home, '.veilgraph')
  children = []
})

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  await reset(dataFolder)
  rmSync(home, { recursive: true })
})

/** A process of its own that starts Postgres, tells how, and stays. */
async function startProcess(): Promise<{ started: Started; kill: (signal: NodeJS.Signals) => Promise<void> }> {
  const program = `
    import { startPostgres } from './prisma/database/postgres.ts'
    const { release, ...started } = await startPostgres(process.argv[1])
    console.log(JSON.stringify(started))
    setInterval(() => {}, 1e6)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program, dataFolder], { cwd: projectFolder, stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const [line] = await once(child.stdout, 'data')
  return {
    started: JSON.parse(String(line)),
    kill: async (signal) => {
      const ended = once(child, 'exit')
      child.kill(signal)
      await ended
    },
  }
}

async function isGone(port: number): Promise<boolean> {
  for (let tries = 0; tries < 100; tries++) {
    if (!await answers(port)) return true
    await sleep(50)
  }
  return false
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => { socket.end(); resolve(true) })
    socket.on('error', () => resolve(false))
  })
}

const superuserUrl = ({ port }: Started) => `postgresql://postgres@127.0.0.1:${port}/postgres`

describe('the embedded Postgres', () => {
  it('is gone soon after its only user was killed, and starts again with its data', async () => {
    const first = await startProcess()
    await withClient(superuserUrl(first.started), async (client) => void await client.query('create table kept as select 1 as n; checkpoint'))
    await first.kill('SIGKILL')
    expect(await isGone(first.started.port)).toBe(true)
    const second = await startProcess()
    expect(await withClient(superuserUrl(second.started), async (client) => (await client.query('select n from kept')).rows)).toEqual([{ n: 1 }])
  })

  it('is shared, and outlives the process that started it as long as another needs it', async () => {
    const first = await startProcess()
    const second = await startProcess()
    expect(second.started).toEqual({ ...first.started, attached: true })
    await first.kill('SIGKILL')
    await sleep(300)
    expect(await withClient(superuserUrl(second.started), async (client) => (await client.query('select 1 as n')).rows)).toEqual([{ n: 1 }])
    await second.kill('SIGTERM')
    expect(await isGone(second.started.port)).toBe(true)
  })

  it('starts once when three processes start at the same moment', async () => {
    const all = await Promise.all([startProcess(), startProcess(), startProcess()])
    expect(new Set(all.map(({ started }) => started.port)).size).toBe(1)
    await Promise.all(all.slice(1).map(({ kill }) => kill('SIGKILL')))
    expect(await answers(all[0]?.started.port ?? 0)).toBe(true)
  })

  it('starts although a killed server left a lock file whose process id is in use again', async () => {
    const first = await startProcess()
    const lock = join(first.started.place, 'data/postmaster.pid')
    const lines = readFileSync(lock, 'utf8').split('\n')
    await first.kill('SIGKILL')
    expect(await isGone(first.started.port)).toBe(true)
    writeFileSync(lock, [process.pid, ...lines.slice(1)].join('\n'))
    const second = await startProcess()
    expect(await answers(second.started.port)).toBe(true)
  })

  it('takes another port when the usual one is taken', async () => {
    const squatter = createServer().listen(await freePort(join(dataFolder, 'postgres')), '127.0.0.1')
    await once(squatter, 'listening')
    const { started } = await startProcess()
    squatter.close()
    expect(await answers(started.port)).toBe(true)
  })

  it('says why it cannot start, and what to do', async () => {
    const { started, kill } = await startProcess()
    await kill('SIGKILL')
    expect(await isGone(started.port)).toBe(true)
    writeFileSync(join(started.place, 'data/PG_VERSION'), '17\n')
    await expect(startPostgres(dataFolder)).rejects.toMatchObject({
      code: 'POSTGRES_DID_NOT_START',
      message: expect.stringMatching(/FATAL: {2}database files are incompatible.*npm run reset/s),
    })
  })

  it('orders text and tells time the same everywhere, and logs no value', async () => {
    const { started } = await startProcess()
    const settings = await withClient(superuserUrl(started), async (client) => {
      await client.query('select $1::text::int', ['hunter2']).catch(() => undefined)
      const { rows } = await client.query(`select datlocprovider as provider, datlocale as locale, pg_encoding_to_char(encoding) as encoding, current_setting('timezone') as zone from pg_database where datname = 'postgres'`)
      return rows
    })
    expect(settings).toEqual([{ provider: 'b', locale: 'C.UTF-8', encoding: 'UTF8', zone: 'UTC' }])
    const log = readFileSync(join(started.place, 'postgres.log'), 'utf8')
    expect(log).toContain('ready to accept connections')
    expect(log).not.toContain('hunter2')
  })

  it('leaves a project that its user cannot enter for a folder that nobody else can', async () => {
    chmodSync(home, 0o700)
    const { started } = await startProcess()
    // Only root has to start it as somebody else.
    const place = root ? outsideFolder(dataFolder) : dataFolder
    expect(started).toMatchObject({ inProject: !root, place: join(place, 'postgres') })
    expect(statSync(started.place).mode & 0o777).toBe(0o700)
    expect(statSync(started.place).uid).not.toBe(0)
    expect(await answers(started.port)).toBe(true)
  })
})
