import type { OwnerPath } from '../../../schema/model.ts'
import { tableNamed, type Table } from './catalog.ts'
import { equalSql, inBrand, relationNamed, walk, type Perspective } from './scope.ts'
import { all } from './statement.ts'

/** The row that says whom another row belongs to, and its column that does. */
export interface OwnerEnd {
  /** The column. */
  readonly sql: string
  readonly alias: string
  readonly table: Table
  readonly column: string
}

interface Owned {
  readonly type: string
  readonly alias: string
  readonly owner: OwnerPath
}

/** Whether the owner of a row is one for whom the predicate holds. */
export function atOwner(perspective: Perspective, { type, alias, owner }: Owned, predicate: (end: OwnerEnd) => string): string {
  const { path, column, where } = owner
  return walk(perspective, { type, path, alias }, (end, endType) => all([
    predicate({ sql: `${end}.${column}`, alias: end, table: tableNamed(perspective.catalog, endType), column }),
    where ? equalSql(where, end) : 'true',
  ]))
}

/** The owner's column itself, of one row where the path meets several; null where it meets none. */
export function ownerValue(perspective: Perspective, { type, alias, owner }: Owned): string {
  const { path: [step, ...path], column, where } = owner
  if (step === undefined) return `${alias}.${column}`
  const relation = relationNamed(tableNamed(perspective.catalog, type), step)
  const target = tableNamed(perspective.catalog, relation.target)
  const next = perspective.statement.alias('s')
  const value = ownerValue(perspective, { type: relation.target, alias: next, owner: { path, column, where } })
  const joined = all([inBrand(perspective, target, next), `${next}.${relation.to} = ${alias}.${relation.from}`, where && path.length === 0 ? equalSql(where, next) : 'true'])
  return `(select ${value} from ${target.name} ${next} where ${joined} limit 1)`
}
