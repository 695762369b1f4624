import { camelCase } from '../case.ts'

/** What the `@sql(…)` notes of a model say, in columns. */
export interface SqlNotes {
  /** Columns that the database computes: name → expression. */
  readonly generated: ReadonlyMap<string, string>
  /** Columns numbered by the database. */
  readonly identity: readonly string[]
  /** Largest size of a JSON column in bytes where it is not the usual one. */
  readonly sizes: ReadonlyMap<string, number>
  /** Columns that vg_keys may read besides those of its generated functions. */
  readonly keys: readonly string[]
  readonly indexes: readonly NotedIndex[]
}

/** An index that Prisma cannot say: partial, over an expression, or with nulls that are equal. */
export interface NotedIndex {
  readonly unique: boolean
  /** Columns and expressions as SQL. */
  readonly terms: readonly string[]
  readonly nullsNotDistinct: boolean
  readonly where?: string
}

const INDEX = /^(unique|index):\s*(.+?)(\s+NULLS NOT DISTINCT)?(?:\s+WHERE\s+(.+))?$/s
const GENERATED = /^generated:\s*(\w+)\s+AS\s+(.+)$/s
const SIZE = /^size:\s*(\w+)\s+(\d+)$/
const LIST = /^(identity|keys):\s*([\w, ]+)$/

/** Notes speak in Prisma's names; `columns` are the names in Postgres. */
export function readSqlNotes(notes: readonly string[], columns: readonly string[]): SqlNotes {
  const byField = new Map(columns.map(column => [camelCase(column), column]))
  const columnOf = (name: string): string => byField.get(name.trim()) ?? name.trim()
  const termOf = (term: string): string => term.trim().replace(/\w+/g, word => byField.get(word) ?? word)
  const matches = (form: RegExp): readonly RegExpExecArray[] => notes.map(note => form.exec(note)).filter(match => match !== null)
  const listOf = (kind: string): readonly string[] => matches(LIST)
    .filter(([, name]) => name === kind).flatMap(([, , list = '']) => list.split(',').map(columnOf))
  return {
    generated: new Map(matches(GENERATED).map(([, name = '', expression = '']) => [columnOf(name), expression])),
    identity: listOf('identity'),
    sizes: new Map(matches(SIZE).map(([, name = '', bytes]) => [columnOf(name), Number(bytes)])),
    keys: listOf('keys'),
    indexes: matches(INDEX).map(([, kind, terms = '', nulls, where]) => ({
      unique: kind === 'unique', terms: terms.split(/,\s*(?![^(]*\))/).map(termOf), nullsNotDistinct: nulls !== undefined, ...(where !== undefined && { where }),
    })),
  }
}
