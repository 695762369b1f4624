import type { ChildProcess } from 'node:child_process'
import type { Service } from '../distributed/read-compose.ts'
import { runService } from '../distributed/run-service.ts'

/** A service that is started again when it ends, as an orchestrator does. */
export interface Supervised {
  readonly name: string
  readonly pid: number | undefined
  /** How often it was started again. */
  readonly restarts: number
  kill(signal: NodeJS.Signals): void
  stop(): Promise<void>
}

const RESTART_MS = 200

export const supervise = (service: Service, show: (line: string) => void): Supervised => {
  let isStopping = false
  let restarts = 0
  let child: ChildProcess
  let timer: NodeJS.Timeout | undefined

  const start = (): void => {
    child = runService(service, show)
    child.once('exit', () => {
      if (isStopping) return
      timer = setTimeout(() => {
        restarts += 1
        start()
      }, RESTART_MS)
    })
  }
  start()
  return {
    name: service.name,
    get pid() {
      return child.pid
    },
    get restarts() {
      return restarts
    },
    kill: signal => void child.kill(signal),
    async stop() {
      isStopping = true
      clearTimeout(timer)
      if (child.exitCode !== null || child.signalCode !== null) return
      await new Promise(resolve => {
        child.once('exit', resolve)
        child.kill('SIGTERM')
      })
    },
  }
}
