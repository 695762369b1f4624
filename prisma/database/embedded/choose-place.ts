import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseError } from '../database-error.ts'
import { nativeFolder } from './native-folder.ts'
import { openFolder, ownerOf } from './owned-folder.ts'
import { run } from './run.ts'
import { postgresUser } from './system-user.ts'
import type { SystemUser } from './system-user.ts'

/** Where the embedded Postgres lives, and as whom it runs. */
export interface Place {
  /** Programs and libraries. */
  readonly native: string
  /** Holds `data`, the log and the pipe that keeps the server alive. */
  readonly folder: string
  /** Undefined: as ourselves. */
  readonly user: SystemUser | undefined
  /** False: the user of Postgres cannot reach the project, so both folders stand outside it. */
  readonly inProject: boolean
}

/** Below the data folder if the user of Postgres gets there; else in a folder that nobody else can enter. */
export async function choosePlace(dataFolder: string): Promise<Place> {
  const inside = join(dataFolder, 'postgres')
  const user = ownerOf(inside) ?? await postgresUser()
  const { folder: native, version } = nativeFolder()
  const place = { native, folder: inside, user, inProject: true }
  mkdirSync(dataFolder, { recursive: true, mode: 0o755 })
  openFolder(inside, user)
  if (await canRun(place)) return place
  removeEmpty(inside)
  return moveOut({ ...place, dataFolder, version })
}

/** Depends on the path of the data folder alone, so that the next start and `npm run reset` find it again. */
export function outsideFolder(dataFolder: string): string {
  return join('/var/tmp', `veilgraph-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 16)}`)
}

async function moveOut({ native: source, user, dataFolder, version }: Place & { dataFolder: string; version: string }): Promise<Place> {
  const home = outsideFolder(dataFolder)
  const place = { native: join(home, `native-${version}`), folder: join(home, 'postgres'), user, inProject: false }
  openFolder(home, user)
  openFolder(place.folder, user)
  if (!existsSync(place.native)) await copyAtOnce(source, place.native, user)
  if (await canRun(place)) return place
  throw new DatabaseError('POSTGRES_DID_NOT_START', `The Postgres programs run neither in ${source} nor in ${home}. Set DATABASE_URL to a Postgres 18.`)
}

/** Trying says more than permission bits: access lists, mount options and missing libraries count too. */
async function canRun({ native, folder, user }: Place): Promise<boolean> {
  const script = 'cd "$1" && test -w . && exec "$2" --version'
  const { code } = await run('/bin/sh', ['-c', script, 'sh', folder, join(native, 'bin/postgres')], user)
  return code === 0
}

/** A copy that was cut short never stands under its final name. */
async function copyAtOnce(source: string, target: string, user: SystemUser | undefined): Promise<void> {
  const half = `${target}.${process.pid}`
  cpSync(source, half, { recursive: true, verbatimSymlinks: true })
  if (user) await run('chown', ['-R', `${user.uid}:${user.gid}`, half], undefined)
  try {
    renameSync(half, target)
  } catch {
    // Another process made the same copy and was faster.
    rmSync(half, { recursive: true, force: true })
  }
}

/** A cluster that stands there already is left for whoever can still reach it. */
function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // It is not empty.
  }
}
