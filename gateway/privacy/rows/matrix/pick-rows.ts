import type pg from 'pg'
import type { Entity, OwnerPath } from '../../../../schema/model.ts'
import { ownersSql, tableOf } from '../../oracle/row-sql.ts'
import { uuids } from '../../oracle/visible-sql.ts'
import { expectedSql } from './expected-sql.ts'
import type { HolderRights } from './holder-rights.ts'
import type { MatrixPlaces } from './matrix-places.ts'

/** Where a row stands, seen from the home of a holder. */
export const STANDS = ['OWN', 'HOME', 'SIBLING_WORKSPACE', 'HOME_ORGANIZATION', 'SIBLING_ORGANIZATION', 'BRAND', 'FOREIGN_BRAND'] as const

export interface PickedRow {
  readonly id: string
  readonly stand: (typeof STANDS)[number]
  readonly isVisible: boolean
}

export interface Picked {
  readonly rows: readonly PickedRow[]
  /** Of all rows of the table. */
  readonly visible: number
}

export interface PickOptions {
  readonly rights: HolderRights
  readonly places: MatrixPlaces
  readonly seed: number
  /** Rows of each stand and visibility. */
  readonly each: number
}

/** Some rows of every stand, those that the holder may see and those that not. */
export async function pickRows(database: pg.Client, entity: Entity, { rights, places, seed, each }: PickOptions): Promise<Picked> {
  const { rows } = await database.query<PickedRow & { visible: string }>(`
    select id, stand, "isVisible", visible from (
      select *, count(*) filter (where "isVisible") over () as visible, row_number() over (partition by stand, "isVisible" order by hashtext(id || $1)) as nth
      from (select t.id::text, ${standSql(entity, rights, places)} as stand, ${expectedSql(entity, rights)} as "isVisible" from ${tableOf(entity)} t) s
    ) p where nth <= $2`, [String(seed), each])
  return { rows: rows.map(({ id, stand, isVisible }) => ({ id, stand, isVisible })), visible: Number(rows[0]?.visible ?? 0) }
}

function standSql(entity: Entity, { personId, userId }: HolderRights, { brandId, orgId, workspaces: [home, ...siblings] }: MatrixPlaces): string {
  const { subject, organization, workspace } = entity
  const own = subject.kind === 'NONE' ? undefined : subject.kind === 'USER' ? userId : personId
  const among = (owner: OwnerPath | undefined, ids: readonly string[]): string => (owner === undefined || ids.length === 0 ? 'false' : `coalesce(${ownersSql(entity, owner)} && ${uuids(ids)}, false)`)
  const placed = organization === undefined ? 'false' : `coalesce(cardinality(array_remove(${ownersSql(entity, organization)}, null)) > 0, false)`
  return `case when t.brand_id <> '${brandId}' then 'FOREIGN_BRAND'
    when ${subject.kind === 'NONE' || own === undefined ? 'false' : among(subject.owner, [own])} then 'OWN'
    when ${among(workspace, [home])} then 'HOME' when ${among(workspace, siblings)} then 'SIBLING_WORKSPACE'
    when ${among(organization, [orgId])} then 'HOME_ORGANIZATION' when ${placed} then 'SIBLING_ORGANIZATION' else 'BRAND' end`
}
