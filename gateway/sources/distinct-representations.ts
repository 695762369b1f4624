/** A batch of entity references without repetitions, and where each of the given ones stands in it. */
export interface DistinctRepresentations {
  readonly distinct: readonly unknown[]
  /** For every given representation, its index in `distinct`. */
  readonly positions: readonly number[]
}

/** 100 invoices of 5 workspaces ask for 5 entities. Equality is that of the JSON text: the planner prints equal keys in equal order. */
export const distinctRepresentations = (representations: readonly unknown[]): DistinctRepresentations => {
  const indexOf = new Map<string, number>()
  const distinct: unknown[] = []
  const positions = representations.map(representation => {
    const text = JSON.stringify(representation)
    const known = indexOf.get(text)
    if (known !== undefined) return known
    indexOf.set(text, distinct.length)
    return distinct.push(representation) - 1
  })
  return { distinct, positions }
}
