import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { onThisMachine } from '../../gateway/distributed/on-this-machine.ts'
import { readCompose } from '../../gateway/distributed/read-compose.ts'
import type { Service } from '../../gateway/distributed/read-compose.ts'
import { projectFolder } from '../../prisma/database/project-folder.ts'
import type { Arm } from './arm.ts'
import type { ArmOptions } from './arm-options.ts'
import { graphqlRequests } from './graphql-requests.ts'
import { startMeasured } from './measured-process.ts'
import type { MeasuredProcess } from './measured-process.ts'
import { takePort } from './take-port.ts'

const GATEWAY_PORT = 4000

/** The product as docker-compose.yml describes it: a process for the gateway and one for every module, all of them measured. */
export async function startDistributed({ environment, poolSize, envelopeKeys }: ArmOptions): Promise<Arm> {
  const gatewayPort = await takePort()
  const settings = { ...environment, VEIL_ENVIRONMENT: 'development', POSTGRES_PASSWORD: 'unused', DATABASE_ROLE_SECRET: 'unused: every login has a url of its own' }
  const services = servicesAt(gatewayPort, settings)
  const processes: MeasuredProcess[] = []
  const stop = async (): Promise<void> => {
    await Promise.all(processes.map((one) => one.stop()))
  }
  try {
    // The gateway stands last in the file and is ready once the modules are.
    for (const service of services) processes.push(await startService(service, { ...environment, VEIL_POOL_SIZE: String(poolSize) }))
  } catch (failure) {
    await stop()
    throw failure
  }
  return {
    name: 'distributed',
    origin: `http://127.0.0.1:${gatewayPort}`,
    requests: (asked, asker) => graphqlRequests(asked, asker, envelopeKeys),
    cpuMs: async () => (await Promise.all(processes.map((one) => one.cpuMs()))).reduce((sum, each) => sum + each, 0),
    stop,
  }
}

/** The database is prepared already, so the service that would do it is left out, as the worker is, which nobody asks. */
function servicesAt(gatewayPort: number, settings: Readonly<Record<string, string>>): readonly Service[] {
  const services = readCompose(readFileSync(join(projectFolder, 'docker-compose.yml'), 'utf8'), settings)
  const machine = { services: services.map(({ name }) => name), postgres: '127.0.0.1:5432', portOffset: gatewayPort - GATEWAY_PORT }
  return services.filter(({ name }) => name !== 'prepare' && name !== 'worker').map((service) => onThisMachine(service, machine))
}

function startService({ command, environment }: Service, common: Readonly<Record<string, string>>): Promise<MeasuredProcess> {
  const [, ...words] = command
  const program = words.slice(words.findIndex((word) => word.endsWith('.ts')))
  const port = environment['PORT'] ?? program[program.indexOf('--port') + 1]
  return startMeasured({ command: program, environment: { ...common, ...environment }, healthUrl: `http://127.0.0.1:${port}/health/ready` })
}
