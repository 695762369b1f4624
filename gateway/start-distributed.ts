import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generatedKeys } from '../prisma/database/generated-keys.ts'
import { startPostgres } from '../prisma/database/postgres.ts'
import { projectFolder } from '../prisma/database/project-folder.ts'
import { readSettings } from '../prisma/database/settings.ts'
import type { Settings } from '../prisma/database/settings.ts'
import { environment } from '../schema/settings/environment.ts'
import { withoutEmpty } from '../schema/settings/read-values.ts'
import { onThisMachine } from './distributed/on-this-machine.ts'
import { readCompose } from './distributed/read-compose.ts'
import type { Service } from './distributed/read-compose.ts'
import { ended, runService } from './distributed/run-service.ts'
import { stopTogether } from './distributed/stop-together.ts'
import { untilReady } from './distributed/until-ready.ts'

const READY_SECONDS = 60

/**
 * `npm run start:distributed`: the processes of docker-compose.yml on this machine, on loopback, without Docker.
 * Postgres is the embedded one unless DATABASE_URL names another; keys that are not set come from the data folder.
 * VEIL_PORT_OFFSET moves all ports.
 */
async function startDistributed(): Promise<void> {
  const settings = readSettings()
  const postgres = settings.databaseUrl === undefined ? await startPostgres(settings.dataFolder) : undefined
  const address = `127.0.0.1:${String(postgres?.port ?? 5432)}`
  const services = localServices(address, settings)
  const show = (line: string): void => { process.stdout.write(`${line}\n`) }
  let isReady = false
  const together = stopTogether({
    lost: (name, code) => {
      show(`${name} has ended (${String(code)})`)
      if (!isReady) together.stop(1)
    },
    ended: (code) => { postgres?.release(); process.exit(code) },
  })
  // `on`: Ctrl-C comes from the terminal and again from npm
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => { together.stop(Number(process.exitCode ?? 0)) })
  for (const service of services) {
    const child = runService(service, show)
    together.add(service.name, child)
    if (service.name === 'prepare') await ended(service.name, child)
  }
  await Promise.all(services.flatMap((service) => healthOf(service).map((url) => untilReady(url, READY_SECONDS))))
  isReady = true
  show(`ready: ${String(services.length - 1)} processes`)
}

function localServices(postgres: string, { dataFolder, values: { VEIL_PORT_OFFSET: portOffset } }: Settings): readonly Service[] {
  const file = readFileSync(join(projectFolder, 'docker-compose.yml'), 'utf8')
  const services = readCompose(file, {
    ...generatedKeys(dataFolder),
    VEIL_ENVIRONMENT: 'development',
    POSTGRES_PASSWORD: 'unused-the-embedded-cluster-trusts-loopback',
    DATABASE_ROLE_SECRET: 'unused-the-embedded-cluster-trusts-loopback',
    ...withoutEmpty(environment()),
  })
  const names = services.map(({ name }) => name)
  return services.map((service) => onThisMachine(service, { services: names, postgres, portOffset }))
}

function healthOf({ command, environment }: Service): readonly string[] {
  const flag = command.indexOf('--port')
  const port = flag === -1 ? environment['PORT'] : command[flag + 1]
  return port === undefined ? [] : [`http://127.0.0.1:${port}/health/ready`]
}

startDistributed().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
  process.kill(process.pid, 'SIGTERM')
})
