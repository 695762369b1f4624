import { setTimeout as sleep } from 'node:timers/promises'
import { withClient } from '../../../prisma/database/open-client.ts'
import { exportClient } from '../../e2e/exports/export-client.ts'
import { openWorld, type World } from '../../e2e/harness/open-world.ts'
import { personLabelled } from '../person.ts'
import type { ProofDatabase } from '../proof.ts'

const OWNER = personLabelled('admin')
const QUERY = '{ users { nodes { id role } } }'

/** Whoever loses a right loses the files that were made with it, those that are ready and those that wait for a worker. */
export async function checkWithdrawn(database: ProofDatabase): Promise<readonly string[]> {
  const setMember = (isActive: boolean): Promise<void> => withClient(database.superuserUrl, async (client) => {
    await client.query('set session_replication_role = replica')
    await client.query(`update organization.org_members set status = $1, suspended_at = $2 where person_id = $3 and brand_id = $4`, [isActive ? 'ACTIVE' : 'SUSPENDED', isActive ? null : new Date(), OWNER.personId, OWNER.brandId])
  })
  const open = (lanes: number): Promise<World> => openWorld({ connectionFor: database.connectionFor, isReal: true, isQuiet: true, exports: { lanes, pollMs: 20 } })
  const clientOf = (world: World): ReturnType<typeof exportClient> => exportClient(world, { as: OWNER, headers: { 'x-veil-purpose': OWNER.purpose } })
  const working = await open(1)
  const faults: string[] = []
  try {
    const ready = await clientOf(working).made(QUERY)
    const { status, rows } = await clientOf(working).ended(ready.id)
    if (status !== 'READY' || rows === 0 || (await clientOf(working).file(ready.id)).status !== 200) return [`a file of ${OWNER.label} is ${status} with ${rows} rows`]
    await setMember(false)
    if ((await clientOf(working).file(ready.id)).status === 200) faults.push('a file is given to somebody who has lost the right that it was made with')
  } finally {
    await setMember(true)
    await working.stop()
  }
  return [...faults, ...await checkWaiting({ database, open, clientOf, setMember })]
}

interface Waiting {
  readonly database: ProofDatabase
  open(lanes: number): Promise<World>
  clientOf(world: World): ReturnType<typeof exportClient>
  setMember(isActive: boolean): Promise<void>
}

async function checkWaiting({ database, open, clientOf, setMember }: Waiting): Promise<readonly string[]> {
  const idle = await open(0)
  const waiting = await clientOf(idle).made(QUERY, { format: 'JSONL' })
  await idle.stop()
  await setMember(false)
  const late = await open(1)
  try {
    const { status, rows } = await endOf(database, waiting.id)
    return status === 'WITHDRAWN' && rows === 0 ? [] : [`a worker has written ${rows} rows for somebody who had lost the right to them (${status})`]
  } finally {
    await setMember(true)
    await late.stop()
  }
}

const MOST_LOOKS = 300

/** From above: who has lost a right may not even ask for the purpose that went with it. */
function endOf({ superuserUrl }: ProofDatabase, id: string): Promise<{ readonly status: string; readonly rows: number }> {
  return withClient(superuserUrl, async (client) => {
    for (let looks = 0; looks < MOST_LOOKS; looks++) {
      const { rows: [found] } = await client.query<{ status: string; rows: number }>('select status, rows::integer as rows from gateway.exports where id = $1', [id])
      if (found !== undefined && !['QUEUED', 'RUNNING'].includes(found.status)) return found
      await sleep(100)
    }
    return { status: 'WAITING', rows: 0 }
  })
}
