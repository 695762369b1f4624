/** Ways in which a row is looked for, in the order of the report. */
export const MATRIX_WAYS = ['by key', 'list', 'total', 'filter on ids', '_entities', 'to-one relation', 'condition on a relation', 'connection', 'cursor', 'without a token'] as const
export type MatrixWay = (typeof MATRIX_WAYS)[number]

/** What the matrix has found. */
export interface MatrixFindings {
  readonly faults: readonly string[]
  count(way: MatrixWay): number
  /** One check: `what` says what is wrong where it does not hold. */
  judge(way: MatrixWay, holds: boolean, what: () => string): void
}

/** Nothing looked for yet. */
export function openFindings(): MatrixFindings {
  const counts = new Map<MatrixWay, number>()
  const faults: string[] = []
  return {
    faults,
    count: (way) => counts.get(way) ?? 0,
    judge(way, holds, what) {
      counts.set(way, (counts.get(way) ?? 0) + 1)
      if (!holds) faults.push(`${way}: ${what()}`)
    },
  }
}
