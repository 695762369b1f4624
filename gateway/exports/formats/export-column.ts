/** What the values of a column are, as far as a file format tells them apart. `JSON` is anything with an inside, lists among it. */
export const COLUMN_KINDS = ['TEXT', 'INTEGER', 'NUMBER', 'BOOLEAN', 'TIME', 'JSON'] as const
export type ColumnKind = typeof COLUMN_KINDS[number]

/** One column of a file: where in a row its value stands. */
export interface ExportColumn {
  /** The path with dots, as `workspace.name`. */
  readonly name: string
  /** Keys of the answer, from the row inwards. */
  readonly path: readonly string[]
  readonly kind: ColumnKind
}

/** One row as the graph answers it. */
export type ExportRow = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is ExportRow => typeof value === 'object' && value !== null

/** The value of a column in a row; null where anything on the way is null or not there. */
export const cellOf = (row: ExportRow, { path }: ExportColumn): unknown => {
  let value: unknown = row
  // a key may be named as something that every object has
  for (const key of path) value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
  return value ?? null
}
