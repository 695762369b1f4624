import type { Metric } from '../../../schema/model.ts'
import type { ReadRunner } from '../operation/run-read.ts'
import { bind } from '../read/bind.ts'
import type { Table } from '../read/catalog.ts'
import { readFilter, type FilterNode } from '../read/filter-arguments.ts'
import { filterSql } from '../read/filter.ts'
import { ReadError } from '../read/read-error.ts'
import type { Viewer } from '../read/rights.ts'
import type { Perspective } from '../read/scope.ts'
import { all, newStatement } from '../read/statement.ts'
import { visible } from '../read/visible.ts'
import { MOST_POINTS, type MetricRequest } from './metric-request.ts'
import type { Point } from './metric-result.ts'
import { aggregateSql, conditionSql, type MeasureContext } from './metric-sql.ts'

export interface RowReader {
  readonly runner: ReadRunner
  readonly viewer: Viewer
  readonly table: Table
  readonly metric: Metric
}

/** Whether the caller can list some rows of the table at all; nobody else aggregates over them. */
export function mayList({ runner: { catalog }, viewer: { rights }, table }: RowReader): boolean {
  return visible({ catalog, rights, statement: newStatement() }, table, 't') !== 'false'
}

/** A figure over the rows that the caller may list, in one statement. */
export async function readRows(reader: RowReader, request: MetricRequest): Promise<readonly Point[]> {
  const { runner, viewer, table, metric } = reader
  const inputs: unknown[] = []
  const filter = readFilter({ catalog: runner.catalog, limits: runner.limits, inputs }, table, request.filter)
  requireOneCurrency(metric, request, filter?.node)
  const { text, parameters } = rowsSql(reader, { request, filter: filter?.node, inputs })
  const { rows } = await runner.pool.query(viewer.brandId, { text, values: bind(parameters, { viewer, inputs }), rowMode: 'array' })
  return rows.map(([period, value, ...values]) => ({ period: String(period), value: String(value), values: values.map((each) => each === null ? null : String(each)) }))
}

/** Amounts of two currencies are never added: the currency is a group, or one value that must hold. */
function requireOneCurrency({ currency }: Metric, { groupBy }: MetricRequest, filter: FilterNode | undefined): void {
  if (currency === undefined || groupBy.some(({ name }) => name === currency)) return
  const conjuncts = filter?.kind === 'AND' ? filter.nodes : filter ? [filter] : []
  if (!conjuncts.some((node) => node.kind === 'LEAF' && node.operator === 'eq' && node.column.name === currency)) throw new ReadError('METRIC_CURRENCY_REQUIRED')
}

interface RowsRead {
  readonly request: MetricRequest
  readonly filter?: FilterNode
  readonly inputs: unknown[]
}

const ALIAS = 't'
const PLAIN: MeasureContext = { at: ({ column }) => `${ALIAS}.${column}`, now: 'now()' }

function rowsSql({ runner: { catalog }, viewer: { rights }, table, metric }: RowReader, { request, filter, inputs }: RowsRead): ReturnType<ReturnType<typeof newStatement>['finish']> {
  const statement = newStatement()
  const perspective: Perspective = { catalog, rights, statement }
  const input = (value: unknown, type: string): string => statement.parameter({ kind: 'INPUT', slot: inputs.push(value) - 1, as: 'VALUE' }, type)
  const { range, groupBy } = request
  const zone = input(request.timeZone ?? 'UTC', 'text')
  const { parts: [part], time: column } = metric
  if (part === undefined) throw new ReadError('VALIDATION_FAILED')
  const bucket = `date_trunc('${request.grain.toLowerCase()}', ${ALIAS}.${column} at time zone ${zone}) at time zone ${zone}`
  const time = `${ALIAS}.${column}`
  const conditions = [
    visible(perspective, table, ALIAS), `${time} is not null`,
    ...part.where.map((condition) => conditionSql(condition, PLAIN)),
    ...range ? [`${time} >= ${input(range.from, 'timestamptz')}`, `${time} < ${input(range.to, 'timestamptz')}`] : [],
    ...filter ? [filterSql(perspective, table, { node: filter, alias: ALIAS })] : [],
  ]
  const groups = groupBy.map(({ name }) => `${ALIAS}.${name}`)
  const value = aggregateSql(part, PLAIN)
  return statement.finish(`select to_char(p at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), v::text${groups.map((_, index) => `, g${index}::text`).join('')}
from (select ${bucket} as p, ${value} as v${groups.map((group, index) => `, ${group} as g${index}`).join('')} from ${table.name} ${ALIAS}
where ${all(conditions)} group by ${['1', ...groups.map((_, index) => String(index + 3))].join(', ')}) m
order by ${['p', ...groups.map((_, index) => `g${index}`)].join(', ')} limit ${MOST_POINTS + 1}`)
}
