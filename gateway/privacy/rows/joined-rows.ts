import type pg from 'pg'
import { withClient } from '../../../prisma/database/open-client.ts'
import { modules } from '../../../schema/metadata/index.ts'
import type { ColumnDimension, Entity, Metric, Relation } from '../../../schema/model.ts'
import { metricField } from '../../../schema/sdl/metric-types.ts'
import { atPath, listAt } from '../../e2e/harness/at-path.ts'
import type { World } from '../../e2e/harness/open-world.ts'
import { tableOf } from '../oracle/row-sql.ts'
import { visibleSql } from '../oracle/visible-sql.ts'
import type { Person } from '../person.ts'

/** Rows that are looked at; those that a metric leaves out are among them. */
const MOST = 40

export interface JoinedRows {
  /** Dimensions of joined rows that were looked at. */
  readonly checks: number
  readonly faults: readonly string[]
}

interface Joined {
  readonly entity: Entity
  readonly metric: Metric
  readonly dimension: ColumnDimension
  readonly relation: Relation
  readonly target: Entity
}

const JOINED: readonly Joined[] = modules.flatMap(({ entities }) => entities.flatMap((entity) => (entity.metrics ?? []).flatMap((metric) => metric.dimensions.flatMap((dimension) => {
  const relation = 'path' in dimension ? entity.relations.find(({ field }) => field === dimension.path[0]) : undefined
  const target = entities.find(({ type }) => type === relation?.target)
  return 'path' in dimension && relation && target ? [{ entity, metric, dimension, relation, target }] : []
}))))

/** Lets a row that somebody may list point to one that they may not, and asks for a figure grouped by it: it has to be as if nothing were there. */
export async function checkJoinedRows(world: World, superuserUrl: string, person: Person): Promise<JoinedRows> {
  const faults: string[] = []
  let checks = 0
  for (const { entity, metric, dimension, relation, target } of JOINED) {
    await withClient(superuserUrl, async (client) => {
      await client.query('set session_replication_role = replica')
      const { rows: [hidden] } = await client.query<{ id: string }>(`select t.id::text from ${tableOf(target)} t where t.brand_id = $1 and not coalesce(${visibleSql(target, person)}, false) limit 1`, [person.brandId])
      const { rows } = await client.query<{ id: string; was: string }>(`select t.id::text, t.${relation.from}::text as was from ${tableOf(entity)} t where ${visibleSql(entity, person)} and t.${relation.from} is not null limit ${MOST}`)
      if (hidden === undefined || rows.length === 0) return
      const ids = rows.map(({ id }) => id)
      if (!await isTaken(client, `update ${tableOf(entity)} set ${relation.from} = $1 where id = any($2)`, [hidden.id, ids])) return
      try {
        const groups = [...new Set([metric.currency, dimension.name].filter((name) => name !== undefined))].map((name) => name.toUpperCase())
        const { data } = await world.ask(`query ($f: ${entity.type}Filter) { metrics { figure: ${metricField(metric)}(groupBy: [${groups.join(', ')}], filter: $f) { rows { group { dimension value } } } } }`, { as: person, variables: { f: { id: { in: ids } } }, headers: { 'x-veil-purpose': person.purpose } })
        const values = listAt(data, 'metrics', 'figure', 'rows').flatMap((row) => listAt(row, 'group')).filter((group) => atPath(group, 'dimension') === dimension.name.toUpperCase()).map((group) => atPath(group, 'value'))
        checks += Number(values.length > 0)
        if (values.some((value) => value !== null)) faults.push(`${metric.name} by ${dimension.name} tells ${person.label} of a ${target.type} that is not theirs to see`)
      } finally {
        await client.query(`update ${tableOf(entity)} t set ${relation.from} = w.was from unnest($1::uuid[], $2::uuid[]) w(id, was) where t.id = w.id`, [ids, rows.map(({ was }) => was)])
      }
    })
  }
  return { checks, faults }
}

/** A rule of the table may want these rows to point elsewhere. */
async function isTaken(client: pg.Client, text: string, values: readonly unknown[]): Promise<boolean> {
  try {
    await client.query(text, [...values])
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('23')) return false
    throw error
  }
}
