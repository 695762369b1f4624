import { createInterface } from 'node:readline'
import { ANSWER, spawnPatched } from './run-patched.ts'
import type { PatchedRun } from './run-patched.ts'

/** A program over patched sources that goes on running. */
export interface PatchedProgram {
  /** What it printed with `printAnswer` when it was ready. */
  readonly answer: unknown
  stop(): Promise<void>
}

export async function startPatched(run: Omit<PatchedRun, 'withinMs'>): Promise<PatchedProgram> {
  const child = spawnPatched(run)
  let trouble = ''
  child.stderr.on('data', (chunk: Buffer) => { trouble += chunk.toString() })
  const ended = new Promise<void>((resolve) => child.once('close', () => { resolve() }))
  const answer = await new Promise<unknown>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => { if (line.startsWith(ANSWER)) resolve(JSON.parse(line.slice(ANSWER.length))) })
    void ended.then(() => { reject(new Error(`${run.program} ended: ${trouble.slice(-1_000)}`)) })
  })
  return {
    answer,
    async stop() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
