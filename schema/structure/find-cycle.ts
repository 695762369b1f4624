import type { Import } from './read-imports.ts'

/** The first ring of value imports, as the files one comes by; undefined where there is none. */
export function findCycle(imports: readonly Import[]): readonly string[] | undefined {
  const next = new Map<string, string[]>()
  for (const { from, to, types } of imports) if (!types) next.set(from, [...(next.get(from) ?? []), to])
  const done = new Set<string>()
  for (const start of next.keys()) {
    const ring = walk(start, [], { next, done })
    if (ring) return ring
  }
  return undefined
}

interface Walk {
  readonly next: ReadonlyMap<string, readonly string[]>
  readonly done: Set<string>
}

function walk(file: string, trail: readonly string[], state: Walk): readonly string[] | undefined {
  const seen = trail.indexOf(file)
  if (seen !== -1) return [...trail.slice(seen), file]
  if (state.done.has(file)) return undefined
  for (const to of state.next.get(file) ?? []) {
    const ring = walk(to, [...trail, file], state)
    if (ring) return ring
  }
  state.done.add(file)
  return undefined
}
