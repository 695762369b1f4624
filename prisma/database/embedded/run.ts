import { spawn } from 'node:child_process'
import { environment } from '../../../schema/settings/environment.ts'
import type { SystemUser } from './system-user.ts'

export interface Outcome {
  /** Null where the program could not be started or was ended by a signal. */
  readonly code: number | null
  /** What it printed, both streams; or why it could not be started. */
  readonly output: string
}

/** Runs a program to its end as somebody else, without the caller's environment. */
export function run(program: string, args: readonly string[], user: SystemUser | undefined): Promise<Outcome> {
  return new Promise((resolve) => {
    // The folder we stand in may be closed to the other user.
    const child = spawn(program, args, { ...user, cwd: '/', env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => { output += chunk })
    child.stderr.on('data', (chunk) => { output += chunk })
    child.on('error', (error) => resolve({ code: null, output: error.message }))
    child.on('close', (code) => resolve({ code, output }))
  })
}

/** PGDATA, PGPORT and the like of the caller would change what the programs do. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  return { PATH: environment().PATH, LC_ALL: 'C', TZ: 'UTC' }
}
