import type { Column, SensitiveLabel } from '../../../schema/model.ts'
import type { Decision, Reach } from '../../../schema/policy/decide.ts'
import { maskSql } from '../../../schema/policy/masks.ts'
import { subjectOf } from '../../../schema/policy/target-of.ts'
import { coordinateOf } from '../../../schema/sdl/coordinate.ts'
import type { Table } from './catalog.ts'
import type { Cell, Ruling } from './cell.ts'
import { decisionOn } from './column-decision.ts'
import type { Decode } from './decode.ts'
import { loggedColumn } from './log-class.ts'
import type { LoggedColumn } from './logged-column.ts'
import { openPseudonym } from './open-pseudonym.ts'
import { isReached } from './relation-predicate.ts'
import { rulingsOf } from './rulings-of.ts'
import { isGoverned } from './shown.ts'
import { all } from './statement.ts'
import { wireSql } from './wire-sql.ts'
import type { Writer } from './writer.ts'

/** A column as the caller sees it: an expression, what is left to do with its value, and how its raw values are logged. */
export interface SelectedColumn {
  readonly sql: string
  readonly decode?: Decode
  readonly log?: LoggedColumn
}

const NULL = 'null'

/** The one place that names a sensitive column in a select list. */
export function selectColumn(writer: Writer, cell: Cell): SelectedColumn {
  const { table, alias, column, reveal } = cell
  const { label } = column
  const decision = decisionOn(writer.rights, table, column, reveal?.purpose)
  if (isGoverned(column)) writer.shown.push({ path: writer.path, coordinate: coordinateOf(table.entity, column), revealed: reveal?.purpose, decision })
  if (label.public) return { sql: decision.reveal === 'ALL' ? wireSql(column, alias) : NULL }
  const ruled = { rulings: rulingsOf(writer, cell, decision), label }
  return { ...cases(writer, cell, ruled), log: loggedColumn(writer, cell, ruled) }
}

interface Case {
  readonly when: () => string
  readonly sql: string
}

interface Ruled {
  readonly rulings: readonly Ruling[]
  readonly label: SensitiveLabel
}

// Branches of different types become JSON, so that a CASE has one type.
function cases(writer: Writer, cell: Cell, { rulings, label }: Ruled): SelectedColumn {
  const { table, alias, column, reveal } = cell
  const decisions = rulings.map(({ decision, onlyRaw }): Decision => onlyRaw ? { ...decision, mask: [], pseudonym: [] } : decision)
  const mixed = isMixed(decisions, column)
  const sql = caseOf(rulings.flatMap(({ rows }, index): readonly Case[] => {
    const decision = decisions[index]
    if (!decision) return []
    const when = (reach: Reach) => (): string => reach.length === 0 ? 'false' : all([rows, isReached(writer, table, { alias, column, reach })])
    const mask = (): Case => ({ when: when(decision.mask), sql: asJson(label.mask === 'JSON' ? 'jsonb' : 'text', mixed, maskOf(table, alias, { column, label })) })
    const pseudonym = (): Case => ({ when: when(decision.pseudonym), sql: pseudonymSource(cell) })
    return [
      { when: when(decision.reveal), sql: asJson(column.pgType, mixed, wireSql(column, alias)) },
      ...decision.first === 'MASK' ? [mask(), pseudonym()] : [pseudonym(), mask()],
    ]
  }))
  const hasPseudonym = decisions.some(({ pseudonym }) => pseudonym.length > 0)
  return hasPseudonym ? { sql, decode: openPseudonym(coordinateOf(table.entity, column), reveal?.purpose) } : { sql }
}

// A condition is only written where its branch can be reached: writing one may add a join.
function caseOf(branches: readonly Case[]): string {
  const whens: string[] = []
  for (const { when, sql } of branches) {
    const reached = when()
    if (reached === 'true') return whens.length === 0 ? sql : `case ${whens.join(' ')} else ${sql} end`
    if (reached !== 'false') whens.push(`when ${reached} then ${sql}`)
  }
  return whens.length === 0 ? NULL : `case ${whens.join(' ')} end`
}

function isMixed(decisions: readonly Decision[], { pgType, list, label }: Column): boolean {
  if (decisions.some(({ pseudonym }) => pseudonym.length > 0)) return true
  const maskType = !label.public && label.mask === 'JSON' ? 'jsonb' : 'text'
  const isBoth = decisions.some(({ reveal }) => reveal.length > 0) && decisions.some(({ mask }) => mask.length > 0)
  return isBoth && (list || pgType !== maskType)
}

function asJson(type: string, mixed: boolean, sql: string): string {
  if (!mixed) return sql
  return type === 'jsonb' ? `(${sql})::json` : `to_json(${sql})`
}

function maskOf(table: Table, alias: string, { column, label }: { readonly column: Column; readonly label: SensitiveLabel }): string {
  const country = [...table.columns.values()].find(({ wire, label: { public: open }, internal }) => wire === 'CountryCode' && open && !internal)
  return maskSql(label.mask, `${alias}.${column.name}`, {
    countrySql: country && `${alias}.${country.name}`,
    redactedSql: label.redacted && `${alias}.${label.redacted.column}`,
    versionSql: label.redacted && `${alias}.${label.redacted.versionColumn}`,
  })
}

// The raw value leaves the database together with its subject, and is a pseudonym before anybody sees the row.
// A subject that stands on another row has none: closed is safer than a join nobody needs.
function pseudonymSource({ table, alias, column }: Cell): string {
  const subject = subjectOf(table.entity, column)
  if (subject.kind === 'NONE' || subject.owner.path.length > 0) return NULL
  return `case when ${alias}.${column.name} is not null then json_build_array(${alias}.${subject.owner.column}, ${alias}.${column.name}) end`
}
