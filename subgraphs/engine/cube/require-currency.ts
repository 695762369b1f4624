import type { ColumnDimension, Metric } from '../../../schema/model.ts'
import { dimensionName, isColumnDimension } from '../../../schema/sdl/metric-dimensions.ts'
import type { FilterNode } from '../read/filter-arguments.ts'
import { ReadError } from '../read/read-error.ts'
import type { MetricRequest } from './metric-request.ts'

/** Amounts of two currencies are never added: the currency is a group, or one value that must hold. */
export function requireOneCurrency({ currency, dimensions }: Metric, { groupBy }: MetricRequest, filter: FilterNode | undefined): void {
  if (currency === undefined || groupBy.some(({ name }) => name === currency)) return
  const dimension = dimensions.filter(isColumnDimension).find(({ name }) => name === currency)
  if (dimension && filter && isFixed(filter, dimension)) return
  throw new ReadError('METRIC_CURRENCY_REQUIRED', { rule: 'ONE_CURRENCY', dimensions: [dimensionName({ name: currency })] })
}

function isFixed(filter: FilterNode, { path, column }: Pick<ColumnDimension, 'path' | 'column'>): boolean {
  const conjuncts = filter.kind === 'AND' ? filter.nodes : [filter]
  const [step, ...rest] = path
  return conjuncts.some((node) => {
    if (node.kind === 'AND') return isFixed(node, { path, column })
    if (node.kind === 'ONE') return node.join.relation?.field === step && isFixed(node.node, { path: rest, column })
    return step === undefined && node.kind === 'LEAF' && node.operator === 'eq' && node.column.name === column
  })
}
