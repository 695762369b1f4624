import { setTimeout as sleep } from 'node:timers/promises'
import { withClient } from '../../prisma/database/open-client.ts'
import { modules } from '../../schema/metadata/index.ts'
import type { Stage } from './stage.ts'

/** Something that happens to a service under load. */
export interface Scenario {
  readonly name: string
  /** Does the harm and, where nobody else would, ends it; resolves when it is over. */
  run(stage: Stage): Promise<void>
}

const serviceOf = ({ services }: Stage, name: string) => {
  const service = services.find(candidate => candidate.name === name)
  if (!service) throw new Error(`There is no service ${name}.`)
  return service
}

const kill = (name: string, signal: NodeJS.Signals): Scenario => ({
  name: `${signal} ${name}`,
  async run(stage) {
    serviceOf(stage, name).kill(signal)
  },
})

/** Nobody gets at the invoices: every connection of the module waits, and with it everybody who wants one. */
const exhausted: Scenario = {
  name: 'pool of billing exhausted for 6 s',
  run: stage => withClient(stage.superuserUrl(), async client => {
    await client.query('begin')
    await client.query('lock table billing.invoices in access exclusive mode')
    await sleep(6_000)
    await client.query('rollback')
  }),
}

const slow = (name: string, { delayMs, forMs }: { readonly delayMs: number, readonly forMs: number }): Scenario => ({
  name,
  async run({ database }) {
    database.delay(delayMs)
    await sleep(forMs)
    database.delay(0)
  },
})

const postgresKilled: Scenario = {
  name: 'SIGKILL Postgres, back after 2 s',
  async run(stage) {
    await stage.killPostgres()
    await sleep(2_000)
    await stage.startPostgres()
  },
}

const nothing: Scenario = { name: 'nothing', run: async () => {} }

export const SCENARIOS: readonly Scenario[] = [
  nothing,
  ...modules.map(({ name }) => kill(name, 'SIGKILL')),
  kill('gateway', 'SIGKILL'), postgresKilled,
  slow('Postgres slower by 200 ms each way for 6 s', { delayMs: 200, forMs: 6_000 }), slow('Postgres silent for 8 s', { delayMs: Infinity, forMs: 8_000 }),
  exhausted,
]
