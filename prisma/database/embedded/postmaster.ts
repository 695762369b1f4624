import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { hasCode } from '../has-code.ts'
import { run } from './run.ts'

/** A running server, as it describes itself in its lock file. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly ready: boolean
}

const PID_LINE = 0
const PORT_LINE = 3
const STATUS_LINE = 7
/** However busy the machine is. */
const WRITTEN_WITHIN_MS = 30_000

/** The server of a data directory, or undefined where none runs. A lock file whose owner died counts as none and is removed. */
export async function findPostmaster(data: string): Promise<Postmaster | undefined> {
  const path = join(data, 'postmaster.pid')
  const text = readIfThere(path)
  if (text === undefined) return undefined
  const lines = text.split('\n')
  const pid = Number(lines[PID_LINE])
  if (!await isServerOf(pid, data)) {
    // Process ids are used again: Postgres would refuse to start for a stranger with the same number.
    if (isWhole(path, text)) rmSync(path, { force: true })
    return undefined
  }
  return { pid, port: Number(lines[PORT_LINE]), ready: lines[STATUS_LINE]?.trim() === 'ready' }
}

/**
 * A server that is starting has made its lock file and not written it yet. It must stay: Postgres looks once a minute
 * whether it still has it, and ends without.
 */
function isWhole(path: string, text: string): boolean {
  const now = readIfThere(path)
  if (now !== text) return false
  return text !== '' || Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > WRITTEN_WITHIN_MS
}

async function isServerOf(pid: number, data: string): Promise<boolean> {
  const command = existsSync('/proc/self') ? readIfThere(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') : (await run('ps', ['-o', 'command=', '-p', String(pid)], undefined)).output
  return command !== undefined && command.includes(`-D ${data} `)
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ESRCH')) return undefined
    throw error
  }
}
