import { factsOf, isMembers, splitKey } from './field-table.ts'
import type { FieldTable, Members } from './field-table.ts'
import { GraphError } from './graph-error.ts'
import type { Cover, Masked } from './masked.ts'

interface Report {
  readonly action: string
  readonly cover: Cover
}

/** From what says least about the value to what says most about what was withheld. */
const SEVERITY = ['MASK', 'PSEUDONYM', 'ROW', 'REDACT', 'REFUSE']

const textIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Decisions by path of the selection. A field that is made of several columns has several; the strictest counts. */
const reportsIn = (extensions: unknown): ReadonlyMap<string, Report> => {
  const sensitivity = isMembers(extensions) && isMembers(extensions.sensitivity) ? extensions.sensitivity : {}
  const reports = new Map<string, Report>()
  for (const field of Array.isArray(sensitivity.fields) ? sensitivity.fields.filter(isMembers) : []) {
    const path = textIn(field.path) ?? ''
    const action = textIn(field.action) ?? 'REFUSE'
    const category = textIn(field.category)
    const unlock = textIn(field.unlock)
    const known = reports.get(path)
    if (known && SEVERITY.indexOf(known.action) >= SEVERITY.indexOf(action)) continue
    reports.set(path, { action, cover: { ...category !== undefined && { category }, ...unlock !== undefined && { unlock } } })
  }
  return reports
}

const STAND_IN = /•|‹(?:email|phone|card|iban|ip|token|redacted)›/
const PSEUDONYM = /^psn_[A-Z]+_/

/** The graph says what it decided for a column. Where that depends on the row, the form of the value tells; what looks like a mask is taken for one. */
const maskedOf = (value: unknown, report: Report | undefined): Masked<unknown> => {
  if (report === undefined) return value === null || value === undefined ? { is: 'EMPTY' } : { is: 'RAW', value }
  const { action, cover } = report
  if (action === 'REDACT' || action === 'REFUSE') return { is: 'WITHHELD', ...cover }
  if (value === null || value === undefined) return { is: action === 'ROW' ? 'WITHHELD' : 'EMPTY', ...cover }
  const shown = typeof value === 'string' ? value : JSON.stringify(value)
  if (PSEUDONYM.test(shown)) return { is: 'PSEUDONYM', shown, ...cover }
  return action === 'MASK' || STAND_IN.test(shown) ? { is: 'MASK', shown, ...cover } : { is: 'RAW', value }
}

/** A value that is typed as plain must not be a mask: the policy has changed since this client was generated. */
const refuseStale = (path: string): never => {
  const problem = { code: 'CLIENT_STALE', message: 'Generate the client again: a field that it takes for public is protected now.', rule: path } as const
  throw new GraphError({ ...problem, problems: [problem], status: 200 })
}

/** The answer with every protected value in its wrapper. */
export const readAnswer = (table: FieldTable, { type, selection, data, extensions }: { readonly type: string, readonly selection: Members, readonly data: Members, readonly extensions: unknown }): Members => {
  const reports = reportsIn(extensions)
  const readBelow = (value: unknown, at: { readonly type: string, readonly selected: Members, readonly path: string }): unknown => {
    if (Array.isArray(value)) return value.map(item => readBelow(item, at))
    return isMembers(value) ? readRow(value, at) : null
  }
  const readRow = (row: Members, { type: parent, selected, path }: { readonly type: string, readonly selected: Members, readonly path: string }): Members =>
    Object.fromEntries(Object.entries(selected).filter(([written, chosen]) => written !== '$' && chosen !== undefined).map(([written, chosen]) => {
      const { key, name } = splitKey(written)
      const own = path === '' ? key : `${path}.${key}`
      const { to, covered } = factsOf(table, parent, name)
      if (to !== undefined) return [key, readBelow(row[key], { type: to, selected: isMembers(chosen) ? chosen : {}, path: own })]
      if (covered === true) return [key, maskedOf(row[key], reports.get(own))]
      return [key, reports.has(own) ? refuseStale(own) : row[key]]
    }))
  return readRow(data, { type, selected: selection, path: '' })
}
