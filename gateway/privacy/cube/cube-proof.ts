import { withClient } from '../../../prisma/database/open-client.ts'
import { openWorld } from '../../e2e/harness/open-world.ts'
import type { TokenHolder } from '../../fixture/claims-issuer.ts'
import type { Figures, Proof, ProofOptions } from '../proof.ts'
import { atLeast } from '../at-least.ts'
import { shuffled } from '../shuffled.ts'
import { attackTable } from './attack-table.ts'
import { brandIds } from './brand-ids.ts'
import { familyTables, type Seen } from './family-tables.ts'
import { readShown } from './read-shown.ts'
import { finestCells, isWithin, nameOf, sumOf, unitsOf, type ShownTable, type Values } from './shown-table.ts'
import { METRICS, readTruth } from './truth.ts'
import { isUnsafe } from './unsafe.ts'
import { wrongFigures } from './wrong-figures.ts'

/** Somebody of the brand without any rows: all there is for such a caller is what was published. */
const outsider = (brandId: string): TokenHolder => ({
  brandId, personId: '01900000-0000-7000-8000-00000000000a', userId: '01900000-0000-7000-8000-00000000000b', clearances: [], purposes: ['SERVICE'], orgs: [], workspaces: [],
})

/** Metrics that read the same table, whoever declares them. */
const FAMILIES = METRICS.reduce<readonly (readonly (typeof METRICS)[number][])[]>((families, one) => {
  const tables = new Set(one.metric.parts.map(({ entity }) => entity))
  const near = families.filter((family) => family.some(({ metric }) => metric.parts.some(({ entity }) => tables.has(entity))))
  return [...families.filter((family) => !near.includes(family)), [...near.flat(), one]]
}, [])

interface Tally {
  cells: number; shown: number; hidden: number; attacked: number; insiders: number
  readonly recovered: string[]; readonly narrowed: string[]; readonly faults: string[]
  controlHidden: number; controlRecovered: number; openRecovered: number
}

/** All places of a table that hold rows: named, unnamed and totals alike. */
function placesOf(table: ShownTable): readonly Values[] {
  const [some] = table.cells
  // a dimension that every figure names is one that is never summed over
  const fixed = Object.keys(some?.values ?? {}).filter((dimension) => table.cells.every(({ values }) => dimension in values))
  const places = finestCells(table).flatMap(({ values }) => Object.entries(values).reduce<readonly Values[]>((begun, [dimension, value]) =>
    fixed.includes(dimension) ? begun.map((place) => ({ ...place, [dimension]: value })) : begun.flatMap((place) => [place, { ...place, [dimension]: value }]), [{}]))
  return some ? [...new Map(places.map((place) => [nameOf(place), place])).values()] : []
}

interface Trying {
  readonly tally: Tally
  readonly until: number
}

function attack(table: ShownTable, { tally, until }: Trying): void {
  const { name, fewestUnits, cells, truth, zeros } = table
  const unsafe = (place: Values): boolean => isUnsafe(unitsOf(truth, place), fewestUnits)
  // a figure of nobody is about nobody, unless there are others of whom it is told that they are not counted
  const isAboutSomebody = (place: Values): boolean => unitsOf(truth, place).size > 0 || zeros.some((zero) => isWithin(zero, place))
  for (const { values, value } of cells) {
    if (value !== undefined && unsafe(values) && isAboutSomebody(values)) tally.faults.push(`${name} ${nameOf(values)} is shown though unsafe`)
  }
  const wanted = placesOf(table).filter(unsafe)
  const outside = attackTable(table, wanted, { until })
  tally.attacked += outside.hidden
  tally.recovered.push(...outside.recovered.map((place) => `${name} ${nameOf(place)}`))
  tally.narrowed.push(...outside.narrowed.map((place) => `${name} ${nameOf(place)}`))
  for (const insider of new Set(truth.map(({ unit }) => unit))) {
    if (Date.now() > until) return
    const others = wanted.filter((place) => [...unitsOf(truth, place).keys()].some((unit) => unit !== insider))
    const inside = attackTable(table, others, { insider, until })
    tally.insiders += inside.hidden
    tally.recovered.push(...inside.recovered.map((place) => `${name} ${nameOf(place)} by insider ${insider}`))
  }
}

/** The same attack on figures of which only the unsafe ones themselves are hidden, as if nobody could subtract. */
function control(table: ShownTable, { tally, until }: Trying): void {
  const { truth, fewestUnits } = table
  if (table.overlaps) return
  const cells = placesOf(table).map((values) => {
    const units = unitsOf(truth, values)
    return { values, value: isUnsafe(units, fewestUnits) ? undefined : sumOf(units.values()) }
  })
  const wanted = cells.filter(({ value }) => value === undefined).map(({ values }) => values)
  const { hidden, recovered, narrowed } = attackTable({ ...table, cells }, wanted, { until })
  tally.controlHidden += hidden
  tally.controlRecovered += recovered.length + narrowed.length
  const open = cells.map(({ values }) => ({ values, value: sumOf(unitsOf(truth, values).values()) }))
  tally.openRecovered += attackTable({ ...table, cells: open }, wanted, { until }).recovered.length
}

async function run(ground: Parameters<Proof['run']>[0], { seed, seconds }: ProofOptions): Promise<Figures> {
  const begun = Date.now()
  const database = await ground.copy()
  const world = await openWorld({ connectionFor: database.connectionFor })
  const tally: Tally = { cells: 0, shown: 0, hidden: 0, attacked: 0, insiders: 0, recovered: [], narrowed: [], faults: [], controlHidden: 0, controlRecovered: 0, openRecovered: 0 }
  try {
    const jobs: ShownTable[] = []
    const byMetric = new Map<string, number>()
    for (const family of FAMILIES) for (const brandId of await withClient(database.superuserUrl, brandIds)) {
      const seen: Seen[] = []
      for (const subject of family) {
        const shown = await readShown(world, subject, outsider(brandId))
        const truth = await withClient(database.superuserUrl, async (client) => {
          const read: Awaited<ReturnType<typeof readTruth>>[] = []
          for (const part of subject.metric.parts) read.push(await readTruth(client, subject, { part, brandId }))
          return read
        })
        const open = shown.filter(({ value }) => value !== undefined).length
        tally.cells += shown.length
        tally.shown += open
        byMetric.set(subject.metric.name, (byMetric.get(subject.metric.name) ?? 0) + open)
        seen.push({ subject, shown, truth })
      }
      tally.faults.push(...seen.flatMap(wrongFigures))
      jobs.push(...familyTables(seen))
    }
    const until = Math.max(begun + seconds * 1000, Date.now() + 1_500)
    let tables = 0
    for (const table of shuffled(jobs, seed)) {
      if (Date.now() > until) break
      attack(table, { tally, until })
      control(table, { tally, until })
      tables += 1
    }
    const { cells, shown, attacked, insiders, recovered, narrowed, faults } = tally
    return {
      figures: [
        ['metrics', METRICS.length], ['families of metrics that could be subtracted', FAMILIES.length], ['published cells', cells], ['shown', shown],
        ['shown by metric', [...byMetric].map(([name, count]) => `${name} ${count}`).join(', ')], ['tables attacked', `${tables} of ${jobs.length}`],
        ['cells below k attacked by linear programming', attacked], ['by insiders who know their own part', insiders], ['recovered', recovered.length], ['narrowed to a tenth', narrowed.length],
        ['control: suppression off', `${tally.openRecovered} of ${tally.controlHidden} recovered`],
        ['control: only unsafe cells hidden', `${tally.controlRecovered} of ${tally.controlHidden} recovered or narrowed`],
      ],
      faults: [...faults, ...atLeast(1, shown, 'cells shown'), ...atLeast(1, attacked, 'cells attacked'), ...recovered.map((place) => `recovered: ${place}`), ...narrowed.map((place) => `narrowed: ${place}`), ...tally.openRecovered < tally.controlHidden || tally.controlRecovered === 0 ? ['the controls recovered too little: the attacker is too weak'] : []],
    }
  } finally {
    await world.stop()
    await database.drop()
  }
}

export const cubeProof: Proof = { name: 'cube', claim: 'No hidden cell of the published cube can be worked out from the others', run }
