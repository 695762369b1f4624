/** Connections never forget a prepared statement, so only so many texts are kept; the rest are parsed each time. */
const MOST_PREPARED = 1_000

const seen = new Set<string>()
const kept = new Set<string>()

/** The name under which a text stays prepared: from its second use on, and while there is room. */
export function preparedName(name: string): string | undefined {
  if (kept.has(name)) return name
  if (!seen.has(name)) {
    if (seen.size >= MOST_PREPARED * 10) seen.clear()
    seen.add(name)
    return undefined
  }
  if (kept.size >= MOST_PREPARED) return undefined
  kept.add(name)
  return name
}
