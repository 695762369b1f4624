import type { Environment } from './environment.ts'
import { environment } from './environment.ts'
import { SETTINGS } from './settings-table.ts'

const OURS = /^VEIL_[A-Z0-9_]{1,60}$/
const PLACEHOLDER = 'VEIL_… (a name of another form)'

/** A variable that looks like a setting and is none: mostly a typing error that would go unnoticed. */
export interface UnknownName {
  readonly name: string
  readonly nearest: string
}

/** Variables named `VEIL_…` that the product does not read. */
export function unknownNames(given: Environment = environment()): readonly UnknownName[] {
  const known = Object.keys(SETTINGS)
  return Object.keys(given).filter((name) => name.startsWith('VEIL_') && !known.includes(name))
    .map((name) => ({ name: OURS.test(name) ? name : PLACEHOLDER, nearest: nearestOf(name.slice(0, 80), known) }))
}

/** One line for each, for the start of a process. */
export function warnOfUnknownNames(say: (line: string) => void, given?: Environment): void {
  for (const { name, nearest } of unknownNames(given)) say(`warning: ${name} is no setting and changes nothing; the nearest is ${nearest}`)
}

function nearestOf(name: string, known: readonly string[]): string {
  const [first = ''] = known
  return known.reduce((best, candidate) => (distance(name, candidate) < distance(name, best) ? candidate : best), first)
}

/** Insertions, deletions and replacements between two words. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at)
  for (const letter of from) {
    const next = [(row[0] ?? 0) + 1]
    for (let at = 1; at <= to.length; at++) {
      next.push(Math.min((row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1, (row[at - 1] ?? 0) + (letter === to[at - 1] ? 0 : 1)))
    }
    row = next
  }
  return row[to.length] ?? 0
}
