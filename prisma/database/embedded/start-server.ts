import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseError } from '../database-error.ts'
import { holdAlive, holdBeforeGuard } from './alive-pipe.ts'
import type { AlivePipe } from './alive-pipe.ts'
import type { Place } from './choose-place.ts'
import { createCluster } from './create-cluster.ts'
import { freePort } from './free-port.ts'
import { startGuarded } from './guard.ts'
import type { GuardedServer } from './guard.ts'
import { findPostmaster } from './postmaster.ts'
import { serverArguments } from './server-settings.ts'

export interface RunningServer {
  readonly port: number
  readonly attached: boolean
  readonly alive: AlivePipe
}

/** Another process was faster, or the port was taken between choosing and using it: both are solved by looking again. */
const LOST_RACE = /lock file "postmaster\.pid" already exists|could not bind/

/** Starts a server of our own. Undefined where it had to give way and the caller should look again. */
export async function startServer(place: Place): Promise<RunningServer | undefined> {
  await createCluster(place)
  const alive = holdBeforeGuard(place.folder)
  try {
    const data = join(place.folder, 'data')
    const server = startGuarded(place, serverArguments(data, await freePort(place.folder)))
    const port = await readyPort(data, server)
    // From here on only the guard reads the pipe, so that its end can be seen.
    const held = port === undefined ? undefined : holdAlive(place.folder)
    return port === undefined || !held ? undefined : { port, attached: false, alive: held }
  } finally {
    alive.release()
  }
}

async function readyPort(data: string, server: GuardedServer): Promise<number | undefined> {
  for (;;) {
    const found = await findPostmaster(data)
    if (found?.ready) return found.port
    if (server.ended() !== undefined) return giveWay(server)
    await sleep(10)
  }
}

function giveWay(server: GuardedServer): undefined {
  const log = server.log()
  if (LOST_RACE.test(log)) return undefined
  const reason = log.split('\n').findLast((line) => line.includes('FATAL')) ?? server.ended()
  throw new DatabaseError('POSTGRES_DID_NOT_START', `The embedded Postgres did not start: ${reason}. Set DATABASE_URL to use another Postgres 18, or run npm run reset (this deletes its data).`)
}
