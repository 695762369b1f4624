import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ConnectionFor } from '../../prisma/database/connection.ts'
import { createTenantPool } from '../../prisma/database/tenant-pool.ts'
import type { Receiver } from '../../schema/events/outbox-message.ts'
import type { Envelope } from '../../schema/policy/envelope.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import type { Fault } from '../fault.ts'
import type { GatewayContext } from '../gateway-context.ts'
import { startWorker } from '../jobs/worker.ts'
import type { Worker } from '../jobs/worker.ts'
import { refuse } from '../refusal.ts'
import type { PageGraph } from './page-graph.ts'
import { exportGraph } from './export-graph.ts'
import type { ExportGraph } from './export-graph.ts'
import type { ExportLimits } from './export-limits.ts'
import { exportResolvers } from './export-service.ts'
import { exportStore } from './export-store.ts'
import { fileFinder } from './fetch-file.ts'
import { fileRoute } from './file-route.ts'
import { presentHolder } from './present-holder.ts'
import { runTurn } from './run-turn.ts'
import { turnStore } from './turn-store.ts'

/** Exports of a gateway: what callers ask for, where they fetch it, and the worker that makes it. */
export interface Exports {
  /** Root fields of the door. */
  resolvers(envelope: Envelope): ReturnType<ReturnType<typeof exportResolvers>>
  /** The address of files, in an app that knows who asks. */
  route(app: FastifyInstance, openContext: (request: FastifyRequest) => Promise<GatewayContext>): void
  /** Files are read from this graph from now on; starts the worker, of which nobody notices anything. */
  serve(graph: PageGraph): void
  /** Resolves when the worker holds nothing any more; what it had goes on in another process, or here after the next start. */
  stopWork(): Promise<void>
  close(): Promise<void>
}

export interface ExportsOptions {
  readonly connectionFor: ConnectionFor
  readonly limits: ExportLimits
  /** Turns at once; 0: other processes work. */
  readonly lanes: number
  /** Takes records of what was done to the audit log; without it they wait. */
  readonly recorder?: Receiver
  /** For tests. */
  readonly pollMs?: number
  readonly turnMs?: number
  readonly partRows?: number
  onFault?(fault: Fault): void
}

const CONNECTIONS = 3
const STATEMENT_MS = 15_000

/** Opens exports over the database of the modules, as role `vg_gateway`. */
export const openExports = ({ connectionFor, limits, lanes, recorder, pollMs, turnMs, partRows, onFault }: ExportsOptions): Exports => {
  const pool = createTenantPool({ connectionString: connectionFor('vg_gateway'), max: CONNECTIONS + lanes, applicationName: 'veilgraph exports', statementTimeoutMs: STATEMENT_MS })
  const store = turnStore(pool)
  let served: PageGraph | undefined
  let worker: Worker | undefined

  const graph = (): ExportGraph => {
    if (!served) throw refuse('SUBGRAPH_UNAVAILABLE')
    return exportGraph(served.options)
  }
  // the pool leaves JSON as Postgres wrote it
  const read = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value)
  const holderOf = (principal: Principal) => presentHolder(async ({ name, text, values }) => {
    const { rows } = await pool.query(principal.brandId, { name, text, values })
    return rows.map(row => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, read(value)])))
  }, principal)
  const kept = exportStore(pool, limits)
  const resolversOf = (envelope: Envelope) => exportResolvers({ store: kept, graph, documents: served?.options.documents, onCreated: () => worker?.wake() })(envelope)
  return {
    resolvers: resolversOf,
    route: (app, openContext) => fileRoute(app, { openContext, find: fileFinder({ pool, graph, holderOf, withdraw: store.withdraw }) }),
    serve(current) {
      served = current
      worker = startWorker({
        connectionFor, lanes, pollMs, turnMs, onFault: cause => onFault?.({ where: 'jobs', cause }),
        turn: (brandId, isOver) => runTurn({ store, graph: current, limits, holderOf, isOver, recorder, partRows, onFault: cause => onFault?.({ where: 'exports', cause }) }, brandId),
      })
    },
    stopWork: async () => void await worker?.stop(),
    async close() {
      await worker?.stop()
      await pool.end()
    },
  }
}
