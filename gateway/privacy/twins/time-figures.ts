import { atLeast } from '../at-least.ts'
import { median } from '../overhead/pairs.ts'
import type { Figures } from '../proof.ts'
import type { TwinResult } from './run-twins.ts'

const MOST_APART = 0.1
/** Fewer say nothing. */
const FEWEST = 300

/** Medians of the time that an answer took in one world and in the other, by kind of operation, over everybody who asked. */
export function timeFigures(results: readonly TwinResult[]): Figures {
  const kinds = [...new Set(results.flatMap(({ times }) => [...times.keys()]))].sort()
  const compared = kinds.map((kind) => {
    const of = (world: 'first' | 'second'): readonly number[] => results.flatMap(({ times }) => times.get(kind)?.[world] ?? [])
    const [first, second] = [median(of('first')), median(of('second'))]
    return { kind, count: of('first').length, first, second, apart: Math.abs(first - second) / Math.max(first, second, 0.001) }
  })
  return {
    figures: compared.map(({ kind, count, first, second, apart }) => [`median time, ${kind}`, `${first.toFixed(1)} and ${second.toFixed(1)} ms, ${(100 * apart).toFixed(1)} % apart, ${count} pairs`]),
    faults: [...atLeast(1, compared.filter(({ count }) => count >= FEWEST).length, `kinds of operations with ${FEWEST} pairs of times`), ...compared.filter(({ count, apart }) => count >= FEWEST && apart > MOST_APART).map(({ kind, apart }) => `${kind}: the twin worlds take times that are ${(100 * apart).toFixed(0)} % apart`)],
  }
}
