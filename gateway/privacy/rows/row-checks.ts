import type pg from 'pg'
import { modules } from '../../../schema/metadata/index.ts'
import { contributionsOf } from '../../../schema/sdl/contribution.ts'
import type { Entity } from '../../../schema/model.ts'
import { exposedRelations } from '../../../schema/sdl/exposed.ts'
import { isRecord } from '../../../schema/is-record.ts'
import { atPath, listAt } from '../../e2e/harness/at-path.ts'
import type { World } from '../../e2e/harness/open-world.ts'
import { tableOf } from '../oracle/row-sql.ts'
import { ENTITIES } from '../oracle/standings.ts'
import { visibleSql } from '../oracle/visible-sql.ts'
import type { Person } from '../person.ts'

export interface RowGround {
  readonly world: World
  readonly database: pg.Client
  readonly person: Person
}

export interface RowFindings {
  checks: number
  rows: number
  /** Conditions that only hidden rows would meet. */
  behind: number
  readonly faults: string[]
}

/** Ids of rows that a person may list, by the oracle. */
export type Visible = ReadonlyMap<string, ReadonlySet<string>>

export async function readVisible(database: pg.Client, person: Person): Promise<Visible> {
  const visible = new Map<string, ReadonlySet<string>>()
  for (const entity of ENTITIES) {
    const { rows } = await database.query<{ id: string }>(`select t.id::text from ${tableOf(entity)} t where ${visibleSql(entity, person)}`)
    visible.set(entity.type, new Set(rows.map(({ id }) => id)))
  }
  return visible
}

/** Every list shows and counts exactly the rows of the oracle. */
export async function checkLists({ world, person }: RowGround, visible: Visible, found: RowFindings): Promise<void> {
  for (const { type, plural } of ENTITIES) {
    const ids = visible.get(type) ?? new Set()
    const { data } = await world.ask(`{ list: ${plural}(first: 100) { totalCount nodes { id } } }`, { as: person })
    const shown = listAt(data, 'list', 'nodes').map((node) => String(atPath(node, 'id')))
    found.checks++
    found.rows += shown.length
    const strange = shown.filter((id) => !ids.has(id))
    if (strange.length > 0) found.faults.push(`${person.label} is shown ${strange.length} rows of ${type} that are not theirs to see, ${strange[0] ?? ''}`)
    if (atPath(data, 'list', 'totalCount') !== ids.size) found.faults.push(`${person.label} is told of ${String(atPath(data, 'list', 'totalCount'))} rows of ${type}, and may see ${ids.size}`)
  }
}

/** Every relation and contributed list leads to rows of the oracle. */
export async function checkLeads({ world, person }: RowGround, visible: Visible, found: RowFindings): Promise<void> {
  for (const entity of ENTITIES.filter(({ type }) => (visible.get(type)?.size ?? 0) > 0)) {
    for (const { field, target, many } of leadsOf(entity)) {
      const { data } = await world.ask(`{ list: ${entity.plural}(first: 50) { nodes { lead: ${field}${many ? '(first: 20) { nodes { id } }' : ' { id }'} } } }`, { as: person })
      const rows = listAt(data, 'list', 'nodes').flatMap((node) => (many ? listAt(node, 'lead', 'nodes') : [atPath(node, 'lead')])).filter(isRecord)
      const strange = rows.filter(({ id }) => visible.get(target)?.has(String(id)) !== true)
      found.checks++
      found.rows += rows.length
      if (strange.length > 0) found.faults.push(`${entity.type}.${field} leads ${person.label} to ${strange.length} rows that are not theirs to see, ${String(strange[0]?.['id'])}`)
    }
  }
}

interface RowLead {
  readonly field: string
  readonly target: string
  readonly many: boolean
}

// A reference shows its key also where there is nothing to see behind it, so it leads nowhere.
function leadsOf(entity: Entity): readonly RowLead[] {
  const relations = exposedRelations(entity)
  const contributed = modules.flatMap(contributionsOf).filter(({ type, single }) => type === entity.type && !single).map(({ field, source }) => ({ field, target: source.type, many: true }))
  return [...relations, ...contributed]
}

/** No condition on related rows is met by one that the person may not see. */
export async function checkNestedFilters({ world, database, person }: RowGround, visible: Visible, found: RowFindings): Promise<void> {
  for (const entity of ENTITIES.filter(({ type }) => (visible.get(type)?.size ?? 0) > 0)) {
    for (const { field, target, many, from, to } of exposedRelations(entity)) {
      const child = ENTITIES.find(({ type }) => type === target)
      if (child === undefined) continue
      const { rows } = await database.query<{ id: string }>(`select c.id::text from ${tableOf(child)} c join ${tableOf(entity)} t on t.brand_id = c.brand_id and c.${to} = t.${from} where ${visibleSql(entity, person)} limit 3000`)
      const hidden = rows.map(({ id }) => id).filter((id) => visible.get(target)?.has(id) !== true).slice(0, 150)
      if (hidden.length === 0) continue
      const inside = { id: { in: hidden } }
      const { data } = await world.ask(`query ($f: ${entity.type}Filter) { list: ${entity.plural}(first: 5, filter: $f) { totalCount } }`, { as: person, variables: { f: { [field]: many ? { some: inside } : inside } } })
      found.checks++
      found.behind++
      if (atPath(data, 'list', 'totalCount') !== 0) found.faults.push(`a filter on ${entity.type}.${field} tells ${person.label} of ${String(atPath(data, 'list', 'totalCount'))} rows with hidden ones behind them`)
    }
  }
}
