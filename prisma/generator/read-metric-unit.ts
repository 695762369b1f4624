import type { Metric, MetricKind, MetricPart, MetricUnit } from '../../schema/model.ts'
import { METRIC_UNITS } from '../../schema/model.ts'
import type { MetricReading } from './metric-reading.ts'
import type { Derived } from './read-metric-derived.ts'

/** What the arguments of a metric make of it. */
export function metricKind({ fail }: MetricReading, { roles, derived }: { readonly roles: readonly string[]; readonly derived: Derived }): MetricKind {
  if (derived.asOf) return 'AS_OF'
  if (derived.from) return derived.from.figure === 'MOVEMENT' ? 'MOVEMENT' : 'COHORT'
  if (derived.ages) return 'SNAPSHOT'
  const shares = roles.filter(role => role === 'DENOMINATOR' || role === 'NUMERATOR').length
  if (shares > 1 || shares === 1 && roles.length > 1) fail('a ratio has two parts: that of @metric, and one NUMERATOR or DENOMINATOR.')
  if (shares === 1) return 'RATIO'
  return roles.length > 0 ? 'COMBINED' : 'ROWS'
}

/** What a value is counted in, unless `counted:` says it. */
export function metricUnit({ annotation, fail }: MetricReading, { kind, parts, currency }: Pick<Metric, 'kind' | 'currency'> & { readonly parts: readonly MetricPart[] }): MetricUnit {
  const written = annotation.named.get('counted')
  const known = METRIC_UNITS.find(unit => unit === written)
  if (written !== undefined && known === undefined) fail(`counted: takes one of ${METRIC_UNITS.join(', ')}.`)
  const [first] = parts
  if (known !== undefined) return known
  if (kind === 'RATIO' || kind === 'COHORT') return 'RATIO'
  if (first === undefined || first.aggregation === 'COUNT' || first.aggregation === 'COUNT_DISTINCT') return 'ROWS'
  if (first.measure?.kind === 'ELAPSED') return first.measure.in
  return currency === undefined ? 'AMOUNT' : 'MINOR_UNITS'
}
