import { pino } from 'pino'
import type { DestinationStream, Logger } from 'pino'

const LEVELS = ['debug', 'info', 'warn', 'error'] as const

/** Lines of JSON on standard output, unless a test listens. Of the process they say the service and nothing else. */
export function openLogger(service: string, level: string | undefined, destination?: DestinationStream): Logger {
  const options = { level: LEVELS.find((name) => name === level) ?? 'warn', base: { service }, timestamp: pino.stdTimeFunctions.isoTime }
  return destination ? pino(options, destination) : pino(options)
}
