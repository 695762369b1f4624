/** Numbers that look like chance and are the same in every run. */
export interface Chance {
  /** From 0 up to below `end`. */
  below(end: number): number
  pick<Item>(items: readonly [Item, ...Item[]]): Item
  /** So many signs of an alphabet. */
  signs(alphabet: string, count: number): string
}

/** Equal seeds give equal numbers (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const below = (end: number): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % end
  }
  return {
    below,
    pick: (items) => items[below(items.length)] ?? items[0],
    signs: (alphabet, count) => Array.from({ length: count }, () => alphabet[below(alphabet.length)] ?? '').join(''),
  }
}
