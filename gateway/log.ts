import { pino } from 'pino'
import type { DestinationStream } from 'pino'
import { isErrorCode } from '../schema/policy/error-codes.ts'
import { CLEARANCES } from '../schema/policy/principal.ts'
import type { Principal } from '../schema/policy/principal.ts'
import { environment } from '../schema/settings/environment.ts'
import type { FreeDocument } from './trusted-documents/document-options.ts'
import type { DivergenceReport } from './sources/two-keys/two-keys.ts'
import type { Fault } from './fault.ts'

/** What the log says of one request. */
export interface RequestEntry {
  readonly requestId: string
  readonly operationName: string | undefined
  readonly operationHash: string
  readonly principal: Principal | undefined
  readonly codes: readonly unknown[]
  readonly durationMs: number
}

/** The log of the gateway: its entries are made here, word by word from lists, so that nothing else can get into them. */
export interface Log {
  fault(fault: Fault): void
  divergence(divergence: DivergenceReport & { readonly subgraph: string }): void
  /** Below the default level; `VEIL_LOG_LEVEL=info` shows every request. */
  request(entry: RequestEntry): void
  /** An operation that nobody registered, where documents are looked at. */
  freeDocument(document: FreeDocument): void
  readonly logsRequests: boolean
}

const CODE = /^[A-Z][A-Z0-9_]{2,60}$/
const NAME = /^[_A-Za-z][_0-9A-Za-z]{0,63}$/
const COORDINATE = /^[_A-Za-z]\w{0,99}\.[_A-Za-z]\w{0,99}$/
const HASH = /^[0-9a-f]{64}$/
const ID = /^[A-Za-z0-9._-]{8,64}$/
const CLIENT = /^[\w.@/+:-]{1,100}$/
const WHERE = /^[a-z][a-z_-]{0,40}$/
const FRAME = /^at (?:async )?(?:[\w$.<>#[\] ]{1,100} \()?(?:file:\/\/|node:|\/)[\w@%+~./-]{1,300}:\d+:\d+\)?$/
const LEVELS = ['debug', 'info', 'warn', 'error'] as const
const KINDS: readonly unknown[] = ['PERSON', 'SERVICE_ACCOUNT', 'SYSTEM', 'ANONYMOUS']
const FRAMES = 6

const matching = (pattern: RegExp, value: unknown): string | undefined => (typeof value === 'string' && pattern.test(value) ? value : undefined)

/** Where the code was. The stack begins with the message, which may quote a value and look like anything: it is cut off first. */
const framesOf = (cause: unknown): readonly string[] => {
  if (!(cause instanceof Error) || typeof cause.stack !== 'string') return []
  const end = cause.stack.indexOf(cause.message)
  const frames = end < 0 ? '' : cause.stack.slice(end + cause.message.length)
  return frames.split('\n').map(line => line.trim()).filter(line => FRAME.test(line)).slice(0, FRAMES)
}

const codeOf = (cause: unknown): string | undefined => (cause instanceof Error && 'code' in cause ? matching(CODE, cause.code) : undefined)

const kindOf = (cause: unknown): string => (cause instanceof Error ? matching(NAME, cause.name) ?? 'Error' : typeof cause)

/** Writes to standard output unless a test listens. */
export const createLog = (level: string | undefined, destination?: DestinationStream): Log => {
  const options = { level: LEVELS.find(name => name === level) ?? 'warn', base: null, timestamp: pino.stdTimeFunctions.isoTime }
  const log = destination ? pino(options, destination) : pino(options)
  return {
    logsRequests: log.isLevelEnabled('info'),
    fault({ where, cause }) {
      log.error({ where: matching(WHERE, where), kind: kindOf(cause), code: codeOf(cause), frames: framesOf(cause) }, 'fault')
    },
    divergence({ subgraph, coordinate, kind }) {
      log.error({ subgraph: matching(WHERE, subgraph), coordinate: matching(COORDINATE, coordinate), kind: matching(CODE, kind) }, 'policy divergence')
    },
    freeDocument({ client, operationName, operationHash }) {
      log.warn({ client: matching(CLIENT, client.name), version: matching(CLIENT, client.version), operation: matching(NAME, operationName), hash: matching(HASH, operationHash) }, 'document not registered')
    },
    request({ requestId, operationName, operationHash, principal, codes, durationMs }) {
      log.info({
        requestId: matching(ID, requestId),
        operation: matching(NAME, operationName),
        hash: matching(HASH, operationHash),
        principal: KINDS.find(kind => kind === principal?.kind),
        clearances: CLEARANCES.filter(clearance => principal?.clearances.includes(clearance) || principal?.assignments.some(held => held.clearance === clearance)),
        codes: [...new Set(codes.filter(isErrorCode))],
        ms: Math.round(durationMs),
      }, 'request')
    },
  }
}

/** The log of this process. */
export const log = createLog(environment().VEIL_LOG_LEVEL)

/** Writes what failed on our side. */
export const logFault = (fault: Fault): void => log.fault(fault)
