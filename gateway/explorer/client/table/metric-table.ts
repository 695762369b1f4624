import { Kind } from 'graphql'
import type { FieldNode, ValueNode } from 'graphql'
import type { SelectionTree } from '../graph/selection-tree.ts'
import { isRecord } from '../is-record.ts'
import type { ResultList, Row } from './result-list.ts'

/** Whether rows with these keys are the figures of a metric. */
export const isMetric = (trees: readonly SelectionTree[]): boolean => {
  const has = (key: string): boolean => trees.some(tree => tree.key === key)
  return has('value') && (has('period') || has('group'))
}

const groupsOf = ({ group }: Row): readonly (readonly [string, unknown])[] =>
  (Array.isArray(group) ? group : []).flatMap(item => (isRecord(item) && typeof item.dimension === 'string' ? [[item.dimension, item.value] as const] : []))

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Columns that say something in some row. */
const given = (rows: readonly Row[], names: readonly string[]): readonly string[] => names.filter(name => rows.some(row => row[name] !== undefined && row[name] !== null))

/** How much a figure has changed, in hundredths of the earlier one; null where that is nothing or unknown. */
const changeOf = ({ value, previous }: Row): number | null => {
  if (typeof value !== 'string' || typeof previous !== 'string' || Number(previous) === 0) return null
  return Math.round((Number(value) / Number(previous) - 1) * 1000) / 10
}

const named = (node: ValueNode | undefined, variables: unknown): string | undefined => {
  if (node?.kind === Kind.STRING) return node.value
  return node?.kind === Kind.VARIABLE && isRecord(variables) ? textOf(variables[node.name.value]) : undefined
}

/** The zone that an operation wants the buckets of a metric in. */
export const zoneOf = (nodes: readonly FieldNode[], variables: unknown): string | undefined =>
  named(nodes[0]?.arguments?.find(({ name }) => name.value === 'timeZone')?.value, variables)

/** Where the figures of a metric stand in an answer. */
interface MetricPlace {
  readonly path: string
  /** What the answer says of the metric beside its figures. */
  readonly owner: Row
  readonly timeZone: string | undefined
}

/** The figures of a metric with a column for each dimension. Figures are decimals as text, so that none of them is rounded here. */
export const metricTable = ({ path, owner, timeZone }: MetricPlace, items: readonly Row[]): ResultList => {
  const dimensions = [...new Set(items.flatMap(item => groupsOf(item).map(([name]) => name)))]
  const rows = items.map((item): Row => {
    const { group: _group, ...figures } = item
    return { ...Object.fromEntries(groupsOf(item)), ...figures, change: changeOf(item) }
  })
  const name = path.split('.').at(-2) ?? path
  return {
    path,
    columns: [...given(rows, ['period']), ...dimensions, 'value', ...given(rows, ['previous', 'change']), ...rows.some(row => row.suppressed !== undefined) ? ['suppressed'] : []],
    rows,
    items: rows,
    metric: { name, unit: textOf(owner.unit), definition: textOf(owner.definition), source: textOf(owner.source), dimensions, timeZone },
  }
}
