import type { Arm } from './arm.ts'
import type { ArmOptions } from './arm-options.ts'
import { startMeasured } from './measured-process.ts'
import { takePort } from './take-port.ts'

/** The hand-written server; a case is a path there. */
export async function startLimit({ environment, poolSize }: ArmOptions): Promise<Arm> {
  const port = await takePort()
  const origin = `http://127.0.0.1:${port}`
  const server = await startMeasured({
    command: ['bench/limit/main.ts'],
    environment: { ...environment, PORT: String(port), VEIL_POOL_SIZE: String(poolSize) },
    healthUrl: `${origin}/health/ready`,
  })
  return {
    name: 'limit',
    origin,
    requests: async ({ name, variables }, asker) => variables.map((values) => ({ path: `/${name}/${asker.name}`, headers: {}, body: JSON.stringify(values) })),
    cpuMs: server.cpuMs,
    stop: server.stop,
  }
}
