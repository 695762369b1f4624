import type { Arm } from './arm.ts'
import type { ArmOptions } from './arm-options.ts'
import { graphqlRequests } from './graphql-requests.ts'
import { startMeasured } from './measured-process.ts'
import type { MeasuredProcess } from './measured-process.ts'
import { takePort } from './take-port.ts'

export interface EmbeddedArm extends Arm {
  readonly profile: MeasuredProcess['profile']
}

/** The product as `npm start` runs it: gateway and all modules in one process. */
export async function startEmbedded({ environment, poolSize, envelopeKeys }: ArmOptions): Promise<EmbeddedArm> {
  const port = await takePort()
  const origin = `http://127.0.0.1:${port}`
  const server = await startMeasured({
    command: ['gateway/main.ts', '--port', String(port)],
    environment: { ...environment, VEIL_MODE: 'embedded', VEIL_ENVIRONMENT: 'development', VEIL_POOL_SIZE: String(poolSize) },
    healthUrl: `${origin}/health/ready`,
  })
  return {
    name: 'embedded',
    origin,
    requests: (asked, asker) => graphqlRequests(asked, asker, envelopeKeys),
    cpuMs: server.cpuMs,
    profile: server.profile,
    stop: server.stop,
  }
}
