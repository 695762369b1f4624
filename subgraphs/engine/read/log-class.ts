import type { Column, SensitiveLabel } from '../../../schema/model.ts'
import { union, without } from '../../../schema/policy/reach.ts'
import { subjectOf } from '../../../schema/policy/target-of.ts'
import { coordinateOf } from '../../../schema/sdl/coordinate.ts'
import type { Cell, Ruling } from './cell.ts'
import { LOG_CODES, type LoggedColumn } from './logged-column.ts'
import { ownerValue } from './owner.ts'
import { isReached } from './relation-predicate.ts'
import type { Perspective } from './scope.ts'
import { all } from './statement.ts'

interface Ruled {
  readonly rulings: readonly Ruling[]
  readonly label: SensitiveLabel
}

/** How the access log hears of a column, by the same conditions as the column is shown; undefined where nothing of it is ever logged. */
export function loggedColumn(perspective: Perspective, cell: Cell, { rulings, label }: Ruled): LoggedColumn | undefined {
  if (rulings.every(isNeverLogged)) return undefined
  const entry = { coordinate: coordinateOf(cell.table.entity, cell.column), category: label.category, reveal: cell.reveal }
  const always = alwaysOf(rulings)
  return {
    entry,
    ...always ? { always } : { code: codeOf(perspective, cell, rulings) },
    ...(always ? always === 'SUBJECT' : rulings.some(namesSubject)) && { subject: subjectSql(perspective, cell) },
  }
}

function isNeverLogged({ decision: { reveal, unlogged } }: Ruling): boolean {
  return without(reveal, unlogged).length === 0
}

function namesSubject({ decision: { reveal, unlogged, counted } }: Ruling): boolean {
  return without(reveal, union(unlogged, counted)).length > 0
}

function alwaysOf([only, ...others]: readonly Ruling[]): LoggedColumn['always'] {
  if (!only || others.length > 0 || only.decision.reveal !== 'ALL' || only.decision.unlogged.length > 0) return undefined
  if (only.decision.counted === 'ALL') return 'COUNTED'
  return only.decision.counted.length === 0 ? 'SUBJECT' : undefined
}

// A null shows nothing that had to be revealed.
function codeOf(perspective: Perspective, cell: Cell, rulings: readonly Ruling[]): string {
  const { table, alias, column } = cell
  const reached = (rows: string, reach: Ruling['decision']['reveal']): string =>
    reach.length === 0 ? 'false' : all([rows, isReached(perspective, table, { alias, column, reach })])
  const branches = rulings.flatMap((ruling) => {
    const { decision: { reveal, unlogged, counted }, rows } = ruling
    return [
      { when: reached(rows, unlogged), code: LOG_CODES.NONE },
      { when: reached(rows, counted), code: LOG_CODES.COUNTED },
      { when: namesSubject(ruling) ? reached(rows, reveal) : 'false', code: LOG_CODES.SUBJECT },
    ]
  })
  const whens = branches.filter(({ when }) => when !== 'false').map(({ when, code }) => `when ${when} then ${code}`)
  return `case when ${alias}.${column.name} is null then ${LOG_CODES.NONE} ${whens.join(' ')} else ${LOG_CODES.NONE} end`
}

/** `PERSON:<id>`, `USER:<id>`, or the row itself where it has no subject or the subject is not known. */
function subjectSql(perspective: Perspective, { table, alias, column }: Cell): string {
  const itself = `'${table.entity.type}:' || ${alias}.id`
  const subject = subjectOf(table.entity, column)
  if (subject.kind === 'NONE') return itself
  const { hoist } = perspective
  const { owner, kind } = subject
  const read = (): string => ownerValue(perspective, { type: table.entity.type, alias, owner })
  const named = `'${kind}:' || ${hoist ? hoist(`${alias} OWNER ${JSON.stringify(subject)}`, read) : read()}`
  return owner.path.length > 0 || isNullable(table.columns, owner.column) ? `coalesce(${named}, ${itself})` : named
}

function isNullable(columns: ReadonlyMap<string, Column>, name: string): boolean {
  return columns.get(name)?.nullable !== false
}
