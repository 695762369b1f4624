import type { Service } from './read-compose.ts'

export interface Machine {
  /** Names of all services: as host names they mean this machine. */
  readonly services: readonly string[]
  /** `host:port` of the Postgres that stands in for the service `postgres`. */
  readonly postgres: string
  /** Added to every port, so that two starts can live beside each other. */
  readonly portOffset: number
}

/** The same service as a process here: host names become loopback, ports move by the offset, nothing listens to the outside. */
export function onThisMachine(service: Service, machine: Machine): Service {
  const environment = Object.fromEntries(Object.entries(service.environment).map(([name, value]) => [name, relocate(value, machine)]))
  return {
    ...service,
    command: service.command.map((word, at, words) => (words[at - 1] === '--port' ? shifted(word, machine) : word)),
    environment: {
      ...environment,
      HOST: '127.0.0.1',
      VEIL_METRICS_HOST: '127.0.0.1',
      ...metricsPort(service.name, environment['VEIL_METRICS_PORT'], machine),
      ...(environment['PORT'] === undefined ? {} : { PORT: shifted(environment['PORT'], machine) }),
    },
  }
}

/** One machine has one process at a port: each service moves by its place in the file. */
function metricsPort(name: string, port: string | undefined, { services }: Machine): Readonly<Record<string, string>> {
  return !port || port === '0' ? {} : { VEIL_METRICS_PORT: String(Number(port) + services.indexOf(name)) }
}

function relocate(value: string, machine: Machine): string {
  const names = machine.services.join('|')
  return value
    .replaceAll('@postgres:5432', `@${machine.postgres}`)
    .replace(new RegExp(`http://(?:${names}):(\\d+)`, 'g'), (_, port: string) => `http://127.0.0.1:${shifted(port, machine)}`)
}

function shifted(port: string, { portOffset }: Machine): string {
  return String(Number(port) + portOffset)
}
