import type { Aggregation, Measure, MetricColumn, MetricFlag, MetricPart } from '../../schema/model.ts'
import type { MetricReading } from './metric-reading.ts'
import { ownColumn, readDimension, singleColumn, wordsOf } from './metric-reading.ts'
import { readWhere } from './read-metric-where.ts'
import { walkPath } from './walk-path.ts'

/** Arguments that say how rows become a value; without one of them they are counted. */
export const AGGREGATION_KEYS: Readonly<Record<string, Aggregation>> = {
  sum: 'SUM', countDistinct: 'COUNT_DISTINCT', avg: 'AVG', min: 'MIN', max: 'MAX', p50: 'P50', p95: 'P95',
}
const UNITS = ['SECONDS', 'DAYS'] as const
const SUBTRACTS = /^-\s*/

interface ReadPart {
  readonly part: MetricPart
  readonly flags: readonly MetricFlag[]
}

const placeOf = ({ path, column }: MetricColumn): MetricColumn => ({ path, column })

function operand(at: MetricReading, name: string, isTime: boolean): MetricColumn | undefined {
  const column = singleColumn(at, name)
  if (column && isTime !== (column.found.wire === 'DateTime')) at.fail(`${name} is ${isTime ? 'no moment; a difference is taken of two of them' : 'no number'}.`)
  return column && placeOf(column)
}

function elapsed(at: MetricReading, until: string, since: string): Measure | undefined {
  const written = at.annotation.named.get('in')
  const unit = UNITS.find(known => known === written)
  if (unit === undefined) at.fail('in: says whether a difference of times is counted in SECONDS or DAYS.')
  const from = operand(at, since, true)
  const to = until === 'now' ? undefined : operand(at, until, true)
  return from && { kind: 'ELAPSED', from, to, in: unit ?? 'SECONDS' }
}

function readMeasure(at: MetricReading, text: string, aggregation: Aggregation): Measure | undefined {
  const [, left, sign, right] = /^(\S+)\s+([*+-])\s+(\S+)$/.exec(text) ?? []
  if (left === undefined || right === undefined) {
    const column = singleColumn(at, text)
    if (column && aggregation !== 'COUNT_DISTINCT' && !['Int', 'SafeInt', 'Decimal'].includes(column.found.wire)) at.fail(`${text} is no number; only countDistinct: takes another column.`)
    return column && { kind: 'COLUMN', ...placeOf(column) }
  }
  if (sign === '-') return elapsed(at, left, right)
  const [one, two] = [operand(at, left, false), operand(at, right, false)]
  return one && two && { kind: sign === '*' ? 'PRODUCT' : 'SUM', columns: [one, two] }
}

/** How the rows of one model become a value: `sum: unitPriceCents * seats, where: removedAt is not set, time: addedAt`. */
export function readMetricPart(at: MetricReading): ReadPart {
  const { annotation, model, reading, fail } = at
  const keys = Object.keys(AGGREGATION_KEYS).filter(key => annotation.named.has(key))
  if (keys.length > 1) fail(`${keys.join(' and ')} are two figures; declare two metrics.`)
  const [key] = keys
  const written = key === undefined ? undefined : annotation.named.get(key)
  const aggregation = key === undefined ? 'COUNT' : AGGREGATION_KEYS[key] ?? 'COUNT'
  const { conditions, flags } = readWhere(at)
  const via = annotation.named.get('via')?.split('.')
  if (via && walkPath(model, via, model.name, reading)?.many) fail('via: passes a relation to many rows; begin at the other end.')
  const extra = wordsOf(annotation, 'extra').map(word => readDimension(at, word)).filter(dimension => dimension !== undefined)
  return {
    flags,
    part: {
      entity: model.name, via, aggregation,
      measure: written === undefined ? undefined : readMeasure(at, written.replace(SUBTRACTS, ''), aggregation),
      where: conditions, positive: ownColumn(at, 'positive'), time: ownColumn(at, 'time'),
      sign: annotation.named.get('role') === 'SUBTRACT' || (written !== undefined && SUBTRACTS.test(written)) ? -1 : 1,
      dimensions: extra.length === 0 ? undefined : extra,
    },
  }
}
