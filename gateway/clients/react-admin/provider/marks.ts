import { rowOf, rowsOf, textOf } from './json.ts'
import type { Row } from './json.ts'

/**
 * What one record shows of a protected field: SHOWN the value itself; MASKED a part of it; PSEUDONYM a stand-in; WITHHELD null, whatever is stored, or null
 * because nothing is; EMPTY nothing is stored.
 */
export type MarkState = 'SHOWN' | 'MASKED' | 'PSEUDONYM' | 'WITHHELD' | 'EMPTY'

/** How the raw value could be had, read from what the graph says to its staff. */
export interface Unlock {
  /** The graph's own words. */
  readonly text: string
  /** OWN: by whoever asks, with a reason; OTHERS: by somebody with another right; NEVER: by nobody. */
  readonly by: 'OWN' | 'OTHERS' | 'NEVER'
  readonly purpose?: string
  readonly needsTicket: boolean
}

/** What is to be known about one protected field of one record. */
export interface Mark {
  readonly state: MarkState
  /** What the graph decided for the whole column: MASK, PSEUDONYM, REDACT, REFUSE, or ROW where it depends on the row. */
  readonly action: string
  readonly coordinate: string
  readonly category?: string
  readonly unlock?: Unlock
}

/** The member of a record that holds its marks; no field of GraphQL can have this name. */
export const MARKS = '$sensitivity'

/** Marks by field; a field without one is simply shown. */
export type Marks = Readonly<Record<string, Mark>>

const PSEUDONYM = /^psn_[A-Z]+_/
const MASK = /•|‹(?:email|phone|card|iban|ip|token)›/

const readUnlock = (text: string): Unlock | undefined => {
  if (text === '') return undefined
  const [, purpose] = /purpose: ([A-Z]+)/.exec(text) ?? []
  const by = text.startsWith('never') ? 'NEVER' : /^@reveal\([^)]*\)$/.test(text) ? 'OWN' : 'OTHERS'
  return { text, by, ...purpose !== undefined && { purpose }, needsTicket: text.includes('ticket:') }
}

/** The graph says what is decided for a column and never what happened to a value: where it depends on the row, the form of the value tells. */
const stateOf = (action: string, value: unknown): MarkState => {
  if (action === 'REDACT' || action === 'REFUSE') return 'WITHHELD'
  if (value === null || value === undefined) return action === 'ROW' ? 'WITHHELD' : 'EMPTY'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (PSEUDONYM.test(text)) return 'PSEUDONYM'
  return action === 'MASK' || MASK.test(text) || text.includes('‹redacted›') ? 'MASKED' : 'SHOWN'
}

/** Fields that the graph says are not simply shown, of one place of an answer. */
export type WithheldFields = ReadonlyMap<string, Row>

/** Reads `extensions.sensitivity` for the rows at a path of the selection. */
export const withheldAt = (extensions: Row, path: string): WithheldFields => new Map(
  rowsOf(rowOf(extensions.sensitivity).fields)
    .filter(({ path: at }) => textOf(at).startsWith(`${path}.`))
    .map(report => [textOf(report.path).slice(path.length + 1), report]),
)

const markOf = (report: Row, value: unknown): Mark => {
  const action = textOf(report.action)
  const category = textOf(report.category)
  const unlock = readUnlock(textOf(report.unlock))
  return { state: stateOf(action, value), action, coordinate: textOf(report.coordinate), ...category !== '' && { category }, ...unlock && { unlock } }
}

/** A record with the marks of its fields below `$sensitivity`. */
export const withMarks = (record: Row, withheld: WithheldFields): Row => ({
  ...record,
  [MARKS]: Object.fromEntries([...withheld].filter(([field]) => Object.hasOwn(record, field)).map(([field, report]) => [field, markOf(report, record[field])])),
})

const isMark = (value: unknown): value is Mark => typeof rowOf(value).state === 'string' && typeof rowOf(value).action === 'string'

/** The mark of a field of a record; undefined where it is simply shown. */
export const markIn = (record: unknown, field: string): Mark | undefined => {
  const mark = rowOf(rowOf(record)[MARKS])[field]
  return isMark(mark) ? mark : undefined
}

/** What a form may send: without the marks, and without values that only stand in for the true ones and were not touched. */
export const withoutStandIns = (data: Row, previous: Row): Row => Object.fromEntries(Object.entries(data).filter(([field, value]) => {
  if (field === MARKS) return false
  const mark = markIn(previous, field)
  return mark === undefined || mark.state === 'SHOWN' || value !== previous[field]
}))
