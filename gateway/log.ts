import { pino } from 'pino'
import type { Fault } from './server.ts'

const log = pino({ level: 'warn', base: null, timestamp: pino.stdTimeFunctions.isoTime })

const CODE = /^[A-Z][A-Z0-9_]{2,60}$/

/** Where the code was, without the message, which may quote a value of a person. */
const framesOf = (cause: unknown): readonly string[] =>
  (cause instanceof Error ? cause.stack ?? '' : '').split('\n').map(line => line.trim()).filter(line => line.startsWith('at ')).slice(0, 6)

/** Writes what failed on our side: where, what kind, at which lines; never a document, a variable or a value. */
export const logFault = ({ where, cause }: Fault): void => {
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && CODE.test(cause.code) ? cause.code : undefined
  log.error({ where, kind: cause instanceof Error ? cause.name : typeof cause, code, frames: framesOf(cause) }, 'fault')
}
