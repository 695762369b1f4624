import type { DestinationStream } from 'pino'
import { failureFields, matching } from '../schema/observe/log-fields.ts'
import { openLogger } from '../schema/observe/open-logger.ts'
import { isErrorCode } from '../schema/policy/error-codes.ts'
import { CLEARANCES } from '../schema/policy/principal.ts'
import type { Principal } from '../schema/policy/principal.ts'
import { environment } from '../schema/settings/environment.ts'
import type { QueryPlan } from './execution/query-plan.ts'
import { planForm } from './observe/plan-form.ts'
import type { FreeDocument } from './trusted-documents/document-options.ts'
import type { DivergenceReport } from './sources/two-keys/two-keys.ts'
import type { Fault } from './fault.ts'

/** What the log says of one request. */
export interface RequestEntry {
  readonly requestId: string
  readonly traceId?: string
  readonly operationName: string | undefined
  readonly operationHash: string
  readonly principal: Principal | undefined
  readonly codes: readonly unknown[]
  readonly durationMs: number
  /** What was run; the log of slow operations shows its form. */
  readonly plan?: QueryPlan
}

/** The log of the gateway: its entries are made here, word by word from lists, so that nothing else can get into them. */
export interface Log {
  fault(fault: Fault): void
  divergence(divergence: DivergenceReport & { readonly subgraph: string }): void
  /** Below the default level; `VEIL_LOG_LEVEL=info` shows every request. */
  request(entry: RequestEntry): void
  /** An operation that took too long, with its plan. */
  slow(entry: RequestEntry): void
  /** An operation that nobody registered, where documents are looked at. */
  freeDocument(document: FreeDocument): void
  readonly logsRequests: boolean
}

const CODE = /^[A-Z][A-Z0-9_]{2,60}$/
const NAME = /^[_A-Za-z][_0-9A-Za-z]{0,63}$/
const COORDINATE = /^[_A-Za-z]\w{0,99}\.[_A-Za-z]\w{0,99}$/
const HASH = /^[0-9a-f]{64}$/
const ID = /^[A-Za-z0-9._-]{8,64}$/
// a client may call itself anything: no address of a person
const CLIENT = /^[\w./+:-]{1,64}$/
const TRACE = /^[0-9a-f]{32}$/
const WHERE = /^[a-z][a-z_-]{0,40}$/
const KINDS: readonly unknown[] = ['PERSON', 'SERVICE_ACCOUNT', 'SYSTEM', 'ANONYMOUS']

const requestFields = ({ requestId, traceId, operationName, operationHash, principal, codes, durationMs }: RequestEntry) => ({
  requestId: matching(ID, requestId),
  traceId: matching(TRACE, traceId),
  operation: matching(NAME, operationName),
  hash: matching(HASH, operationHash),
  principal: KINDS.find(kind => kind === principal?.kind),
  clearances: CLEARANCES.filter(clearance => principal?.clearances.includes(clearance) || principal?.assignments.some(held => held.clearance === clearance)),
  codes: [...new Set(codes.filter(isErrorCode))],
  ms: Math.round(durationMs),
})

/** Writes to standard output unless a test listens. */
export const createLog = (level: string | undefined, destination?: DestinationStream): Log => {
  const log = openLogger('veilgraph-gateway', level, destination)
  return {
    logsRequests: log.isLevelEnabled('info'),
    fault({ where, cause }) {
      log.error({ where: matching(WHERE, where), ...failureFields(cause) }, 'fault')
    },
    divergence({ subgraph, coordinate, kind }) {
      log.error({ subgraph: matching(WHERE, subgraph), coordinate: matching(COORDINATE, coordinate), kind: matching(CODE, kind) }, 'policy divergence')
    },
    freeDocument({ client, operationName, operationHash }) {
      log.warn({ client: matching(CLIENT, client.name), version: matching(CLIENT, client.version), operation: matching(NAME, operationName), hash: matching(HASH, operationHash) }, 'document not registered')
    },
    request(entry) {
      log.info(requestFields(entry), 'request')
    },
    slow(entry) {
      log.warn({ ...requestFields(entry), plan: entry.plan && planForm(entry.plan) }, 'slow operation')
    },
  }
}

/** The log of this process. */
export const log = createLog(environment().VEIL_LOG_LEVEL)

/** Writes what failed on our side. */
export const logFault = (fault: Fault): void => log.fault(fault)
