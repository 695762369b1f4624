import { unitOf } from '../chart/unit-of.ts'
import { inWords } from '../in-words.ts'
import type { MetricFacts, Row } from './result-list.ts'

interface CellProps {
  readonly row: Row
  readonly column: string
  readonly metric: MetricFacts | undefined
  /** What the policy decided about the column. */
  readonly action: string | undefined
  /** Starts of buckets as people write them; empty where there are none. */
  readonly periods: ReadonlyMap<string, string>
}

const FIGURES = ['value', 'previous']

const currencyIn = (row: Row, { dimensions }: MetricFacts): string | undefined => {
  const currency = dimensions.map(name => (/(^|_)CURRENCY$/.test(name) ? row[name] : undefined)).find(value => typeof value === 'string')
  return typeof currency === 'string' ? currency : undefined
}

/** A figure as people write it; exactly as it was answered stands in its title. */
const Figure = ({ row, value, metric }: { readonly row: Row, readonly value: string, readonly metric: MetricFacts }) =>
  <span title={value}>{unitOf(metric.unit, currencyIn(row, metric)).format(Number(value))}</span>

const Empty = ({ row, column, metric, action }: CellProps) => {
  if (metric && row.suppressed === true && FIGURES.includes(column)) return <span className="veil-small-cell" title="Too few people are in it, or others could be worked out from it.">too small to show</span>
  if (action === 'REDACT' || action === 'REFUSE') return <span className="veil-quiet">{action === 'REDACT' ? 'left out' : 'refused'}</span>
  return <span className="veil-nothing" aria-label="nothing">–</span>
}

const listed = (value: readonly unknown[]): string => (value.length === 1 ? '1 row' : `${value.length} rows`)

const Value = (props: CellProps & { readonly value: unknown }) => {
  const { value, row, column, metric } = props
  if (value === null || value === undefined) return <Empty {...props} />
  if (metric && typeof value === 'string' && FIGURES.includes(column)) return <Figure row={row} value={value} metric={metric} />
  if (metric && column === 'period' && typeof value === 'string') return <span title={value}>{props.periods.get(value) ?? value}</span>
  if (metric && column === 'change') return <span data-sign={Math.sign(Number(value))} className="veil-change">{Number(value) > 0 ? '+' : ''}{String(value)} %</span>
  if (Array.isArray(value)) return <span className="veil-quiet">{value.every(item => typeof item === 'object') ? listed(value) : value.map(String).join(', ')}</span>
  if (typeof value === 'object') return <code>{JSON.stringify(value)}</code>
  return typeof value === 'boolean' ? inWords(String(value)) : String(value)
}

/** Whether a value is written as numbers are, aligned at its end. */
export const isNumber = ({ row, column, metric }: Pick<CellProps, 'row' | 'column' | 'metric'>): boolean => typeof row[column] === 'number' || (metric !== undefined && [...FIGURES, 'change'].includes(column))

/** A value of a row. What is hidden, and what is not there, are told apart. */
export const Cell = (props: CellProps) => (
  <td className={isNumber(props) ? 'veil-number' : undefined} data-protected={props.action}><Value {...props} value={props.row[props.column]} /></td>
)
