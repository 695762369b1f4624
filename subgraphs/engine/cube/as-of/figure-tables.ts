/** A statement as a chain of named queries, each over those before it. */
export type FigureTables = readonly (readonly [name: string, query: string])[]

/** Most groups that a figure is worked out for: one more than an answer may have. */
export const MOST_GROUPS = 1_001

/** The last query, which has `p`, `g` and `v`, with a column for each dimension: `p`, `g0`, `g1`, …, `v`. */
export function figureSql(tables: FigureTables, dimensions: number): string {
  const groups = Array.from({ length: dimensions }, (_, index) => `g[${index + 1}] as g${index}`)
  return `with ${tables.map(([name, query]) => `${name} as (${query})`).join(',\n')}\nselect ${['p', ...groups, 'v'].join(', ')} from ${tables.at(-1)?.[0] ?? ''}`
}

/** Dimensions as one value: nulls compare equal, and the queries look the same however many dimensions there are. */
export function groupSql(dimensions: readonly string[]): string {
  return `array[${dimensions.map((dimension) => `${dimension}::text`).join(', ')}]::text[]`
}
