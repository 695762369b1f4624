import type { SettingValues } from '../../schema/settings/read-values.ts'
import type { Log, RequestEntry } from '../log.ts'
import { counter } from '../metrics.ts'

const slowOperations = counter('veil_slow_operations_total', 'Operations that took longer than VEIL_SLOW_MS, logged or not.')

const MINUTE_MS = 60_000

/** Whether there is room for another line: whoever can be slow at will must not fill the disk. */
const perMinute = (most: number, now: () => number) => {
  let began = now()
  let written = 0
  return (): boolean => {
    if (now() - began >= MINUTE_MS) {
      began = now()
      written = 0
    }
    written += 1
    return written <= most
  }
}

/** Writes every request where the level asks for it, and the slow ones with their plan. Undefined where nothing would be written. */
export const logRequests = (
  log: Log, { VEIL_SLOW_MS: slowMs, VEIL_SLOW_PER_MINUTE: most }: Pick<SettingValues, 'VEIL_SLOW_MS' | 'VEIL_SLOW_PER_MINUTE'>, now: () => number = Date.now,
): ((entry: RequestEntry) => void) | undefined => {
  if (slowMs === 0) return log.logsRequests ? log.request : undefined
  const hasRoom = perMinute(most, now)
  return entry => {
    if (log.logsRequests) log.request(entry)
    if (entry.durationMs < slowMs) return
    slowOperations.add()
    if (hasRoom()) log.slow(entry)
  }
}
