/** The text of a statement that answers one row with one column. */
export function firstText(rows: readonly (readonly string[])[]): string {
  return rows[0]?.[0] ?? 'null'
}
