import { setInterval } from 'node:timers'
import { startObserving } from '../../schema/observe/start-observing.ts'
import { policies } from '../../schema/policy/policies.ts'
import { warnOfUnknownNames } from '../../schema/settings/unknown-names.ts'
import { readConfig } from '../config.ts'
import { GatewayError } from '../gateway-error.ts'
import { serveWorker } from './serve-worker.ts'

/** One of the workers of the distributed start: it takes turns from the queue until it is told to stop. */

const DAY_MS = 86_400_000

const main = async (): Promise<void> => {
  const config = readConfig(['--distributed', ...process.argv.slice(2)])
  warnOfUnknownNames(line => process.stderr.write(`${line}\n`))
  // nothing is read under a policy that cannot be read
  policies()
  const observing = await startObserving('veilgraph-worker', config.settings.values)
  const worker = await serveWorker(config)
  // nothing else keeps a process alive that waits for work
  const alive = setInterval(() => undefined, DAY_MS)
  let isStopping = false
  const stop = async (): Promise<void> => {
    if (isStopping) return
    isStopping = true
    clearInterval(alive)
    await worker.stop()
    await observing.stop()
    process.exit(0)
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
  process.stdout.write('worker ready\n')
}

await main().catch((failure: unknown) => {
  const [line = 'unknown reason'] = (failure instanceof Error ? failure.message : '').split('\n')
  process.stderr.write(`${failure instanceof GatewayError ? failure.message : `Cannot start: ${line}`}\n`)
  process.exit(1)
})
