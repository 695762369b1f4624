import type { Column } from '../../../schema/model.ts'

/** UTC with milliseconds, printed once and by Postgres. */
const RFC_3339 = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`

/** A column in the form in which JSON carries it: what Postgres prints as a JSON number or text stays as it is. */
export function wireSql({ name, pgType, list }: Column, alias: string): string {
  const sql = `${alias}.${name}`
  if (list) return pgType === 'numeric' ? `${sql}::text[]` : sql
  if (pgType === 'timestamptz') return `to_char(${sql} at time zone 'UTC', ${RFC_3339})`
  // digits that a JSON number would lose
  return pgType === 'numeric' ? `${sql}::text` : sql
}
