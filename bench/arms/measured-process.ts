import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { z } from 'zod'
import { untilReady } from '../../gateway/distributed/until-ready.ts'
import { projectFolder } from '../../prisma/database/project-folder.ts'

/** A server of the benchmark, in a process of its own. */
export interface MeasuredProcess {
  /** User and system time since its start. */
  cpuMs(): Promise<number>
  stop(): Promise<void>
}

export interface ProcessOptions {
  /** Program and its arguments, from the project folder. */
  readonly command: readonly string[]
  /** Flags of Node itself, before the program. */
  readonly nodeFlags?: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** Answers 200 as soon as the process can be asked. */
  readonly healthUrl: string
}

const READY_SECONDS = 60
const STOP_MS = 10_000

const cpuAnswer = z.object({ cpuMs: z.number() })
const reporter = new URL('./report-cpu.ts', import.meta.url).href

/** Starts a process and waits until it can be asked; one that ends before says why. */
export async function startMeasured({ command, nodeFlags = [], environment, healthUrl }: ProcessOptions): Promise<MeasuredProcess> {
  const child = spawn(process.execPath, [...nodeFlags, '--import', 'tsx', '--import', reporter, ...command], {
    cwd: projectFolder, env: { ...process.env, ...environment }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let complaints = ''
  child.stderr?.on('data', (chunk: Buffer) => { complaints = `${complaints}${chunk.toString()}`.slice(-2000) })
  const ended = once(child, 'exit').then(() => { throw new Error(`${command.join(' ')} ended:\n${complaints}`) })
  ended.catch(() => undefined)
  await Promise.race([untilReady(healthUrl, READY_SECONDS), ended]).catch((failure: unknown) => {
    child.kill('SIGKILL')
    throw failure
  })
  return { cpuMs: () => askCpu(child), stop: () => stop(child) }
}

async function askCpu(child: ChildProcess): Promise<number> {
  const answered = once(child, 'message')
  child.send('cpu')
  const [answer] = await answered
  return cpuAnswer.parse(answer).cpuMs
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  const giveUp = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
  child.kill('SIGTERM')
  await ended
  clearTimeout(giveUp)
}
