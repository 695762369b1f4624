import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { untilReady } from '../../gateway/distributed/until-ready.ts'
import { projectFolder } from '../../prisma/database/project-folder.ts'
import { answerSchema } from './questions.ts'
import type { Answer, Question } from './questions.ts'

/** A server of the benchmark, in a process of its own. */
export interface MeasuredProcess {
  /** User and system time since its start, in milliseconds. */
  cpuMs(): Promise<number>
  /** The text of a V8 profile of what it does meanwhile. */
  profile(run: () => Promise<void>): Promise<string>
  stop(): Promise<void>
}

export interface ProcessOptions {
  /** Program and its arguments, from the project folder. */
  readonly command: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** Answers 200 as soon as the process can be asked. */
  readonly healthUrl: string
}

const READY_SECONDS = 60
const STOP_MS = 10_000

const answering = new URL('./answer-questions.ts', import.meta.url).href

/** Starts a process and waits until it can be asked; one that ends before says why. */
export async function startMeasured({ command, environment, healthUrl }: ProcessOptions): Promise<MeasuredProcess> {
  // as `prepare.mjs` loads it: what is for CommonJS stands in the way of every `require`, and the server makes one for each request
  const child = spawn(process.execPath, ['--import', 'tsx/esm', '--import', answering, ...command], {
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
  return {
    cpuMs: async () => (await ask(child, 'CPU')).cpuMs ?? NaN,
    async profile(run) {
      await ask(child, 'BEGIN_PROFILE')
      await run()
      return (await ask(child, 'END_PROFILE')).profile ?? ''
    },
    stop: () => stop(child),
  }
}

async function ask(child: ChildProcess, question: Question): Promise<Answer> {
  const answered = once(child, 'message')
  child.send(question)
  const [answer] = await answered
  return answerSchema.parse(answer)
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  const giveUp = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
  child.kill('SIGTERM')
  await ended
  clearTimeout(giveUp)
}
