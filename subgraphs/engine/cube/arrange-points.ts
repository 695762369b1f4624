import { ReadError } from '../read/read-error.ts'
import { compareDecimals } from './compare-decimals.ts'
import type { Having, MetricRequest } from './metric-request.ts'
import type { Point } from './metric-result.ts'

/** What a statement does for figures over rows, done to published points: conditions, order, limit. */
export function arrangePoints(points: readonly Point[], { having, orderBy, limit }: MetricRequest, most: number): readonly Point[] {
  const kept = points.filter(({ value }) => having.every((condition) => holds(condition, value)))
  if (limit === undefined && kept.length > most) throw new ReadError('VALIDATION_FAILED', { limit: most })
  return ordered(kept, orderBy).slice(0, limit)
}

const HOLDS: Readonly<Record<Having['operator'], (order: number) => boolean>> = {
  '=': (order) => order === 0, '<>': (order) => order !== 0, '<': (order) => order < 0, '<=': (order) => order <= 0, '>': (order) => order > 0, '>=': (order) => order >= 0,
}

// what is suppressed holds for nothing: an answer must not tell on which side of a bound it is
function holds({ operator, value }: Having, point: string | null): boolean {
  return point !== null && HOLDS[operator](compareDecimals(point, value))
}

function ordered(points: readonly Point[], orderBy: MetricRequest['orderBy']): readonly Point[] {
  if (!orderBy || orderBy.field === 'PREVIOUS') return points
  const turn = orderBy.descending ? -1 : 1
  // what is suppressed stands last in either direction: its place must not tell where its value would be
  const compare = (a: Point, b: Point): number => {
    if (orderBy.field === 'PERIOD') return turn * ((a.period ?? '') < (b.period ?? '') ? -1 : (a.period ?? '') > (b.period ?? '') ? 1 : 0)
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null)
    return turn * compareDecimals(a.value, b.value)
  }
  return [...points].sort(compare)
}
