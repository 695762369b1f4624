import type { Entity, Scope } from '../../../../schema/model.ts'
import { equalsSql, someSql } from '../../oracle/row-sql.ts'
import { uuids } from '../../oracle/visible-sql.ts'
import { sharedBrand, sharedPlaces } from './holder-rights.ts'
import type { HolderRights } from './holder-rights.ts'

/** A condition on row `t` that says whether a holder may see it; over the scope columns, in the plainest SQL that there is. */
export function expectedSql(entity: Entity, rights: HolderRights): string {
  const ways = entity.scopes.map((scope) => waySql(entity, scope, rights)).filter((way) => way !== undefined)
  const { rowCondition } = entity
  const isKept = rowCondition !== undefined && !sharedBrand(rights, rowCondition.unless)
  const further = isKept ? ` and t.${rowCondition.column} = ${rowCondition.equals}` : ''
  return `coalesce(t.brand_id = '${rights.brandId}' and (${ways.join(' or ') || 'false'})${further}, false)`
}

function waySql(entity: Entity, { kind, path, column, user, permission, where }: Scope, rights: HolderRights): string | undefined {
  const atEnd = (condition: (alias: string) => string): string =>
    someSql(entity, path, (alias) => (where === undefined ? condition(alias) : `(${condition(alias)} and ${equalsSql(alias, where)})`))
  const { personId, userId, partner } = rights
  if (kind === 'BRAND') return permission === undefined || sharedBrand(rights, permission) ? atEnd(() => 'true') : undefined
  if (kind === 'PERSON') {
    const own = partner === undefined ? user ? userId : personId : undefined
    return own === undefined || column === undefined || permission !== undefined ? undefined : atEnd((alias) => `${alias}.${column} = '${own}'`)
  }
  if (permission === undefined || column === undefined) return undefined
  const places = sharedPlaces(rights, kind === 'ORG' ? 'ORG' : 'WORKSPACE', permission)
  return places.length === 0 ? undefined : atEnd((alias) => `${alias}.${column} = any(${uuids(places)})`)
}
