import type { Metric, MetricKind } from '../../../schema/model.ts'
import type { ReadRunner } from '../operation/run-read.ts'
import { bind } from '../read/bind.ts'
import { tableNamed, type Table } from '../read/catalog.ts'
import { readFilter } from '../read/filter-arguments.ts'
import { ReadError } from '../read/read-error.ts'
import type { Viewer } from '../read/rights.ts'
import { newStatement } from '../read/statement.ts'
import { visible } from '../read/visible.ts'
import { asOfSql } from './as-of/as-of-sql.ts'
import { cumulativeSql } from './cumulative-sql.ts'
import type { MetricCompile } from './metric-compile.ts'
import type { MetricRequest } from './metric-request.ts'
import type { Point } from './metric-result.ts'
import { metricStatement, type FiguresSql } from './metric-statement.ts'
import { requireOneCurrency } from './require-currency.ts'
import { rowsSql } from './rows-sql.ts'

export interface RowReader {
  readonly runner: ReadRunner
  readonly viewer: Viewer
  readonly table: Table
  readonly metric: Metric
  /** Most points of an answer. */
  readonly most: number
}

/**
 * Whether the caller can list some rows of every table that the metric adds up; nobody else aggregates over them. Who sees nothing but rows
 * about oneself learns more from what is published.
 */
export function mayList({ runner: { catalog }, viewer: { rights }, metric: { parts, cube } }: Pick<RowReader, 'viewer' | 'metric'> & { readonly runner: Pick<ReadRunner, 'catalog'> }): boolean {
  const counted = cube === undefined ? rights : { ...rights, hasPerson: false, hasUser: false }
  return parts.every(({ entity }) => visible({ catalog, rights: counted, statement: newStatement() }, tableNamed(catalog, entity), 't') !== 'false')
}

/** A figure over the rows that the caller may list, in one statement. */
export async function readRows(reader: RowReader, request: MetricRequest): Promise<readonly Point[]> {
  const { runner, viewer, most } = reader
  const inputs: unknown[] = []
  const { text, parameters } = compiledMetric(reader, request, inputs)
  const { rows } = await runner.pool.query(viewer.brandId, { text, values: bind(parameters, { viewer, inputs }), rowMode: 'array' })
  const isMore = rows.length > most || rows.some(([, , , over]) => over === true || over === 't')
  if (isMore) throw new ReadError('VALIDATION_FAILED', { limit: most })
  return rows.map(([period, value, previous, _over, ...values]) => ({
    period: textOf(period), value: textOf(value), previous: textOf(previous), isSuppressed: false, values: values.map(textOf),
  }))
}

/** What a statement is made from, without anything that could send it. */
export type StatementMaker = Omit<RowReader, 'runner'> & { readonly runner: Pick<ReadRunner, 'catalog' | 'limits'> }

/** The statement of a request; appends to the inputs. */
export function compiledMetric({ runner: { catalog, limits }, viewer: { rights }, table, metric, most }: StatementMaker, request: MetricRequest, inputs: unknown[]): ReturnType<ReturnType<typeof newStatement>['finish']> {
  const filter = readFilter({ catalog, limits, inputs }, table, request.filter)?.node
  requireOneCurrency(metric, request, filter)
  const statement = newStatement()
  const input = (value: unknown, type: string): string => statement.parameter({ kind: 'INPUT', slot: inputs.push(value) - 1, as: 'VALUE' }, type)
  const now = request.asOf === undefined ? 'now()' : input(request.asOf, 'timestamptz')
  const compile: MetricCompile = {
    perspective: { catalog, rights, statement }, table, metric, request, filter, input, zone: input(request.timeZone ?? 'UTC', 'text'), now,
  }
  return statement.finish(metricStatement(compile, figuresOf(metric), most))
}

/** How the figures of a metric are made. */
function figuresOf({ kind, parts, isCumulative }: Metric): FiguresSql {
  // parts that fall into buckets by times of their own cannot be read in one pass
  if (AS_OF.has(kind) || parts.some(({ via, time }) => via !== undefined || time !== parts[0]?.time)) return asOfSql
  return isCumulative ? cumulativeSql : rowsSql
}

const AS_OF: ReadonlySet<MetricKind> = new Set(['AS_OF', 'MOVEMENT', 'COHORT', 'SNAPSHOT'])

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value)
}
