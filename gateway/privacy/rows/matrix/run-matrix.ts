import { withClient } from '../../../../prisma/database/open-client.ts'
import { openWorld } from '../../../e2e/harness/open-world.ts'
import { ENTITIES } from '../../oracle/standings.ts'
import type { ProofDatabase } from '../../proof.ts'
import { shuffled } from '../../shuffled.ts'
import { checkConditions } from './check-conditions.ts'
import { checkConnections } from './check-connections.ts'
import { checkCursors } from './check-cursors.ts'
import { checkEntities } from './check-entities.ts'
import { checkKeys } from './check-keys.ts'
import { checkLists } from './check-lists.ts'
import { checkRelations } from './check-relations.ts'
import { MATRIX_HOLDERS } from './matrix-holder.ts'
import type { MatrixHolder } from './matrix-holder.ts'
import { MATRIX_WAYS, openFindings } from './matrix-findings.ts'
import type { MatrixFindings } from './matrix-findings.ts'
import { openAskers } from './open-askers.ts'
import { pickRows, STANDS } from './pick-rows.ts'

export interface MatrixRun {
  readonly seed: number
  /** Ends after so long, with what was looked at until then; the cells come in an order that the seed gives. */
  readonly withinMs?: number
  /** However slow the machine is, it does not end before so many checks. */
  readonly fewest?: number
  /** Rows of each stand and visibility in each cell. */
  readonly each: number
  /** Some of the holders, beside the one who sees everything. */
  readonly only?: (holder: MatrixHolder) => boolean
  say(line: string): void
}

export interface MatrixResult {
  readonly found: MatrixFindings
  readonly holders: number
  readonly entities: number
  readonly cells: number
  /** Rows that were looked for, by where they stand. */
  readonly rows: ReadonlyMap<string, number>
}

/** Sees everything of the brand; others borrow its cursors. */
const AUDITOR = 'auditor'

/** Everybody against every entity. */
export async function runMatrix({ connectionFor, superuserUrl }: ProofDatabase, { seed, withinMs = Infinity, fewest = 0, each, only = () => true, say }: MatrixRun): Promise<MatrixResult> {
  const found = openFindings()
  const rows = new Map<string, number>(STANDS.map((stand) => [stand, 0]))
  let done = 0
  await withClient(superuserUrl, async (database) => {
    await database.query('set session_replication_role = replica')
    const { askers, authenticate, close } = await openAskers({ database, connectionFor, holders: MATRIX_HOLDERS.filter((holder) => only(holder) || holder.label === AUDITOR) })
    const world = await openWorld({ connectionFor, isQuiet: true, authenticate })
    try {
      const auditor = askers.find(({ label }) => label === AUDITOR)
      if (auditor === undefined) throw new Error('Somebody has to see everything of the brand.')
      const checks = [checkKeys, checkLists, checkEntities, checkRelations, checkConditions, checkConnections, checkCursors(auditor)]
      const cells = shuffled(askers.flatMap((asker) => ENTITIES.map((entity) => ({ asker, entity }))), seed)
      const end = performance.now() + withinMs
      for (const { asker, entity } of cells) {
        if (performance.now() > end && MATRIX_WAYS.reduce((sum, way) => sum + found.count(way), 0) >= fewest) break
        const module = world.subgraphs.find(({ name }) => name === entity.module)
        if (module === undefined) throw new Error(`There is no module ${entity.module}.`)
        const picked = await pickRows(database, entity, { rights: asker.rights, places: asker.places, seed, each })
        for (const { stand } of picked.rows) rows.set(stand, (rows.get(stand) ?? 0) + 1)
        for (const check of checks) await check({ world, database, asker, entity, module, picked, found })
        done++
        world.fetches()
        if (done % 200 === 0) say(`${done} of ${cells.length} cells, ${found.faults.length} wrong`)
      }
      for (const fault of world.faults()) found.judge('by key', false, () => `a fault of ours: ${String(fault)}`)
    } finally {
      await world.stop()
      await close()
    }
  })
  return { found, holders: MATRIX_HOLDERS.length, entities: ENTITIES.length, cells: done, rows }
}
