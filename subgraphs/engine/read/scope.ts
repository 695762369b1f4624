import type { Entity, Equality, Relation, Scope } from '../../../schema/model.ts'
import { tableNamed, type Catalog, type Table } from './catalog.ts'
import type { Places, Rights } from './rights.ts'
import { all, any, type PlaceList, type Statement } from './statement.ts'

/** What is needed to write a predicate for somebody. */
export interface Perspective {
  readonly catalog: Catalog
  readonly rights: Rights
  readonly statement: Statement
  /** Keeps a predicate that looks at other rows under a name, so that the columns of one object share it. */
  hoist?(key: string, predicate: () => string): string
}

/** Rows of the alias that the caller sees: the brand, one of the ways of the entity, and its row condition. */
export function visible(perspective: Perspective, table: Table, alias: string): string {
  return all([inBrand(perspective, table, alias), scoped(perspective, table, alias), condition(perspective, table, alias)])
}

/** Stands in every predicate beside row level security, so that indexes are used. */
export function inBrand({ statement }: Perspective, table: Table, alias: string): string {
  return table.columns.has('brand_id') ? `${alias}.brand_id = ${statement.parameter({ kind: 'BRAND' }, 'uuid')}` : 'true'
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

function scoped(perspective: Perspective, { entity }: Table, alias: string): string {
  return ways(perspective, { scopes: entity.scopes, entity, alias })
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

interface Walk {
  readonly type: string
  readonly path: readonly string[]
  readonly alias: string
}

/** Follows relations to a row for which the predicate holds; a path through a to-many relation means some row. */
export function walk(perspective: Perspective, { type, path, alias }: Walk, predicate: (alias: string) => string): string {
  const [step, ...rest] = path
  if (step === undefined) return predicate(alias)
  const table = tableNamed(perspective.catalog, type)
  const relation = relationNamed(table, step)
  const target = tableNamed(perspective.catalog, relation.target)
  const next = perspective.statement.alias('s')
  const found = walk(perspective, { type: relation.target, path: rest, alias: next }, predicate)
  if (found === 'false' || found === 'true') return found
  const joined = all([inBrand(perspective, target, next), `${next}.${relation.to} = ${alias}.${relation.from}`, found])
  return `exists (select 1 from ${target.name} ${next} where ${joined})`
}

function relationNamed({ relations, entity }: Table, field: string): Relation {
  const relation = relations.get(field)
  if (!relation) throw new Error(`A path of ${entity.type} names a relation that it does not have.`)
  return relation
}

function way(perspective: Perspective, scope: Scope, end: string): string {
  const reached = reach(perspective, scope, end)
  return reached === 'false' || !scope.where ? reached : all([reached, equalSql(scope.where, end)])
}

/** A column of a row equal to a constant of the model. */
export function equalSql({ column, equals }: Equality, alias: string): string {
  if (equals === null) return `${alias}.${column} is null`
  return `${alias}.${column} = ${typeof equals === 'boolean' ? equals : textSql(equals)}`
}

/** A constant of the model. */
export function textSql(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
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

export interface Among {
  readonly sql: string
  readonly places: Places
  readonly list: PlaceList
}

/** Whether a column names one of the caller's places. */
export function among({ statement }: Perspective, { sql, places, list }: Among): string {
  if (places === 'NONE') return 'false'
  return places === 'ONE' ? `${sql} = ${statement.parameter({ kind: 'ONLY', list }, 'uuid')}` : `${sql} = any(${statement.parameter(list, 'uuid[]')})`
}

function holdsSomewhere(rights: Rights, permission: string): boolean {
  return rights.holdsBrand(permission) || rights.orgs(permission) !== 'NONE' || rights.workspaces(permission) !== 'NONE'
}
