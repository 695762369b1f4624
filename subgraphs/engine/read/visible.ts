import type { Entity, Scope } from '../../../schema/model.ts'
import { breakGlassRows } from './break-glass-rows.ts'
import type { Table } from './catalog.ts'
import type { Rights } from './rights.ts'
import { among, equalSql, inBrand, walk, type Perspective } from './scope.ts'
import { all, any } from './statement.ts'

/** Rows of the alias that the caller sees: the brand, one of the ways of the entity, and its row condition. */
export function visible(perspective: Perspective, table: Table, alias: string): string {
  return all([inBrand(perspective, table, alias), scoped(perspective, table, alias), condition(perspective, table, alias)])
}

/** The row condition, and nothing else: for a child whose scope the parent implies. */
export function condition(perspective: Perspective, { entity }: Table, alias: string): string {
  const { rowCondition } = entity
  if (!rowCondition) return 'true'
  const regardless = entity.scopes
    // an organization gives its people permissions of its own; what is kept from customers is not among them
    .filter(({ kind }) => kind === 'BRAND')
    .map((scope) => ({ ...scope, permission: rowCondition.unless }))
  return any([`${alias}.${rowCondition.column} = ${rowCondition.equals}`, ways(perspective, { scopes: regardless, entity, alias })])
}

function scoped(perspective: Perspective, table: Table, alias: string): string {
  const { entity } = table
  return any([ways(perspective, { scopes: entity.scopes, entity, alias }), breakGlassRows(perspective, table, { alias, subject: entity.subject })])
}

interface Ways {
  readonly scopes: readonly Scope[]
  readonly entity: Entity
  readonly alias: string
}

// Ways that walk the same path share one EXISTS.
function ways(perspective: Perspective, { scopes, entity, alias }: Ways): string {
  const byPath = new Map<string, Scope[]>()
  for (const scope of scopes) {
    const path = scope.path.join('.')
    byPath.set(path, [...byPath.get(path) ?? [], scope])
  }
  return any([...byPath.values()].map((group) => {
    const path = group[0]?.path ?? []
    return walk(perspective, { type: entity.type, path, alias }, (end) => any(group.map((scope) => way(perspective, scope, end))))
  }))
}

function way(perspective: Perspective, scope: Scope, end: string): string {
  const reached = reach(perspective, scope, end)
  return reached === 'false' || !scope.where ? reached : all([reached, equalSql(scope.where, end)])
}

function reach(perspective: Perspective, { kind, column, user, permission }: Scope, alias: string): string {
  const { rights, statement } = perspective
  if (kind === 'BRAND') return String(permission === undefined || rights.holdsBrand(permission))
  if (column === undefined) return 'false'
  if (kind === 'PERSON') {
    if (permission !== undefined && !holdsSomewhere(rights, permission)) return 'false'
    if (!(user ? rights.hasUser : rights.hasPerson)) return 'false'
    return `${alias}.${column} = ${statement.parameter({ kind: user ? 'USER' : 'PERSON' }, 'uuid')}`
  }
  if (permission === undefined) return 'false'
  const isOrg = kind === 'ORG'
  const places = isOrg ? rights.orgs(permission) : rights.workspaces(permission)
  return among(perspective, { sql: `${alias}.${column}`, places, list: { kind: isOrg ? 'ORGS' : 'WORKSPACES', permission } })
}

function holdsSomewhere(rights: Rights, permission: string): boolean {
  return rights.holdsBrand(permission) || rights.orgs(permission) !== 'NONE' || rights.workspaces(permission) !== 'NONE'
}
