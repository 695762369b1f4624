import type { Settings } from '../prisma/database/settings.ts'
import { currentPolicyFile, readCurrentPolicy } from '../schema/policy/policies.ts'
import type { GatewayOptions } from './gateway-options.ts'
import type { GraphFiles } from './reload/graph-files.ts'
import { OWN_SUPERGRAPH } from './supergraph.ts'

/** What of its files a gateway reads in a way of its own. */
export interface ReloadedGraph extends Pick<GraphFiles, 'readSupergraph' | 'linksOf'> {
  /** Without it, our own. */
  readonly supergraphFile?: string
}

/** How long a gateway takes, how it ends, and what it reads again while it runs, by the settings. */
export const endurance = ({ values, environment }: Settings, { supergraphFile = OWN_SUPERGRAPH, ...graph }: ReloadedGraph): Pick<GatewayOptions, 'requestMs' | 'drainMs' | 'reload'> => ({
  requestMs: values.VEIL_REQUEST_MS,
  drainMs: values.VEIL_DRAIN_MS ?? (environment === 'production' ? 5_000 : 0),
  reload: {
    ...graph,
    everyMs: values.VEIL_WATCH_MS,
    paths: [supergraphFile, currentPolicyFile()],
    readPolicy: () => readCurrentPolicy(),
    say: line => void process.stdout.write(`${line}\n`),
  },
})
