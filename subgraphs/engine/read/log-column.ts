import type { TallyKeeper } from '../access-log/access-tally.ts'
import { LOG_CODES, LOG_KEY, type LoggedColumn, type LogEntry } from './logged-column.ts'

/** A column of an object under the name that its value has in the row. */
export interface NamedLog {
  readonly alias: string
  readonly column: LoggedColumn
}

/** What an object carries for the access log, and how it is taken out again. */
export interface LogColumn {
  /** Hidden column; absent where the values themselves tell. */
  readonly sql?: string
  /** Counts what the object shows and strips the hidden column. */
  collect(value: Record<string, unknown>, tally: TallyKeeper): void
}

interface Step {
  readonly alias: string
  /** Position among the entries of the plan. */
  readonly entry: number
  readonly always?: LoggedColumn['always']
  /** Positions in the hidden column. */
  readonly code: number
  readonly subject: number
}

/** Undefined where nothing of the object can have to be logged. `entries` are those of the plan; they grow. */
export function logColumn(entries: LogEntry[], logs: readonly NamedLog[]): LogColumn | undefined {
  if (logs.length === 0) return undefined
  const parts: string[] = []
  const position = (sql: string | undefined): number => {
    if (sql === undefined) return -1
    const known = parts.indexOf(sql)
    return known >= 0 ? known : parts.push(sql) - 1
  }
  const steps = logs.map(({ alias, column }): Step => ({
    alias, entry: entryOf(entries, column.entry), always: column.always, code: position(column.code), subject: position(column.subject),
  }))
  const sql = parts.length === 0 ? undefined : `json_build_array(${parts.join(', ')})`
  return { sql, collect: collector(steps, sql !== undefined) }
}

function collector(steps: readonly Step[], isHidden: boolean): LogColumn['collect'] {
  return (value, tally) => {
    const hidden = value[LOG_KEY]
    const parts: readonly unknown[] = Array.isArray(hidden) ? hidden : []
    for (const { alias, entry, always, code, subject } of steps) {
      const is = always === undefined ? parts[code] : value[alias] === null ? LOG_CODES.NONE : LOG_CODES[always]
      if (is === LOG_CODES.COUNTED) tally.add(entry)
      else if (is === LOG_CODES.SUBJECT) tally.add(entry, String(parts[subject]))
    }
    // the last column of a row: taking it away leaves the others in their fast form
    if (isHidden) delete value[LOG_KEY]
  }
}

function entryOf(entries: LogEntry[], { coordinate, category, reveal }: LogEntry): number {
  const known = entries.findIndex((entry) => entry.coordinate === coordinate && entry.reveal?.index === reveal?.index && entry.reveal?.purpose === reveal?.purpose)
  return known >= 0 ? known : entries.push({ coordinate, category, reveal }) - 1
}

