import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { projectFolder } from '../../../prisma/database/project-folder.ts'

/** What is asked of each of them. */
export interface Question {
  readonly who?: unknown
  readonly access?: unknown
}

/** One of several processes that know nothing of each other. */
export interface RightsProcess {
  ask(question: Question): Promise<unknown>
  stop(): void
}

interface Reply {
  readonly id: number
  readonly answer?: unknown
  readonly failure?: string
}

const isReply = (message: unknown): message is Reply => typeof message === 'object' && message !== null && 'id' in message

async function openProcess(databaseUrl: string): Promise<RightsProcess> {
  const child = fork(fileURLToPath(new URL('rights-process.ts', import.meta.url)), [databaseUrl], { cwd: projectFolder, execArgv: ['--import', 'tsx'] })
  const waiting = new Map<number, { resolve(answer: unknown): void, reject(cause: Error): void }>()
  let asked = 0
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => { resolve() })
    child.once('exit', () => { reject(new Error('A process of the test ended.')) })
  })
  child.on('message', (message) => {
    if (!isReply(message)) return
    const { id, answer, failure } = message
    const one = waiting.get(id)
    waiting.delete(id)
    if (failure === undefined) one?.resolve(answer)
    else one?.reject(new Error(failure))
  })
  return {
    ask: (question) => new Promise((resolve, reject) => {
      const id = asked++
      waiting.set(id, { resolve, reject })
      child.send({ id, ...question })
    }),
    stop: () => { child.disconnect() },
  }
}

/** Starts three. */
export const threeProcesses = (databaseUrl: string): Promise<readonly RightsProcess[]> => Promise.all([1, 2, 3].map(() => openProcess(databaseUrl)))
