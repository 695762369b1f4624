import type { Column, SensitiveLabel } from '../../../schema/model.ts'
import type { Decision, Reach } from '../../../schema/policy/decide.ts'
import { maskSql } from '../../../schema/policy/masks.ts'
import { subjectOf } from '../../../schema/policy/target-of.ts'
import { coordinateOf } from '../../../schema/sdl/coordinate.ts'
import type { Table } from './catalog.ts'
import { decisionOn } from './column-decision.ts'
import type { Decode } from './decode.ts'
import { openPseudonym } from './open-pseudonym.ts'
import { isReached } from './relation-predicate.ts'
import type { Perspective } from './scope.ts'
import { wireSql } from './wire-sql.ts'

/** A column as the caller sees it: an expression, and what is left to do with its value. */
export interface SelectedColumn {
  readonly sql: string
  readonly decode?: Decode
}

interface Cell {
  readonly table: Table
  readonly alias: string
  readonly column: Column
}

const NULL = 'null'

/** The one place that names a sensitive column in a select list. */
export function selectColumn(perspective: Perspective, cell: Cell): SelectedColumn {
  const { label } = cell.column
  const decision = decisionOn(perspective.rights, cell.table, cell.column)
  if (decision.reveal === 'ALL') return { sql: wireSql(cell.column, cell.alias) }
  return label.public ? { sql: NULL } : cases(perspective, cell, { decision, label })
}

interface Case {
  readonly reach: Reach
  readonly sql: string
}

// Branches of different types become JSON, so that a CASE has one type.
function cases(perspective: Perspective, cell: Cell, { decision, label }: { readonly decision: Decision; readonly label: SensitiveLabel }): SelectedColumn {
  const { table, alias, column } = cell
  const mask = (): Case => ({ reach: decision.mask, sql: asJson(label.mask === 'JSON' ? 'jsonb' : 'text', mixed, maskOf(table, alias, { column, label })) })
  const pseudonym = (): Case => ({ reach: decision.pseudonym, sql: pseudonymSource(cell) })
  const mixed = isMixed(decision, column)
  const ordered = [
    { reach: decision.reveal, sql: asJson(column.pgType, mixed, wireSql(column, alias)) },
    ...decision.first === 'MASK' ? [mask(), pseudonym()] : [pseudonym(), mask()],
  ]
  const sql = caseOf(perspective, cell, ordered)
  return decision.pseudonym.length > 0 ? { sql, decode: openPseudonym(coordinateOf(table.entity, column)) } : { sql }
}

function caseOf(perspective: Perspective, { table, alias, column }: Cell, branches: readonly Case[]): string {
  const whens: string[] = []
  for (const { reach, sql } of branches) {
    const reached = reach.length === 0 ? 'false' : isReached(perspective, table, { alias, column, reach })
    if (reached === 'true') return whens.length === 0 ? sql : `case ${whens.join(' ')} else ${sql} end`
    if (reached !== 'false') whens.push(`when ${reached} then ${sql}`)
  }
  return whens.length === 0 ? NULL : `case ${whens.join(' ')} end`
}

function isMixed(decision: Decision, { pgType, list, label }: Column): boolean {
  if (decision.pseudonym.length > 0) return true
  const maskType = !label.public && label.mask === 'JSON' ? 'jsonb' : 'text'
  return decision.reveal.length > 0 && decision.mask.length > 0 && (list || (pgType !== maskType))
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
