import type { DestinationStream } from 'pino'
import { isErrorCode } from '../policy/error-codes.ts'
import { failureFields, matching } from './log-fields.ts'
import { openLogger } from './open-logger.ts'

/** What the log says of one fetch that a subgraph answered. */
export interface FetchEntry {
  /** That of the gateway, as the header brought it. */
  readonly requestId: unknown
  readonly traceId: string | undefined
  readonly codes: readonly unknown[]
  readonly durationMs: number
}

/** The log of a subgraph of its own, in the form of the gateway's: made word by word from lists. */
export interface SubgraphLog {
  fault(cause: unknown): void
  /** Below the default level; `VEIL_LOG_LEVEL=info` shows every fetch. */
  fetch(entry: FetchEntry): void
}

const ID = /^[A-Za-z0-9._-]{8,64}$/
const TRACE = /^[0-9a-f]{32}$/

export function createSubgraphLog(name: string, level: string | undefined, destination?: DestinationStream): SubgraphLog {
  const log = openLogger(`veilgraph-${name}`, level, destination)
  return {
    fault(cause) {
      log.error({ where: 'subgraph', ...failureFields(cause) }, 'fault')
    },
    fetch({ requestId, traceId, codes, durationMs }) {
      log.info({ requestId: matching(ID, requestId), traceId: matching(TRACE, traceId), codes: [...new Set(codes.filter(isErrorCode))], ms: Math.round(durationMs) }, 'fetch')
    },
  }
}
