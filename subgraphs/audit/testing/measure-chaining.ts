import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { withClient } from '../../../prisma/database/open-client.ts'
import { prepareDatabase } from '../../../prisma/database/prepare-database.ts'
import { readSettings } from '../../../prisma/database/settings.ts'
import { createTenantPool } from '../../../prisma/database/tenant-pool.ts'
import { auditStatement } from '../../engine/audit/audit-statement.ts'
import { openRelay } from '../../engine/relay/relay.ts'
import { auditRecord } from '../../engine/testing/audit-records.ts'
import { chainHead } from '../chain/read-chain.ts'
import { verifyChain } from '../chain/verify-chain.ts'
import { takings } from '../receivers.ts'

/**
 * Records reveals of one brand at a steady rate, one transaction each, while the relay chains them:
 * `node --import tsx subgraphs/audit/testing/measure-chaining.ts [per second] [seconds]`. Prints rates, times and locks; judges nothing.
 */
const [rate = 200, seconds = 20] = process.argv.slice(2).map(Number)
const database = await prepareDatabase(readSettings())
const { connectionFor } = database
const brandId = randomUUID()
const identity = createTenantPool({ connectionString: connectionFor('vg_identity'), max: 3 })
const audit = createTenantPool({ connectionString: connectionFor('vg_audit'), max: 3 })
const relay = openRelay({ connectionString: connectionFor('vg_relay'), modules: ['identity'], receivers: takings.open(audit), onFault: (fault) => { throw fault } })

const superuserUrl = new URL(connectionFor('migration'))
superuserUrl.username = 'postgres'
const LOCKS = `select count(*) filter (where a.usename = 'vg_identity' and l.locktype = 'advisory')::int as advisory, count(*) filter (where a.usename = 'vg_identity' and not l.granted)::int as waiting
from pg_locks l join pg_stat_activity a on a.pid = l.pid`

const times: number[] = []
const seen = { samples: 0, advisory: 0, waiting: 0 }
let failed = 0

async function record(): Promise<void> {
  const start = performance.now()
  try {
    await identity.transaction(brandId, {}, (client) => client.query(auditStatement('identity', [auditRecord(brandId, { reason: 'asked to be called back' })])))
    times.push(performance.now() - start)
    relay.wake('identity')
  } catch { failed += 1 }
}

async function watchLocks(until: number): Promise<void> {
  await withClient(superuserUrl.href, async (client) => {
    while (performance.now() < until) {
      const { rows: [row] } = await client.query<{ advisory: number; waiting: number }>(LOCKS)
      seen.samples += 1
      seen.advisory += row?.advisory ?? 0
      seen.waiting += row?.waiting ?? 0
      await sleep(20)
    }
  })
}

const begun = performance.now()
const until = begun + seconds * 1000
const watching = watchLocks(until)
const underWay: Promise<void>[] = []
for (let i = 0; i < rate * seconds; i += 1) {
  const pause = begun + i * 1000 / rate - performance.now()
  if (pause > 1) await sleep(pause)
  underWay.push(record())
}
await Promise.all([...underWay, watching])
const recordedFor = (performance.now() - begun) / 1000
const behind = times.length - Number(await chainHead(audit, brandId))
await relay.flush()
const head = await chainHead(audit, brandId)
const { ok } = await verifyChain(audit, { brandId, from: 1n, to: head })
const { rows: [lag] } = await audit.query(brandId, { text: `select max(extract(epoch from created_at - occurred_at)) as longest, percentile_cont(0.5) within group (order by extract(epoch from created_at - occurred_at)) as usual, count(distinct created_at) as batches from audit.audit_logs where brand_id = $1`, values: [brandId] })
times.sort((a, b) => a - b)
const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(1)
process.stdout.write([
  `asked ${rate}/s for ${seconds} s: recorded ${times.length} (${(times.length / recordedFor).toFixed(0)}/s), failed ${failed}`,
  `time of a recording transaction ms: p50 ${at(0.5)}  p95 ${at(0.95)}  p99 ${at(0.99)}`,
  `chained ${head} in ${String(lag?.batches)} transactions, chain ${ok ? 'whole' : 'BROKEN'}, ${behind} behind at the end`,
  `from reveal to chain s: p50 ${Number(lag?.usual).toFixed(2)}  longest ${Number(lag?.longest).toFixed(2)}`,
  `locks in ${seen.samples} samples: advisory locks held by recording sessions ${seen.advisory}, their waits ${seen.waiting}`, '',
].join('\n'))
await relay.close()
await Promise.all([identity.end(), audit.end()])
await database.stop()
