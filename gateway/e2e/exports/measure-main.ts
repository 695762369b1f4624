import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { loadKeys } from '../../../prisma/database/keys.ts'
import { openClient, withClient } from '../../../prisma/database/open-client.ts'
import { startPostgres } from '../../../prisma/database/postgres.ts'
import { prepareDatabase } from '../../../prisma/database/prepare-database.ts'
import { projectFolder } from '../../../prisma/database/project-folder.ts'
import { readSettings } from '../../../prisma/database/settings.ts'
import { commandLine } from '../../../schema/settings/command-line.ts'
import { issueDevelopmentToken } from '../../authenticate/development-token.ts'
import { staffBrand } from '../../rights/testing/staffed-brand.ts'
import type { StaffedBrand } from '../../rights/testing/staffed-brand.ts'
import { openDoor } from '../harness/door.ts'
import { TEST_KEYS } from '../harness/test-keys.ts'
import { exportClient } from './export-client.ts'
import { idsIn } from './ids-in.ts'
import { MEASURE_USAGE, readMeasureOptions } from './measure-options.ts'

/** Makes so many rows in a database of its own, exports them, kills the worker in the middle, and counts what is in the file. */

const NAME = 'vg_measure_exports'
const QUERY = '{ usageEvents { nodes { id eventType quantity occurredAt workspaceId properties } } }'
/** Stands in a column that an analyst does not see. */
const CANARY = 'zoe.canary@example.org'
const AT_ONCE = 100_000

const wanted = commandLine(MEASURE_USAGE, readMeasureOptions)
if (!wanted) process.exit()
const told = z.object({ url: z.string(), rss: z.number(), peak: z.number(), faults: z.array(z.string()) })
const keys = loadKeys({ mode: 'distributed', folder: '', environment: TEST_KEYS })

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`
const mebibytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MiB`

const ask = (child: ChildProcess): Promise<z.infer<typeof told>> => new Promise((resolve, reject) => {
  child.once('message', message => resolve(told.parse(message)))
  child.once('exit', () => reject(new Error('The measured process ended.')))
  child.send('?', () => undefined)
})

const start = async (databaseUrl: string) => {
  const child = fork(fileURLToPath(new URL('measured-process.ts', import.meta.url)), [databaseUrl, wanted.budget], { cwd: projectFolder, execArgv: ['--import', 'tsx'] })
  const first = await new Promise<z.infer<typeof told>>((resolve, reject) => {
    child.once('message', message => resolve(told.parse(message)))
    child.once('exit', () => reject(new Error('The measured process did not start.')))
  })
  return { child, first }
}

const fill = async ({ sql, brandId, orgId, workspaceIds }: StaffedBrand): Promise<void> => {
  for (let from = 1; from <= wanted.rows; from += AT_ONCE) {
    await sql(
      `insert into entitlements.usage_events (brand_id, id, org_id, workspace_id, event_type, quantity, occurred_at, idempotency_key, request_sha256, outcome, properties)
       select $1, uuidv7(), $2, $3, 'api_call', n, now() - n * interval '1 second', 'key ' || n, repeat('0', 64), 'UNMETERED', jsonb_build_object('note', $6::text)
       from generate_series($4::int, $5::int) n`,
      [brandId, orgId, workspaceIds[0], from, Math.min(from + AT_ONCE - 1, wanted.rows), CANARY])
  }
}

const measure = async (brand: StaffedBrand, databaseUrl: string): Promise<void> => {
  const analyst = await brand.person()
  await brand.grant(analyst, 'analyst')
  const headers = { authorization: `Bearer ${await issueDevelopmentToken(keys.envelope, { brandId: brand.brandId, userId: analyst.userId }, 7200)}` }
  const clientAt = (url: string) => exportClient(openDoor(url, keys.envelope, true), { headers })
  let { child, first } = await start(databaseUrl)
  const peaks = [first.rss]
  let client = clientAt(first.url)
  say(`ready with ${mebibytes(first.rss)}; asking for ${wanted.rows} rows as ${wanted.format}`)
  const began = performance.now()
  const { id } = await client.made(QUERY, { format: wanted.format })
  let isKilled = wanted.whole
  let away = 0
  for (;;) {
    await sleep(500)
    const seen = await client.see(id)
    if (seen === null || !['QUEUED', 'RUNNING'].includes(seen.status)) {
      say(`${seen?.status ?? 'gone'} ${seen?.code ?? ''} after ${seconds(began)}, of which ${(away / 1000).toFixed(1)} s until the killed worker's turn came again; ${seen?.rows} rows, ${mebibytes(seen?.bytes ?? 0)}`)
      break
    }
    if (isKilled || seen.rows < wanted.rows * 0.4) continue
    isKilled = true
    peaks.push((await ask(child)).peak)
    child.kill('SIGKILL')
    say(`killed with SIGKILL after ${seconds(began)} at ${seen.rows} rows`)
    const since = performance.now()
    ;({ child, first } = await start(databaseUrl))
    client = clientAt(first.url)
    while (((await client.see(id))?.rows ?? 0) <= seen.rows) await sleep(200)
    away = performance.now() - since
  }
  const fetching = performance.now()
  const file = await client.file(id, { 'accept-encoding': 'gzip' })
  say(`fetched ${file.status} in ${seconds(fetching)}: ${mebibytes(file.bytes.length)}`)
  const { peak, faults } = await ask(child)
  peaks.push(peak)
  say(`peak memory of the process (gateway, all subgraphs, worker): ${mebibytes(Math.max(...peaks))}; faults: ${faults.length}`)
  const ids = await idsIn(wanted.format, file.bytes)
  const distinct = new Set(ids)
  const kept = await brand.sql('select id from entitlements.usage_events')
  say(`rows in the table ${kept.length}, in the file ${ids.length}, distinct ${distinct.size}; lost ${kept.filter(row => !distinct.has(String(row.id))).length}, doubled ${ids.length - distinct.size}`)
  say(`values in the file that its owner may not see: ${file.bytes.includes(CANARY) ? 'SOME' : 0}`)
  child.kill('SIGKILL')
}

const main = async (): Promise<void> => {
  const { dataFolder } = readSettings()
  const server = await startPostgres(dataFolder)
  const maintenance = `postgresql://postgres@127.0.0.1:${server.port}/postgres`
  const drop = () => withClient(maintenance, client => client.query(`drop database if exists ${NAME} with (force)`))
  await drop()
  const database = await prepareDatabase({ dataFolder, roleUrls: new Map() }, { database: NAME })
  const databaseUrl = database.connectionFor('migration')
  const superuser = new URL(databaseUrl)
  superuser.username = 'postgres'
  const client = await openClient(superuser.href)
  try {
    const brand = await staffBrand(async (text, given = []) => (await client.query(text, [...given])).rows)
    const filling = performance.now()
    await fill(brand)
    await client.query('vacuum analyze entitlements.usage_events')
    say(`filled in ${seconds(filling)}`)
    await measure(brand, databaseUrl)
  } finally {
    await client.end()
    await database.stop()
    await drop()
    server.release()
  }
}

await main().then(() => process.exit(0), (failure: unknown) => {
  process.stderr.write(`${failure instanceof Error ? failure.message : 'The measurement failed.'}\n`)
  process.exit(1)
})
