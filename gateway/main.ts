import { DatabaseError } from '../prisma/database/database-error.ts'
import { SeedError } from '../prisma/seed/seed-error.ts'
import { startObserving } from '../schema/observe/start-observing.ts'
import type { Observing } from '../schema/observe/start-observing.ts'
import { policies } from '../schema/policy/policies.ts'
import { PolicyFileError } from '../schema/policy/policy-file-error.ts'
import { warnOfUnknownNames } from '../schema/settings/unknown-names.ts'
import { readConfig, USAGE } from './config.ts'
import type { GatewayConfig } from './config.ts'
import { GatewayError } from './gateway-error.ts'
import type { RunningGateway } from './server.ts'

/** `npm start`: our own graph in this process; `--distributed` and `--supergraph` reach subgraphs over HTTP. */

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** Loaded when needed: a distributed gateway has no use for the engine, nor an embedded one for the HTTP client. */
const serve = async (config: GatewayConfig): Promise<RunningGateway> => {
  if (config.supergraphFile === undefined && config.settings.mode === 'embedded') {
    const { quickstart } = await import('./quickstart.ts')
    return quickstart(config.settings, say)
  }
  const { serveDistributed } = await import('./serve-distributed.ts')
  return serveDistributed(config)
}

const takenTokens = ({ settings: { mode, databaseUrl, values }, supergraphFile }: GatewayConfig): string => {
  if ((mode === 'distributed' || supergraphFile !== undefined) && databaseUrl === undefined) return 'none: nobody can say what a caller may do without DATABASE_URL, so every request is refused'
  return values.VEIL_ISSUERS === undefined ? 'personal tokens, service-account keys and sessions' : 'those of VEIL_ISSUERS, personal tokens, service-account keys and sessions'
}

const welcome = ({ url }: RunningGateway, config: GatewayConfig, seconds: number): void => {
  const { settings, supergraphFile } = config
  say(`ready after ${seconds.toFixed(1)} s`)
  say(`  graph     ${url}/graphql`)
  if (settings.environment !== 'development') {
    say(`  tokens    ${takenTokens(config)}`)
    return
  }
  if (supergraphFile === undefined) {
    say(`  explorer  ${url}/`)
    say(`  catalog   ${url}/catalog`)
    say(`  console   ${url}/console`)
  }
  say('  token     npm run token -- analyst')
}

/** Ctrl-C arrives twice, from the terminal and from npm: only what comes later is impatience. */
const IMPATIENT_MS = 1000

const stopOnSignal = (gateway: RunningGateway, observing: Observing): void => {
  let since: number | undefined
  const stop = async (): Promise<void> => {
    if (since !== undefined) {
      if (performance.now() - since > IMPATIENT_MS) process.exit(1)
      return
    }
    since = performance.now()
    await gateway.stop()
    await observing.stop()
    process.exit(0)
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
}

/** One line that says what to do; a stack helps nobody who only wanted to start. */
const explain = (failure: unknown): string => {
  if (failure instanceof GatewayError || failure instanceof DatabaseError || failure instanceof SeedError || failure instanceof PolicyFileError) return failure.message
  const [line = 'unknown reason'] = (failure instanceof Error ? failure.message : '').split('\n')
  return `Cannot start: ${line}`
}

const main = async (): Promise<void> => {
  const started = performance.now()
  const config = readConfig(process.argv.slice(2))
  if (config.isHelp) return say(USAGE)
  warnOfUnknownNames(line => process.stderr.write(`${line}\n`))
  // nobody is answered by a policy that cannot be read
  policies()
  const observing = await startObserving('veilgraph-gateway', config.settings.values)
  const gateway = await serve(config)
  stopOnSignal(gateway, observing)
  welcome(gateway, config, (performance.now() - started) / 1000)
  if (observing.metricsUrl !== undefined) say(`  metrics   ${observing.metricsUrl}`)
}

await main().catch((failure: unknown) => {
  process.stderr.write(`${explain(failure)}\n`)
  process.exit(1)
})
