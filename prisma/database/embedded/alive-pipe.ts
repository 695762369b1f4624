import { closeSync, constants, existsSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseError } from '../database-error.ts'
import { hasCode } from '../has-code.ts'
import { run } from './run.ts'
import type { SystemUser } from './system-user.ts'

/**
 * A named pipe that everybody who uses the server holds open for writing. Its guard reads from it:
 * when the last user is gone the read ends and the guard stops the server.
 * The kernel closes the pipe of a process that was killed, so this works after `kill -9` too.
 */
export interface AlivePipe {
  release(): void
}

export function alivePath(folder: string): string {
  return join(folder, 'alive')
}

export async function createAlivePipe(folder: string, user: SystemUser | undefined): Promise<void> {
  const path = alivePath(folder)
  if (existsSync(path)) return
  const { output } = await run('mkfifo', ['-m', '600', path], user)
  // It may exist by now: another process starts at the same moment.
  if (!existsSync(path)) throw new DatabaseError('POSTGRES_DID_NOT_START', `The embedded Postgres needs a named pipe and could not make one: ${output.trim()}. Set DATABASE_URL to a Postgres 18.`)
}

/** Undefined where no guard reads: there is no server, or one that is about to stop. */
export function holdAlive(folder: string): AlivePipe | undefined {
  try {
    return hold(folder, constants.O_WRONLY | constants.O_NONBLOCK)
  } catch (error) {
    if (hasCode(error, 'ENXIO')) return undefined
    throw error
  }
}

/** For the one who starts the guard: can be held before anybody reads. */
export function holdBeforeGuard(folder: string): AlivePipe {
  return hold(folder, constants.O_RDWR | constants.O_NONBLOCK)
}

function hold(folder: string, flags: number): AlivePipe {
  const descriptor = openSync(alivePath(folder), flags)
  let held = true
  return {
    release() {
      if (held) closeSync(descriptor)
      held = false
    },
  }
}
