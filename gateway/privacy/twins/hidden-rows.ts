import type pg from 'pg'
import type { Column, Entity } from '../../../schema/model.ts'
import { exposedColumns } from '../../../schema/sdl/exposed.ts'
import { randomFrom } from '../../fixture/random-operation.ts'
import { shareOf } from '../oracle/may-have.ts'
import { ENTITIES, readStandings } from '../oracle/standings.ts'
import type { Standings } from '../oracle/standings.ts'
import type { Person } from '../person.ts'

/** Cells and rows of one entity that a person may not know, by what has to stay as it is. */
export interface HiddenRows {
  readonly entity: Entity
  /** Rows that the person may not list. */
  readonly invisible: readonly string[]
  /** By sensitive column: rows where nothing of the value is shown, and rows where its mask is. */
  readonly cells: readonly { readonly column: Column; readonly nothing: readonly string[]; readonly mask: readonly string[] }[]
}

/** How many rows are changed at most, of each kind: the newest and others by chance. */
export interface Extent {
  readonly changed: number
  readonly looked: number
}

/** What a person may not know, by the oracle. */
export async function readHidden(database: pg.Client, person: Person, { seed, extent }: { readonly seed: number; readonly extent: Extent }): Promise<readonly HiddenRows[]> {
  const random = randomFrom(seed)
  const hidden: HiddenRows[] = []
  for (const entity of ENTITIES) {
    const standings = await readStandings(database, entity, { person, most: extent.looked })
    const visible = new Set(standings.visible)
    const invisible = sample(standings.ids.filter((id) => !visible.has(id)), { random, most: extent.changed })
    const sensitive = exposedColumns(entity).filter(({ label }) => !label.public)
    hidden.push({ entity, invisible, cells: sensitive.map((column) => ({ column, ...cellsOf(entity, column, { person, standings, invisible, random, most: extent.changed }) })) })
  }
  return hidden
}

interface Sampling {
  readonly person: Person
  readonly standings: Standings
  readonly invisible: readonly string[]
  readonly random: () => number
  readonly most: number
}

function cellsOf(entity: Entity, column: Column, { person, standings, invisible, random, most }: Sampling): { readonly nothing: readonly string[]; readonly mask: readonly string[] } {
  const shares = standings.visible.map((id) => ({ id, share: shareOf(person, { entity, column }, standings.of(id, column)) }))
  const of = (wanted: string): readonly string[] => sample(shares.filter(({ share }) => share === wanted).map(({ id }) => id), { random, most })
  return { nothing: [...of('NONE'), ...invisible], mask: of('MASK') }
}

function sample(ids: readonly string[], { random, most }: Pick<Sampling, 'random' | 'most'>): readonly string[] {
  if (ids.length <= most) return ids
  const rest = ids.slice(most / 2)
  return [...ids.slice(0, most / 2), ...rest.filter(() => random() < most / 2 / rest.length)]
}
