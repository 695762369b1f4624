import { isRecord } from '../../../schema/is-record.ts'
import { listAt } from '../../e2e/harness/at-path.ts'
import type { Answer } from '../../e2e/harness/door.ts'
import { shareOf } from '../oracle/may-have.ts'
import type { Standings } from '../oracle/standings.ts'
import { isStaff } from '../oracle/visible-sql.ts'
import type { Person } from '../person.ts'
import type { CanaryColumn } from './cells.ts'
import type { CanaryFinder } from './find-canaries.ts'
import type { Use } from './uses.ts'

export interface Judged {
  readonly rows: number
  readonly codes: readonly string[]
  /** Coordinates whose canary was in the answer, rightly or not. */
  readonly seen: readonly string[]
  readonly leaks: readonly string[]
}

export interface Judge {
  readonly find: CanaryFinder
  readonly standingsOf: (entity: CanaryColumn['entity']) => Standings
}

/** Refusals that an operation of the proof may meet; any other error is one. */
export const REFUSALS = [
  'PII_FILTER_REFUSED', 'PII_ORDER_REFUSED', 'PII_GROUP_REFUSED', 'METRIC_CUBE_ONLY', 'METRIC_CURRENCY_REQUIRED', 'PII_REFUSED', 'REASON_REQUIRED', 'PURPOSE_NOT_ALLOWED', 'BUDGET_EXCEEDED', 'TICKET_REQUIRED', 'NOT_FOUND', 'PAGE_TOO_LARGE',
]

export interface JudgedAnswer {
  readonly answer: Answer
  readonly use: Use
  readonly person: Person
  readonly target: CanaryColumn
  /** The row whose canary was named, where one was. */
  readonly rowId?: string
}

/** Everything that came back is searched; what may be there is what the oracle says. */
export function judgeAnswer({ find, standingsOf }: Judge, { answer, use, person, target, rowId }: JudgedAnswer): Judged {
  const { text, headers, data, codes } = answer
  const leaks: string[] = []
  const seen = new Set<string>()
  for (const { cell, form } of find(`${text}\n${[...headers].map(([name, value]) => `${name}: ${value}`).join('\n')}`)) {
    if (cell === undefined) { leaks.push(`a piece of a canary (${form})`); continue }
    seen.add(cell.of.coordinate)
    const { entity, column } = cell.of
    const standing = standingsOf(entity).of(cell.id, column)
    if (shareOf(person, { entity, column, isAsked: isAsked(use, person) }, standing) !== 'RAW') leaks.push(`${cell.of.coordinate} of ${cell.id} (${form})`)
  }
  if (use.kind === 'FIND') {
    for (const id of listAt(data, 'hit', 'nodes').flatMap((node) => (isRecord(node) ? [String(node['id'])] : []))) {
      const standing = standingsOf(target.entity).of(id, target.column)
      if (shareOf(person, target, standing) !== 'RAW' && !isLookup(use, person, target)) leaks.push(`${target.coordinate} of ${id} is told by a filter`)
    }
  }
  if (use.kind === 'GROUP' && !codes.includes('PII_GROUP_REFUSED')) leaks.push(`${target.coordinate} is a group: ${codes.join()}`)
  if (use.kind === 'FIGURE' && tellsOfRows(data)) {
    const share = rowId === undefined ? 'NONE' : shareOf(person, target, standingsOf(target.entity).of(rowId, target.column))
    if (share !== 'RAW') leaks.push(`${target.coordinate} of ${rowId ?? 'somebody'} is told by a figure`)
  }
  return { rows: rowsIn(data), codes, seen: [...seen], leaks }
}

/** A figure of the rows that a filter has found is one of the row that was looked for. */
function tellsOfRows(data: unknown): boolean {
  return listAt(data, 'hit', 'figure', 'rows').some((row) => ![null, undefined, '0'].includes(textAt(row)))
}

function textAt(row: unknown): string | null | undefined {
  const value = isRecord(row) ? row['value'] : undefined
  return value === null || value === undefined ? value : String(value)
}

/** A request for support opens what its ticket is about, and no operation here brings one. */
function isAsked({ name, kind }: Use, { purpose }: Person): boolean {
  return kind === 'ASK' && purpose !== 'SUPPORT' && (name === 'reveal with a reason' || name === 'reveal without a purpose')
}

/** Staff who see a mask may look for a value that they were told, as a condition of its own. */
function isLookup({ name }: Use, person: Person, { column: { label } }: CanaryColumn): boolean {
  return !label.public && label.lookup && isStaff(person) && !person.clearances.includes('analyst') && /^filter (eq|in)\b(?! in either)/.test(name)
}

function rowsIn(data: unknown): number {
  if (Array.isArray(data)) return data.reduce<number>((sum, each) => sum + rowsIn(each), 0)
  if (!isRecord(data)) return 0
  return Number(typeof data['id'] === 'string' || 'x' in data) + Object.values(data).reduce<number>((sum, each) => sum + rowsIn(each), 0)
}
