/** A statement as a chain of named queries, each over those before it. */
export type FigureTables = readonly (readonly [name: string, query: string])[]

/** Figures of all groups in all buckets, beyond which nothing is laid out: seconds of work, for which nobody has to wait. */
export const MOST_CELLS = 1_000_000

/** Start of a bucket that there is not: a row with it says that there is more than was worked out, and the whole answer is refused. */
export const TOO_MUCH = "'infinity'::timestamptz"

/** Query of that row, of a figure by `p`, `g` and `v`. */
export function tooMuchSql(when: string): string {
  return `select ${TOO_MUCH}, null, null where ${when}`
}

/** The last query, which has `p`, `g` and `v`, with a column for each dimension: `p`, `g0`, `g1`, …, `v`. */
export function figureSql(tables: FigureTables, dimensions: number): string {
  const groups = Array.from({ length: dimensions }, (_, index) => `g[${index + 1}] as g${index}`)
  return `with ${tables.map(([name, query]) => `${name} as (${query})`).join(',\n')}\nselect ${['p', ...groups, 'v'].join(', ')} from ${tables.at(-1)?.[0] ?? ''}`
}

/** Dimensions as one value: nulls compare equal, and the queries look the same however many dimensions there are. */
export function groupSql(dimensions: readonly string[]): string {
  return `array[${dimensions.map((dimension) => `${dimension}::text`).join(', ')}]::text[]`
}
