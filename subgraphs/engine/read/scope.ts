import type { Equality, Relation } from '../../../schema/model.ts'
import { tableNamed, type Catalog, type Table } from './catalog.ts'
import type { Places, Rights } from './rights.ts'
import { all, type PlaceList, type Statement } from './statement.ts'

/** What is needed to write a predicate for somebody. */
export interface Perspective {
  readonly catalog: Catalog
  readonly rights: Rights
  readonly statement: Statement
  /** Keeps a predicate that looks at other rows under a name, so that the columns of one object share it. */
  hoist?(key: string, predicate: () => string): string
}

/** Stands in every predicate beside row level security, so that indexes are used. */
export function inBrand({ statement }: Perspective, table: Table, alias: string): string {
  return table.columns.has('brand_id') ? `${alias}.brand_id = ${statement.parameter({ kind: 'BRAND' }, 'uuid')}` : 'true'
}

interface Walk {
  readonly type: string
  readonly path: readonly string[]
  readonly alias: string
}

/** Follows relations to a row for which the predicate holds; a path through a to-many relation means some row. */
export function walk(perspective: Perspective, { type, path, alias }: Walk, predicate: (alias: string, type: string) => string): string {
  const [step, ...rest] = path
  if (step === undefined) return predicate(alias, type)
  const table = tableNamed(perspective.catalog, type)
  const relation = relationNamed(table, step)
  const target = tableNamed(perspective.catalog, relation.target)
  const next = perspective.statement.alias('s')
  const found = walk(perspective, { type: relation.target, path: rest, alias: next }, predicate)
  if (found === 'false' || found === 'true') return found
  const joined = all([inBrand(perspective, target, next), `${next}.${relation.to} = ${alias}.${relation.from}`, found])
  return `exists (select 1 from ${target.name} ${next} where ${joined})`
}

/** A relation that must exist, because the metadata was checked when it was made. */
export function relationNamed({ relations, entity }: Table, field: string): Relation {
  const relation = relations.get(field)
  if (!relation) throw new Error(`A path of ${entity.type} names a relation that it does not have.`)
  return relation
}

/** A column of a row equal to a constant of the model. */
export function equalSql({ column, equals, during }: Equality, alias: string): string {
  const equal = equals === null ? `${alias}.${column} is null` : `${alias}.${column} = ${typeof equals === 'boolean' ? equals : textSql(equals)}`
  if (during === undefined) return equal
  const { from, until } = during
  return `${equal} and ${alias}.${from} <= now() and (${alias}.${until} is null or ${alias}.${until} > now())`
}

/** A constant of the model. */
export function textSql(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
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
