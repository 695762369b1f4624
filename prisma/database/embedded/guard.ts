import { spawn } from 'node:child_process'
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { alivePath } from './alive-pipe.ts'
import type { Place } from './choose-place.ts'
import { cleanEnvironment } from './run.ts'

/** Runs the server, and ends it when nobody holds the pipe any more. */
const GUARD = `
alive=$1; shift
"$@" </dev/null & server=$!
( read -r _ <"$alive"; kill -INT "$server" ) 2>/dev/null & watch=$!
wait "$server"; code=$?
kill "$watch" 2>/dev/null
exit "$code"`

export interface GuardedServer {
  /** What was written to the log since this start. */
  log(): string
  /** How it ended; undefined while it runs. */
  ended(): string | undefined
}

/** Starts Postgres below a guard of its own, apart from our terminal: Ctrl-C reaches us, not the server. */
export function startGuarded(place: Place, args: readonly string[]): GuardedServer {
  const path = join(place.folder, 'postgres.log')
  const log = openSync(path, 'a', 0o600)
  const { size } = fstatSync(log)
  let ended: string | undefined
  const child = spawn('/bin/sh', ['-c', GUARD, 'sh', alivePath(place.folder), join(place.native, 'bin/postgres'), ...args], {
    ...place.user,
    cwd: '/',
    env: cleanEnvironment(),
    stdio: ['ignore', log, log],
    detached: true,
  })
  closeSync(log)
  child.on('error', (error) => { ended = error.message })
  child.on('exit', (code, signal) => { ended = `it ended with ${code ?? signal}` })
  child.unref()
  return { log: () => readFileSync(path).subarray(size).toString(), ended: () => ended }
}
