/** Where the pages of a list end, as cursors, by page number. */
export interface PageEnds {
  /** The cursor that a page ends with; undefined where the page was not read yet. */
  endOf(page: number): string | undefined
  remember(page: number, cursor: string): void
  forget(): void
}

/** Lists whose cursors are kept; the one that was not used for longest goes first. */
const MOST_LISTS = 50

/** Remembers cursors, so that react-admin's page numbers can follow them. A list is known by everything that its order depends on. */
export const pageMemory = (): ((key: string) => PageEnds) => {
  const lists = new Map<string, Map<number, string>>()
  return key => {
    const ends = lists.get(key) ?? new Map<number, string>()
    lists.delete(key)
    lists.set(key, ends)
    const [oldest] = lists.keys()
    if (lists.size > MOST_LISTS && oldest !== undefined) lists.delete(oldest)
    return { endOf: page => ends.get(page), remember: (page, cursor) => void ends.set(page, cursor), forget: () => ends.clear() }
  }
}
