import type { Table } from '../read/catalog.ts'
import type { MetricCompile } from './metric-compile.ts'

/** When a row is counted, as a moment: a day counts from its first moment in the zone that is asked for. */
export function momentSql({ zone }: Pick<MetricCompile, 'zone'>, { columns }: Pick<Table, 'columns'>, { alias, column }: { readonly alias: string; readonly column: string }): string {
  const time = `${alias}.${column}`
  return columns.get(column)?.pgType === 'date' ? `(${time}::timestamp at time zone ${zone})` : time
}
