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
  const root: Branch<C> = { below: new Map(), cell: undefined }
  const cells: (readonly [Labels, C])[] = []
  const isListed = (name: string, value: string): boolean => {
    const { [name]: list = [] } = own
    return list.length > 0 ? list.includes(value) : isLabelValue(name, value)
  }
  const cellOf = (labels: Labels): C => {
    const branch = grown(root, labels)
    if (branch.cell !== undefined) return branch.cell
    branch.cell = makeCell()
    cells.push([{ ...labels }, branch.cell])
    return branch.cell
  }
  return {
    at(labels = NONE) {
      const known = found(root, labels)?.cell
      if (known !== undefined) return known
      const isFull = cells.length >= MOST_SERIES
      const listed = Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, !isFull && isListed(name, value) ? value : OTHER]))
      return cellOf(listed)
    },
    all: () => cells.values(),
  }
}

/** Cells by labels, a step for each name and each value: nothing is put together to find one. */
interface Branch<C> {
  readonly below: Map<string, Map<string, Branch<C>>>
  cell: C | undefined
}

function found<C>(root: Branch<C>, labels: Labels): Branch<C> | undefined {
  let branch: Branch<C> | undefined = root
  for (const name in labels) branch = branch?.below.get(name)?.get(labels[name] ?? '')
  return branch
}

function grown<C>(root: Branch<C>, labels: Labels): Branch<C> {
  let branch = root
  for (const [name, value] of Object.entries(labels)) {
    const ofName = branch.below.get(name) ?? new Map<string, Branch<C>>()
    branch.below.set(name, ofName)
    const next = ofName.get(value) ?? { below: new Map(), cell: undefined }
    ofName.set(value, next)
    branch = next
  }
  return branch
}
