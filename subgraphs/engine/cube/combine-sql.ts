import type { Metric } from '../../../schema/model.ts'

/** Digits behind the point of an average, a share or a percentage; zeros at the end are left out. */
const SCALE = 10

/** A quotient, and null where there is nothing to divide by. */
export function quotientSql(numerator: string, denominator: string): string {
  return roundedSql(`${numerator}::numeric / nullif(${denominator}, 0)`)
}

/** A number that may have more digits than anybody needs. */
export function roundedSql(value: string): string {
  return `trim_scale(round(${value}, ${SCALE}))`
}

/** The value of a metric from those of its parts: `v0`, `v1`, … */
export function partSql({ kind, parts }: Pick<Metric, 'kind' | 'parts'>): string {
  // no amount is none of the whole; no average or extreme is none at all
  if (kind === 'RATIO') return quotientSql(parts[0]?.aggregation === 'SUM' ? 'coalesce(v0, 0)' : 'v0', 'v1')
  if (kind === 'COMBINED') return parts.map((_, index) => `coalesce(v${index}, 0)`).join(' + ')
  return parts[0]?.aggregation === 'AVG' || parts[0]?.measure?.kind === 'ELAPSED' ? roundedSql('v0') : 'v0::numeric'
}

/** Whether a bucket without rows has the value 0: nothing was counted and nothing added. */
export function isZeroWhereEmpty({ kind, parts }: Pick<Metric, 'kind' | 'parts'>): boolean {
  if (kind === 'RATIO' || kind === 'COHORT') return false
  return parts.every(({ aggregation }) => aggregation === 'SUM' || aggregation === 'COUNT' || aggregation === 'COUNT_DISTINCT')
}
