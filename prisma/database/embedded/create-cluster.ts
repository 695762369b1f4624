import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseError } from '../database-error.ts'
import type { Place } from './choose-place.ts'
import { run } from './run.ts'

/** Same order of text and same time on every machine; trust, because nothing but this machine can connect. */
const CLUSTER = [
  '--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C',
  '--no-instructions', '--no-sync',
]

/** Makes the data directory if there is none. One that was cut short, or a second one, never stands under the final name. */
export async function createCluster(place: Place): Promise<void> {
  const data = join(place.folder, 'data')
  if (existsSync(join(data, 'PG_VERSION'))) return
  const half = join(place.folder, `data.${process.pid}`)
  rmSync(half, { recursive: true, force: true })
  await initialize(half, place)
  try {
    renameSync(half, data)
  } catch {
    // Another process made a cluster and was faster.
    rmSync(half, { recursive: true, force: true })
  }
}

async function initialize(folder: string, { native, user }: Place): Promise<void> {
  const { code, output } = await run(join(native, 'bin/initdb'), [...CLUSTER, '-D', folder], user)
  if (code === 0) return
  throw new DatabaseError('POSTGRES_DID_NOT_START', `The embedded Postgres could not make its data directory ${folder}: ${lastLine(output)} Set DATABASE_URL to use another Postgres 18.`)
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? ''
}
