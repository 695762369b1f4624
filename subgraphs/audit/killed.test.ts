import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openRelay } from '../engine/relay/relay.ts'
import { migratedDatabase } from '../engine/testing/migrated-database.ts'
import type { MigratedDatabase } from '../engine/testing/migrated-database.ts'
import { chainHead } from './chain/read-chain.ts'
import { verifyChain } from './chain/verify-chain.ts'
import { takings } from './receivers.ts'

let database: MigratedDatabase

beforeAll(async () => { database = await migratedDatabase() })
afterAll(() => database.drop())

const PROCESS = fileURLToPath(new URL('testing/recording-process.ts', import.meta.url))
const KILLS = [40, 93, 151]

/** Kills a process that records after so many transactions, in the middle of whatever it does; answers the ids it has told of. */
async function killedAfter(transactions: number, brandId: string): Promise<readonly string[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', PROCESS, database.connectionFor('migration'), brandId], { stdio: ['ignore', 'pipe', 'inherit'] })
  const told: string[] = []
  let lines = 0
  for await (const line of createInterface({ input: child.stdout })) {
    told.push(...line.split(' '))
    lines += 1
    if (lines === transactions) child.kill('SIGKILL')
  }
  return told
}

const ids = async (text: string, brandId: string): Promise<readonly string[]> => (await database.query(text, [brandId])).map(({ id }) => String(id)).toSorted()

it('loses no record and chains none twice when it is killed again and again', async () => {
  const brandId = randomUUID()
  const told: string[] = []
  let unchained = 0
  const chainedIds = (): Promise<readonly string[]> => ids('select source_event_id as id from audit.audit_logs where brand_id = $1', brandId)
  const loggedIds = (): Promise<readonly string[]> => ids('select id from identity.audit_log where brand_id = $1', brandId)
  for (const transactions of KILLS) {
    told.push(...await killedAfter(transactions, brandId))
    unchained += (await loggedIds()).length - (await chainedIds()).length
  }
  const store = database.store('audit')
  const relay = openRelay({ connectionString: database.connectionFor('vg_relay'), modules: ['identity'], receivers: takings.open(store), onFault: (fault) => { throw fault } })
  // what the last one held is free once its lease is over
  await expect.poll(async () => {
    await relay.flush()
    return (await database.query(`select count(*)::int as n from identity.outbox where status <> 'DELIVERED'`))[0]?.n
  }, { timeout: 10_000 }).toBe(0)
  await relay.close()

  const [logged, chained] = [await loggedIds(), await chainedIds()]
  expect(chained).toEqual(logged)
  expect(new Set(chained).size).toBe(chained.length)
  expect(told.filter((id) => !chained.includes(id))).toEqual([])
  expect(await verifyChain(store, { brandId, from: 1n, to: await chainHead(store, brandId) })).toMatchObject({ ok: true, checked: logged.length })
  // otherwise nobody was killed in between
  expect(unchained).toBeGreaterThan(0)
  process.stdout.write(`killed ${KILLS.length} times: ${logged.length} records in the module's log, ${chained.length} chained, ${unchained} of them only after a kill\n`)
}, 60_000)
