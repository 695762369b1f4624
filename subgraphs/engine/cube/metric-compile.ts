import type { Metric } from '../../../schema/model.ts'
import type { Table } from '../read/catalog.ts'
import type { FilterNode } from '../read/filter-arguments.ts'
import type { Perspective } from '../read/scope.ts'
import type { MetricRequest } from './metric-request.ts'

/** What the text of a figure is made from. */
export interface MetricCompile {
  readonly perspective: Perspective
  /** Of the entity that declares the metric. */
  readonly table: Table
  readonly metric: Metric
  readonly request: MetricRequest
  readonly filter?: FilterNode
  /** Mark of a parameter with this value. */
  input(value: unknown, type: string): string
  /** Name of the time zone, as SQL. */
  readonly zone: string
  /** What stands for now, as SQL. */
  readonly now: string
}
