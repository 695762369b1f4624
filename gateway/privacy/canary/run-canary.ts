import type { GraphQLSchema } from 'graphql'
import type pg from 'pg'
import type { Door } from '../../e2e/harness/door.ts'
import { introspect } from '../../e2e/harness/introspect.ts'
import type { World } from '../../e2e/harness/open-world.ts'
import type { Entity } from '../../../schema/model.ts'
import { randomFrom } from '../../fixture/random-operation.ts'
import { readStandings } from '../oracle/standings.ts'
import type { Standings } from '../oracle/standings.ts'
import type { Person } from '../person.ts'
import { shuffled } from '../shuffled.ts'
import { askFurther, nothingFurther } from './ask-further.ts'
import type { FurtherResult } from './ask-further.ts'
import { anchored, anchorOf } from './anchor.ts'
import { canaryInput } from './canary-value.ts'
import { MOST_ROWS } from './cells.ts'
import type { CanaryColumn, Cells } from './cells.ts'
import { chooseRow } from './choose-row.ts'
import type { Chosen } from './choose-row.ts'
import type { CanaryFinder } from './find-canaries.ts'
import { judgeAnswer, REFUSALS } from './judge-answer.ts'
import type { Judged } from './judge-answer.ts'
import type { Asked } from './lead.ts'
import { usesOf } from './uses.ts'
import type { Use } from './uses.ts'

export interface CanaryRun {
  /** Where it is asked; the fetches of a world are forgotten from time to time, and its modules are asked past the gateway. */
  readonly world: Door & Partial<Pick<World, 'fetches' | 'subgraphs'>>
  /** Share of the columns about which plans, the schema and modules without their gateway are asked too; none where it is left out. */
  readonly furtherShare?: number
  readonly database: pg.Client
  readonly cells: Cells
  readonly find: CanaryFinder
  readonly people: readonly Person[]
  readonly seed: number
  /** Share of all operations that are asked, chosen by the seed; the list of every column is always among them. */
  readonly share: number
  /** Some of the uses alone. */
  readonly only?: (use: Use) => boolean
  /** A code that an answer may have beside the refusals. */
  readonly tolerated?: string | 'ANY'
  /** Asks no more after this many milliseconds, of which everybody has a part; what each of them asks at least takes as long as it takes. */
  readonly withinMs: number
}

export interface CanaryResult {
  readonly uses: number
  operations: number
  rows: number
  withRow: number
  /** Operations with a row beside the one that stands in every answer. */
  ofOwn: number
  refused: number
  readonly seen: Set<string>
  readonly faults: string[]
  /** Operations that found nothing to show although nothing was refused. */
  readonly empty: string[]
  /** Coordinates that were asked for. */
  readonly asked: Set<string>
  readonly askedBy: Set<string>
  readonly further: FurtherResult
}

const AT_ONCE = 6
/** Of everybody, on a machine that is too slow for the time. */
const FEWEST = 12

/** Asks every use of every sensitive column as everybody, and searches what comes back. */
export async function runCanary(run: CanaryRun): Promise<CanaryResult> {
  const { world, cells, people, seed, share, furtherShare = 0, withinMs, only = () => true } = run
  const schema = await introspect(world)
  const random = randomFrom(seed)
  const plan = cells.columns.flatMap((column) => usesOf(schema, column).filter(only).map((use) => ({ column, use })))
  const result: CanaryResult = { uses: plan.length, operations: 0, rows: 0, withRow: 0, ofOwn: 0, refused: 0, seen: new Set(), faults: [], empty: [], asked: new Set(), askedBy: new Set(), further: nothingFurther() }
  for (const [place, person] of people.entries()) {
    const { asker, further } = await openAsker({ ...run, schema }, person)
    // other ways come first with everybody: a run that is too short leaves out no person and no way
    const ownMs = withinMs / people.length
    const ownUntil = performance.now() + ownMs
    if (furtherShare > 0) await further(cells.columns.filter(() => random() < furtherShare), ownMs / 2, result)
    const chosen = plan.filter(({ column, use }) => random() < share || use.name === `select by Query.${column.entity.plural}`)
    const waiting = shuffled(chosen, seed + place).values()
    const least = result.operations + FEWEST
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      for (const { column, use } of waiting) {
        if (performance.now() > ownUntil && result.operations >= least) return
        await asker(column, use, result)
      }
    }))
    world.fetches?.()
  }
  return result
}

interface Askers {
  asker(column: CanaryColumn, use: Use, result: CanaryResult): Promise<void>
  further(columns: readonly CanaryColumn[], withinMs: number, result: CanaryResult): Promise<void>
}

async function openAsker({ schema, world, database, cells, find, tolerated }: CanaryRun & { readonly schema: GraphQLSchema }, person: Person): Promise<Askers> {
  const standings = await readAll(database, cells, person)
  const rows = new Map<CanaryColumn, Chosen>()
  for (const column of cells.columns) rows.set(column, await chooseRow(database, column, { person, standings: standingsIn(standings, column.entity) }))
  const anchor = anchorOf(person, standings)
  const headers = { authorization: `Bearer ${await world.token(person)}`, 'x-veil-purpose': person.purpose }
  const standingsOf = (entity: Entity): Standings => standingsIn(standings, entity)
  return {
    further: (columns, withinMs, result) => askFurther({ schema, door: world, modules: world.subgraphs ?? [], person, columns, find, standingsOf, headers, withinMs }, result.further),
    async asker(column, use, result) {
      const { row, index } = rows.get(column) ?? { row: { id: '', values: {} }, index: -1 }
      const asked = use.operation({ row, value: canaryInput(column.form, index), purpose: person.purpose })
      if (asked === undefined) return
      const answer = await world.ask(anchored(asked.query, anchor), { variables: asked.variables, headers: { ...headers, ...(use.name === 'errors wanted' && { 'x-veil-on-refused': 'error' }) } })
      result.asked.add(column.coordinate)
      result.askedBy.add(person.label)
      const judged = judgeAnswer({ find, standingsOf }, { answer, use, person, target: column, rowId: row.id })
      note(result, judged, { tolerated, asWas: describe(person, { column, use, asked }) })
    },
  }
}

interface Asking {
  readonly tolerated: CanaryRun['tolerated']
  readonly asWas: string
}

function note(result: CanaryResult, { rows, codes, seen, leaks }: Judged, { tolerated, asWas }: Asking): void {
  result.operations++
  result.rows += rows
  result.withRow += Number(rows > 0)
  result.ofOwn += Number(rows > 1)
  seen.forEach((coordinate) => result.seen.add(coordinate))
  result.faults.push(...leaks.map((leak) => `${leak}: ${asWas}`))
  const strange = codes.filter((code) => !REFUSALS.includes(code) && code !== tolerated && tolerated !== 'ANY')
  if (strange.length > 0) result.faults.push(`${strange.join()}: ${asWas}`)
  else if (codes.length > 0) result.refused++
  else if (rows === 0) result.empty.push(asWas)
}

async function readAll(database: pg.Client, { columns }: Cells, person: Person): Promise<ReadonlyMap<Entity, Standings>> {
  const standings = new Map<Entity, Standings>()
  for (const entity of new Set(columns.map((column) => column.entity))) standings.set(entity, await readStandings(database, entity, { person, most: MOST_ROWS }))
  return standings
}

function standingsIn(standings: ReadonlyMap<Entity, Standings>, entity: Entity): Standings {
  const found = standings.get(entity)
  if (found === undefined) throw new Error(`${entity.type} has nothing sensitive.`)
  return found
}

function describe({ label }: Person, { column, use, asked }: { readonly column: CanaryColumn; readonly use: Use; readonly asked: Asked }): string {
  return `${column.coordinate}, ${use.name}, as ${label}: ${asked.query} ${JSON.stringify(asked.variables ?? {})}`
}
