import { chmodSync, chownSync, lstatSync, mkdirSync } from 'node:fs'
import { DatabaseError } from '../database-error.ts'
import { hasCode } from '../has-code.ts'
import type { SystemUser } from './system-user.ts'

/** Makes a folder of mode 0700 that belongs to the user of Postgres. */
export function openFolder(folder: string, user: SystemUser | undefined): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (user && lstatSync(folder).uid === 0) chownSync(folder, user.uid, user.gid)
  refuseForeign(folder, user?.uid ?? process.getuid?.())
  chmodSync(folder, 0o700)
}

/** Root starts a cluster as whoever made it: a person who uses sudo once does not lose their database. */
export function ownerOf(folder: string): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  try {
    const { uid, gid } = lstatSync(folder)
    return uid === 0 ? undefined : { uid, gid }
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

/** /var/tmp is open to all: a folder that somebody put there in advance is not ours to use. */
function refuseForeign(folder: string, uid: number | undefined): void {
  const found = lstatSync(folder)
  if (found.isDirectory() && found.uid === uid) return
  throw new DatabaseError('POSTGRES_DID_NOT_START', `${folder} belongs to somebody else. Remove it, or set DATABASE_URL to a Postgres 18.`)
}
