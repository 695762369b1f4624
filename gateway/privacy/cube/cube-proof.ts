import { withClient } from '../../../prisma/database/open-client.ts'
import { openWorld } from '../../e2e/harness/open-world.ts'
import type { TokenHolder } from '../../fixture/claims-issuer.ts'
import type { Figures, Proof, ProofOptions } from '../proof.ts'
import { atLeast } from '../at-least.ts'
import { shuffled } from '../shuffled.ts'
import { attackTable } from './attack-table.ts'
import { brandIds } from './brand-ids.ts'
import { readShown } from './read-shown.ts'
import { finestCells, sumOf, unitsOf, type ShownTable, type Values } from './shown-table.ts'
import { METRICS, readTruth, type MetricOfEntity } from './truth.ts'
import { isUnsafe } from './unsafe.ts'

/** Somebody of the brand without any rows: all there is for such a caller is what was published. */
const outsider = (brandId: string): TokenHolder => ({
  brandId, personId: '01900000-0000-7000-8000-00000000000a', userId: '01900000-0000-7000-8000-00000000000b', clearances: [], purposes: ['SERVICE'], orgs: [], workspaces: [],
})

/** Tables of one metric in one brand, with the rows that they were made from. */
async function tablesOf(shown: Awaited<ReturnType<typeof readShown>>, truth: Awaited<ReturnType<typeof readTruth>>, { metric }: MetricOfEntity): Promise<readonly ShownTable[]> {
  const currency = metric.currency?.toUpperCase()
  const nameOf = (period: string, values: Values): string => currency === undefined ? period : `${period} ${values[currency] ?? 'null'}`
  return [...new Set(shown.map(({ period, values }) => nameOf(period, values)))].map((name) => ({
    name, cells: shown.filter(({ period, values }) => nameOf(period, values) === name), truth: truth.filter(({ period, values }) => nameOf(period, values) === name),
  }))
}

interface Tally {
  cells: number; shown: number; hidden: number; attacked: number; insiders: number
  readonly recovered: string[]; readonly narrowed: string[]; readonly faults: string[]
  controlHidden: number; controlRecovered: number; openRecovered: number
}

/** All places of a table that hold rows: named, unnamed and totals alike. */
function placesOf({ truth, cells }: ShownTable, fixed: string | undefined): readonly Values[] {
  const [some] = cells
  const places = finestCells(truth).flatMap(({ values }) => Object.entries(values).reduce<readonly Values[]>((begun, [dimension, value]) =>
    dimension === fixed ? begun.map((place) => ({ ...place, [dimension]: value })) : begun.flatMap((place) => [place, { ...place, [dimension]: value }]), [{}]))
  return some ? [...new Map(places.map((place) => [nameOf(place), place])).values()] : []
}

const nameOf = (values: Values): string => JSON.stringify(Object.entries(values).sort())

function attack(table: ShownTable, subject: MetricOfEntity, { tally, until }: { readonly tally: Tally; readonly until: number }): void {
  const { metric } = subject
  const truth = new Map(table.cells.map((cell) => [cell, unitsOf(table.truth, cell.values)]))
  for (const [{ values, value }, units] of truth) {
    if (value !== undefined && value !== sumOf(units.values())) tally.faults.push(`${metric.name} ${table.name} ${nameOf(values)} shows ${value}, the rows give ${sumOf(units.values())}`)
    if (value !== undefined && isUnsafe(units, metric.cube.fewestUnits)) tally.faults.push(`${metric.name} ${table.name} ${nameOf(values)} is shown though unsafe`)
  }
  const wanted = placesOf(table, metric.currency?.toUpperCase()).filter((place) => isUnsafe(unitsOf(table.truth, place), metric.cube.fewestUnits))
  const outside = attackTable(table, wanted, { until })
  tally.attacked += outside.hidden
  tally.recovered.push(...outside.recovered.map((place) => `${metric.name} ${table.name} ${nameOf(place)}`))
  tally.narrowed.push(...outside.narrowed.map((place) => `${metric.name} ${table.name} ${nameOf(place)}`))
  for (const insider of new Set(table.truth.map(({ unit }) => unit))) {
    if (Date.now() > until) return
    const others = wanted.filter((place) => [...unitsOf(table.truth, place).keys()].some((unit) => unit !== insider))
    const inside = attackTable(table, others, { insider, until })
    tally.insiders += inside.hidden
    tally.recovered.push(...inside.recovered.map((place) => `${metric.name} ${table.name} ${nameOf(place)} by insider ${insider}`))
  }
}

/** The same attack on figures of which only the unsafe ones themselves are hidden, as if nobody could subtract. */
function control(table: ShownTable, { metric }: MetricOfEntity, { tally, until }: { readonly tally: Tally; readonly until: number }): void {
  const places = placesOf(table, metric.currency?.toUpperCase())
  const cells = places.map((values) => {
    const units = unitsOf(table.truth, values)
    return { values, value: isUnsafe(units, metric.cube.fewestUnits) ? undefined : sumOf(units.values()) }
  })
  const wanted = cells.filter(({ value }) => value === undefined).map(({ values }) => values)
  const { hidden, recovered, narrowed } = attackTable({ ...table, cells }, wanted, { until })
  tally.controlHidden += hidden
  tally.controlRecovered += recovered.length + narrowed.length
  const open = cells.map(({ values }) => ({ values, value: sumOf(unitsOf(table.truth, values).values()) }))
  tally.openRecovered += attackTable({ ...table, cells: open }, wanted, { until }).recovered.length
}

async function run(ground: Parameters<Proof['run']>[0], { seed, seconds }: ProofOptions): Promise<Figures> {
  const begun = Date.now()
  const database = await ground.copy()
  const world = await openWorld({ connectionFor: database.connectionFor })
  const tally: Tally = { cells: 0, shown: 0, hidden: 0, attacked: 0, insiders: 0, recovered: [], narrowed: [], faults: [], controlHidden: 0, controlRecovered: 0, openRecovered: 0 }
  try {
    const jobs: { readonly table: ShownTable; readonly subject: MetricOfEntity }[] = []
    for (const subject of METRICS) for (const brandId of await withClient(database.superuserUrl, brandIds)) {
      const shown = await readShown(world, subject, outsider(brandId))
      tally.cells += shown.length
      tally.shown += shown.filter(({ value }) => value !== undefined).length
      const truth = await withClient(database.superuserUrl, (client) => readTruth(client, subject, brandId))
      jobs.push(...(await tablesOf(shown, truth, subject)).map((table) => ({ table, subject })))
    }
    const until = Math.max(begun + seconds * 1000, Date.now() + 1_500)
    let tables = 0
    for (const { table, subject } of shuffled(jobs, seed)) {
      if (Date.now() > until) break
      attack(table, subject, { tally, until })
      control(table, subject, { tally, until })
      tables += 1
    }
    const { cells, shown, attacked, insiders, recovered, narrowed, faults } = tally
    return {
      figures: [
        ['metrics', METRICS.length], ['published cells', cells], ['shown', shown], ['tables attacked', `${tables} of ${jobs.length}`],
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
