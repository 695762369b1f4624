import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { turnResultSchema } from './turn.ts'
import type { Turn, TurnResult } from './turn.ts'

export interface Load {
  /** One turn at a time. */
  run(turn: Turn): Promise<TurnResult>
  stop(): void
}

/** Starts the process that makes the load. */
export function startLoad(): Load {
  const child = fork(fileURLToPath(new URL('./main.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] })
  const ended = once(child, 'exit').then(() => { throw new Error('The process that makes the load ended.') })
  ended.catch(() => undefined)
  return {
    async run(turn) {
      const answered = once(child, 'message')
      child.send(turn)
      const [result] = await Promise.race([answered, ended])
      return turnResultSchema.parse(result)
    },
    stop: () => void child.kill(),
  }
}
