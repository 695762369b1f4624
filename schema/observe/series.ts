import { isLabelValue, OTHER } from './label-values.ts'

/** Names and what they say, as given where something is counted. */
export type Labels = Readonly<Record<string, string>>

/** Closed lists of one metric, by label; an empty one stands for the common list of this label. */
export type LabelLists = Readonly<Record<string, readonly string[]>>

/** The cells of one metric, one for each combination of labels. */
export interface Series<C> {
  /** Finds or makes the cell. A value that is on no list counts as `other`. */
  at(labels: Labels): C
  all(): IterableIterator<readonly [Labels, C]>
}

/** Beyond so many combinations everything counts as `other`. */
export const MOST_SERIES = 2_000

const NONE: Labels = {}

/** Remembers which labels lead where, so that counting costs one look-up; texts that are on no list are never remembered. */
export function openSeries<C>(makeCell: () => C, own: LabelLists = {}): Series<C> {
  const cells = new Map<string, readonly [Labels, C]>()
  const isListed = (name: string, value: string): boolean => {
    const { [name]: list = [] } = own
    return list.length > 0 ? list.includes(value) : isLabelValue(name, value)
  }
  const cellOf = (key: string, labels: Labels): C => {
    const known = cells.get(key)
    if (known) return known[1]
    const made = [{ ...labels }, makeCell()] as const
    cells.set(key, made)
    return made[1]
  }
  return {
    at(labels = NONE) {
      const key = keyOf(labels)
      const known = cells.get(key)
      if (known) return known[1]
      const isFull = cells.size >= MOST_SERIES
      const listed = Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, !isFull && isListed(name, value) ? value : OTHER]))
      return cellOf(keyOf(listed), listed)
    },
    all: () => cells.values(),
  }
}

function keyOf(labels: Labels): string {
  let key = ''
  for (const name in labels) key += `${name}\u001f${labels[name]}\u001e`
  return key
}
