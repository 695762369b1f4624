import type { Entity, Scope } from '../../../schema/model.ts'
import type { Person } from '../person.ts'
import { equalsSql, someSql } from './row-sql.ts'

/** Rights of a membership in an organization, as `docs/permissions.md` lists them; in a workspace of one's token one may do everything. */
const OF_A_MEMBER = ['organization.organization.read', 'organization.org_member.read', 'organization.role.read', 'identity.person.read', 'identity.user.read']

/** Ids as an SQL array. */
export const uuids = (ids: readonly string[]): string => `array[${ids.map((id) => `'${id}'`).join(', ')}]::uuid[]`

export const isStaff = ({ clearances }: Person): boolean => clearances.some((clearance) => !['member', 'admin', 'billing_admin'].includes(clearance))

/** A condition on row `t` that says whether a person may list it at all. */
export function visibleSql(entity: Entity, person: Person): string {
  const ways = entity.scopes.map((scope) => waySql(entity, scope, person)).filter((way) => way !== undefined)
  const { rowCondition } = entity
  const further = rowCondition !== undefined && !isStaff(person) ? ` and t.${rowCondition.column} = ${rowCondition.equals}` : ''
  return `(t.brand_id = '${person.brandId}' and (${ways.join(' or ') || 'false'})${further})`
}

function waySql(entity: Entity, { kind, path, column, user, permission, where }: Scope, person: Person): string | undefined {
  const atEnd = (condition: (alias: string) => string): string =>
    someSql(entity, path, (alias) => (where === undefined ? condition(alias) : `(${condition(alias)} and ${equalsSql(alias, where)})`))
  const { clearances, orgs, workspaces } = person
  if (kind === 'BRAND') return permission === undefined || isStaff(person) ? atEnd(() => 'true') : undefined
  if (column === undefined) return undefined
  if (kind === 'PERSON') return permission === undefined || holdsSomewhere(person, permission) ? atEnd((alias) => `${alias}.${column} = '${user ? person.userId : person.personId}'`) : undefined
  if (permission === undefined) return undefined
  const works = clearances.includes('member') || clearances.includes('admin')
  const places = kind === 'ORG' ? (clearances.includes('billing_admin') || (works && OF_A_MEMBER.includes(permission)) ? orgs : []) : works ? workspaces : []
  return places.length === 0 ? undefined : atEnd((alias) => `${alias}.${column} = any(${uuids(places)})`)
}

function holdsSomewhere(person: Person, permission: string): boolean {
  const { clearances, orgs, workspaces } = person
  if (isStaff(person) || (clearances.includes('billing_admin') && orgs.length > 0)) return true
  const works = clearances.includes('member') || clearances.includes('admin')
  return works && (workspaces.length > 0 || (orgs.length > 0 && OF_A_MEMBER.includes(permission)))
}
