import { useMemo } from 'react'
import { periodLabels } from '../chart/period-label.ts'
import { ActionChip } from '../privacy/action-chip.tsx'
import { Cell, isNumber } from './cell.tsx'
import type { ResultList } from './result-list.ts'

interface ResultTableProps {
  readonly list: ResultList
  /** Decisions of the policy by path of the operation. */
  readonly actions: ReadonlyMap<string, string>
}

/** More of them make a browser slow; a file has them all. */
const MOST_ROWS = 500

const Head = ({ column, action, isNumber }: { readonly column: string, readonly action: string | undefined, readonly isNumber: boolean }) => {
  const leaf = column.lastIndexOf('.') + 1
  return <th scope="col" className={isNumber ? 'veil-number' : undefined}><span className="veil-head"><span><span className="veil-quiet">{column.slice(0, leaf)}</span>{column.slice(leaf)}</span>{action !== undefined && <ActionChip action={action} />}</span></th>
}

/** Columns that say something: that nothing is hidden needs none. */
const shownColumns = ({ columns, rows, metric }: ResultList): readonly string[] =>
  (metric && !rows.some(({ suppressed }) => suppressed === true) ? columns.filter(column => column !== 'suppressed') : columns)

/** Starts of buckets as people write them. */
const periodsOf = ({ rows, metric }: ResultList): ReadonlyMap<string, string> => {
  const periods = metric ? [...new Set(rows.flatMap(({ period }) => (typeof period === 'string' ? [period] : [])))].sort() : []
  const labels = periodLabels(periods, metric?.timeZone)
  return new Map(periods.map((period, index) => [period, labels[index] ?? period]))
}

/** A list as a table whose head stays in sight. */
export const ResultTable = ({ list, actions }: ResultTableProps) => {
  const { path, rows, metric } = list
  const columns = useMemo(() => shownColumns(list), [list])
  const periods = useMemo(() => periodsOf(list), [list])
  const numbers = useMemo(() => new Set(columns.filter(column => rows.some(row => isNumber({ row, column, metric })))), [columns, list])
  return (
    <div className="veil-scroll" tabIndex={0} role="region" aria-label={`Rows of ${path}`}>
      <table className="veil-table veil-rows">
        <thead><tr><th scope="col" className="veil-number">#</th>{columns.map(column => <Head key={column} column={column} isNumber={numbers.has(column)} action={actions.get(`${path}.${column}`)} />)}</tr></thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((row, index) => (
            <tr key={index}><td className="veil-number veil-quiet">{index + 1}</td>{columns.map(column => <Cell key={column} row={row} column={column} metric={metric} periods={periods} action={actions.get(`${path}.${column}`)} />)}</tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="veil-empty">No rows.</p>}
      {rows.length > MOST_ROWS && <p className="veil-hint">The first {MOST_ROWS} of {rows.length} rows; export the list to have them all.</p>}
    </div>
  )
}
