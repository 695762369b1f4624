import type { MetricColumn } from '../../../schema/model.ts'
import { tableNamed, type Table } from '../read/catalog.ts'
import { relationNamed, type Perspective } from '../read/scope.ts'
import { all } from '../read/statement.ts'
import { visible } from '../read/visible.ts'
import type { ColumnSql } from './metric-sql.ts'

/** Rows that paths of many-to-one relations lead to, each joined once. */
export interface MetricJoins {
  /** SQL of a column; joins what its path needs. */
  readonly at: ColumnSql
  /** Text behind the table, once all columns were asked for. */
  joins(): string
  /** Table and alias at the end of a path. */
  reach(path: readonly string[]): { readonly table: Table; readonly alias: string }
}

/** A row that the caller may not list is as one that is not there: its columns are null, at every step of a path. */
export function joinsOf(perspective: Perspective, table: Table, alias: string): MetricJoins {
  const reached = new Map<string, { readonly table: Table; readonly alias: string }>([['', { table, alias }]])
  const texts: string[] = []
  const reach = (path: readonly string[]): { readonly table: Table; readonly alias: string } => {
    const key = path.join('.')
    const known = reached.get(key)
    if (known) return known
    const from = reach(path.slice(0, -1))
    const relation = relationNamed(from.table, path.at(-1) ?? '')
    if (relation.many) throw new Error(`A metric of ${table.entity.type} joins many rows.`)
    const target = tableNamed(perspective.catalog, relation.target)
    const next = perspective.statement.alias('j')
    const end = { table: target, alias: next }
    reached.set(key, end)
    texts.push(` left join ${target.name} ${next} on ${all([visible(perspective, target, next), `${next}.${relation.to} = ${from.alias}.${relation.from}`])}`)
    return end
  }
  return { at: ({ path, column }: MetricColumn) => `${reach(path).alias}.${column}`, joins: () => texts.join(''), reach }
}
