import { camelCase } from '../../../schema/sdl/camel-case.ts'
import { atPath, listAt } from '../../e2e/harness/at-path.ts'
import type { Door } from '../../e2e/harness/door.ts'
import type { TokenHolder } from '../../fixture/claims-issuer.ts'
import type { MetricOfEntity } from './truth.ts'
import type { Values } from './shown-table.ts'

/** A figure with the start of its period. */
export interface PeriodCell {
  readonly period: string
  readonly values: Values
  /** Decimal text; undefined: suppressed. */
  readonly value: string | undefined
}

/** Everything that is published of a metric: each set of dimensions is asked for once, as a client would. */
export async function readShown(door: Door, { metric }: MetricOfEntity, as: TokenHolder): Promise<readonly PeriodCell[]> {
  const { dimensions, grain } = metric.cube
  const sets = subsetsOf(dimensions).filter((names) => metric.currency === undefined || names.includes(metric.currency))
  const tables = await Promise.all(sets.map(async (names) => {
    const field = `${camelCase(metric.name)}(grain: ${grain}, groupBy: [${names.map((name) => name.toUpperCase()).join(', ')}])`
    const answer = await door.ask(`{ metrics { ${field} { source rows { period value suppressed group { dimension value } } } } }`, { as })
    if (answer.codes.length > 0 || atPath(answer.data, 'metrics', camelCase(metric.name), 'source') !== 'CUBE') throw new Error(`${field} was not answered from the published cube: ${answer.text.slice(0, 200)}`)
    return listAt(answer.data, 'metrics', camelCase(metric.name), 'rows').map(cellOf)
  }))
  return tables.flat()
}

function cellOf(row: unknown): PeriodCell {
  const value = atPath(row, 'value')
  return {
    period: String(atPath(row, 'period')), value: typeof value === 'string' ? value : undefined,
    values: Object.fromEntries(listAt(row, 'group').map((group) => {
      const member = atPath(group, 'value')
      return [String(atPath(group, 'dimension')), typeof member === 'string' ? member : null]
    })),
  }
}

function subsetsOf(names: readonly string[]): readonly (readonly string[])[] {
  return names.reduce<readonly (readonly string[])[]>((sets, name) => [...sets, ...sets.map((set) => [...set, name])], [[]])
}
