import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { projectFolder } from '../../../prisma/database/project-folder.ts'
import { patchesAsText, stalePatches } from './patch.ts'
import type { Patch } from './patch.ts'

export interface PatchedRun {
  readonly patches: readonly Patch[]
  /** Program, from the folder of the project. */
  readonly program: string
  readonly args?: readonly string[]
  readonly withinMs: number
}

const REGISTER = fileURLToPath(new URL('register.mjs', import.meta.url))
const ANSWER = 'answer: '

/** Runs a program over patched sources, in a process of its own, and gives what it printed with `printAnswer`; undefined where it failed or took too long. */
export async function runPatched({ patches, program, args = [], withinMs }: PatchedRun): Promise<unknown> {
  const stale = stalePatches(patches)
  if (stale.length > 0) throw new Error(`Stale patches: ${stale.join('; ')}`)
  const child = spawn(process.execPath, ['--import', 'tsx', '--import', REGISTER, join(projectFolder, program), ...args], {
    cwd: projectFolder, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, VEIL_PATCHES: patchesAsText(patches) },
  })
  let answer: unknown
  let trouble = ''
  createInterface({ input: child.stdout }).on('line', (line) => { if (line.startsWith(ANSWER)) answer = JSON.parse(line.slice(ANSWER.length)) })
  child.stderr.on('data', (chunk: Buffer) => { trouble += chunk.toString() })
  const patience = setTimeout(() => child.kill('SIGKILL'), withinMs)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  clearTimeout(patience)
  if (answer === undefined) throw new Error(`The patched program ended with ${String(code)}:\n${trouble.slice(-2_000)}`)
  return answer
}

/** What a patched program has found out, for the process that waits. */
export function printAnswer(answer: unknown): void {
  process.stdout.write(`${ANSWER}${JSON.stringify(answer)}\n`)
}
