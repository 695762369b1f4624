/** The same things in an order that looks like chance: a short run of another seed looks at other ones. */
export function shuffled<Item>(items: readonly Item[], seed: number): readonly Item[] {
  const mixed = (index: number): number => {
    const first = Math.imul(index + 1, 2_654_435_761) ^ Math.imul(seed + 1, 40_503)
    return Math.imul(first ^ (first >>> 15), 2_246_822_519) >>> 0
  }
  return items.map((item, index) => [mixed(index), item] as const).sort(([a], [b]) => a - b).map(([, item]) => item)
}
