import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseError } from './database-error.ts'
import { createAlivePipe, holdAlive } from './embedded/alive-pipe.ts'
import { choosePlace } from './embedded/choose-place.ts'
import type { Place } from './embedded/choose-place.ts'
import { findPostmaster } from './embedded/postmaster.ts'
import { startServer } from './embedded/start-server.ts'
import type { RunningServer } from './embedded/start-server.ts'

export interface EmbeddedPostgres {
  /** On 127.0.0.1; the superuser is `postgres`, without a password. */
  readonly port: number
  /** True where the server was already running for somebody else. */
  readonly attached: boolean
  /** The folder it lives in, and whether that is below the project. */
  readonly place: string
  readonly inProject: boolean
  /** We need the server no longer. It stops when nobody needs it; also when its last user is killed. */
  release(): void
}

const PATIENCE_MS = 60_000
const PAUSE_MS = 25

/**
 * The embedded server of a data folder: the running one if there is one, else a new one.
 * Any number of processes may call this at the same moment: Postgres' own lock file decides whose server it is.
 */
export async function startPostgres(dataFolder: string): Promise<EmbeddedPostgres> {
  const place = await choosePlace(dataFolder)
  await createAlivePipe(place.folder, place.user)
  const end = Date.now() + PATIENCE_MS
  while (Date.now() < end) {
    const server = await attachOrStart(place)
    if (server) return { port: server.port, attached: server.attached, place: place.folder, inProject: place.inProject, release: server.alive.release }
    await sleep(PAUSE_MS)
  }
  throw new DatabaseError('POSTGRES_DID_NOT_START', `The embedded Postgres in ${place.folder} neither stops nor becomes ready. Run npm run reset (this deletes its data), or set DATABASE_URL.`)
}

/** Ends the server of a folder, whoever uses it. */
export async function stopPostgres(folder: string): Promise<void> {
  const data = join(folder, 'data')
  for (let server = await findPostmaster(data); server; server = await findPostmaster(data)) {
    process.kill(server.pid, 'SIGINT')
    await sleep(PAUSE_MS)
  }
}

async function attachOrStart(place: Place): Promise<RunningServer | undefined> {
  const server = await findPostmaster(join(place.folder, 'data'))
  if (!server) return startServer(place)
  const alive = holdAlive(place.folder)
  // Without a guard it is stopping already, or nothing would ever stop it.
  if (!alive) process.kill(server.pid, 'SIGINT')
  else if (server.ready && await answers(server.port) && isGuarded(place)) return { port: server.port, attached: true, alive }
  alive?.release()
  return undefined
}

/** Asked once more after a while: we may have come at the very moment in which the last user left. */
function isGuarded(place: Place): boolean {
  const again = holdAlive(place.folder)
  again?.release()
  return again !== undefined
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.end()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}
