import { atLeast } from '../at-least.ts'
import { PEOPLE } from '../person.ts'
import type { Person } from '../person.ts'
import type { Figures, Proof, ProofGround, ProofOptions } from '../proof.ts'
import { makeTwin } from './make-twin.ts'
import { timeFigures } from './time-figures.ts'
import { runTwins } from './run-twins.ts'
import type { TwinResult } from './run-twins.ts'

const FEW = 1
const MOST_SHORT = 250
const SHORT = { changed: 300, looked: 2_000 }
/** A busy machine manages these too. */
const FEWEST = { operations: 20, changed: 100 }
const LONG = { changed: 2_000, looked: 20_000 }

/** Two databases that look the same to a person and differ everywhere else: whatever the person asks, the bytes are the same. */
export const twinsProof: Proof = {
  name: 'twins',
  claim: 'No answer depends on what its reader may not see',
  async run(ground, options) {
    const { seed, isLong, seconds } = options
    const people = isLong ? PEOPLE : PEOPLE.filter((_, place) => (place + seed) % (PEOPLE.length / FEW) === 0)
    const results: (TwinResult & { readonly label: string; readonly changed: number })[] = []
    for (const person of people) {
      results.push({ label: person.label, ...await inTwins(ground, person, { ...options, seconds: seconds / people.length }) })
    }
    const figures = results.flatMap(personFigures)
    const thin = results.filter(({ operations, nonEmpty }) => nonEmpty < 0.6 * operations).map(({ label }) => `too few answers of ${label} have something in them (seed ${seed})`)
    const few = results.flatMap(({ label, operations, changed }) => [...atLeast(FEWEST.operations, operations, `operations of ${label}`), ...atLeast(FEWEST.changed, changed, `changed cells and rows around ${label}`)])
    const timing = isLong ? timeFigures(results) : { figures: [], faults: [] }
    return { figures: [...figures, ...timing.figures, ['differing', results.reduce((sum, { faults }) => sum + faults.length, 0)]], faults: [...results.flatMap(({ faults }) => faults), ...thin, ...few, ...timing.faults] } satisfies Figures
  },
}

async function inTwins(ground: ProofGround, person: Person, { seed, seconds, isLong, say }: ProofOptions): Promise<TwinResult & { readonly changed: number }> {
  const started = performance.now()
  const first = await ground.copy()
  const second = await ground.copy()
  try {
    const { cells, publicCells, deleted, inserted } = await makeTwin(second, person, { seed, extent: isLong ? LONG : SHORT })
    if (isLong) await makeTwin(first, person, { seed, extent: LONG, isOnlyTouched: true })
    say(`twin of ${person.label} made in ${((performance.now() - started) / 1000).toFixed(1)} s`)
    const result = await runTwins({ first, second, person, seed, withinMs: seconds * 1000, fewest: FEWEST.operations, most: isLong ? Infinity : MOST_SHORT })
    return { ...result, changed: cells + publicCells + deleted + inserted }
  } finally {
    await first.drop()
    await second.drop()
  }
}

function personFigures({ label, operations, figures, catalog, nonEmpty, refused, leaves, changed }: TwinResult & { readonly label: string; readonly changed: number }): Figures['figures'] {
  const share = (part: number): string => `${(100 * part / Math.max(1, operations)).toFixed(0)} %`
  return [[label, `${operations} operations (${figures} with figures in them, and a catalog of ${catalog.toLocaleString('en')} facts) over ${changed.toLocaleString('en')} changed cells and rows, ${share(nonEmpty)} not empty, ${share(refused)} refused, ${(leaves / Math.max(1, operations)).toFixed(1)} leaves an answer`]]
}
