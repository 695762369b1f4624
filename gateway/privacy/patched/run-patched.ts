import { spawn } from 'node:child_process'
import type { ChildProcessByStdio } from 'node:child_process'
import type { Readable } from 'node:stream'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { projectFolder } from '../../../prisma/database/project-folder.ts'
import { REGISTER } from './node-arguments.ts'
import { patchesAsText, stalePatches } from './patch.ts'
import type { Patch } from './patch.ts'

export interface PatchedRun {
  readonly patches: readonly Patch[]
  /** Program, from the folder of the project. */
  readonly program: string
  readonly args?: readonly string[]
  readonly withinMs: number
}

/** Begins the line of an answer. */
export const ANSWER = 'answer: '

/** The process; refuses patches that would change nothing. */
export function spawnPatched({ patches, program, args = [] }: Omit<PatchedRun, 'withinMs'>): ChildProcessByStdio<null, Readable, Readable> {
  const stale = stalePatches(patches)
  if (stale.length > 0) throw new Error(`Stale patches: ${stale.join('; ')}`)
  return spawn(process.execPath, ['--import', 'tsx', '--import', REGISTER, join(projectFolder, program), ...args], {
    cwd: projectFolder, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, VEIL_PATCHES: patchesAsText(patches) },
  })
}

/** Runs a program over patched sources, in a process of its own, and gives what it printed with `printAnswer`. Throws where it failed or took too long. */
export async function runPatched({ withinMs, ...run }: PatchedRun): Promise<unknown> {
  const child = spawnPatched(run)
  let answer: string | undefined
  let trouble = ''
  createInterface({ input: child.stdout }).on('line', (line) => { if (line.startsWith(ANSWER)) answer = line.slice(ANSWER.length) })
  child.stderr.on('data', (chunk: Buffer) => { trouble += chunk.toString() })
  const patience = setTimeout(() => child.kill('SIGKILL'), withinMs)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  clearTimeout(patience)
  if (answer === undefined) throw new Error(`The patched program ended with ${String(code)}:\n${trouble.slice(-2_000)}`)
  return JSON.parse(answer)
}

/** What a patched program has found out, for the process that waits. */
export function printAnswer(answer: unknown): void {
  process.stdout.write(`${ANSWER}${JSON.stringify(answer)}\n`)
}
