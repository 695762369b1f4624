import type { MetricPart } from '../../../schema/metric-model.ts'
import { isColumnDimension, isCountedWithin, publishedFamilies, type Published } from '../../../schema/published-families.ts'
import type { Convention } from './convention.ts'

const ORDERS = ['MIN', 'MAX', 'P50', 'P95']
const ADDED = ['SUM', 'COUNT']

/** Published figures stay for ever and are there for everybody, so only those are published of which it is known how they can be taken apart. */
export const publishedMetrics: Convention = ({ modules }, report) => {
  for (const { entities } of modules) {
    for (const family of publishedFamilies(entities)) {
      for (const one of family) for (const fault of faultsOf(one)) report('UNSAFE_PUBLICATION', one.entity.type, `@metric(${one.metric.name}): ${fault}`)
      for (const [one, other] of pairsOf(family)) {
        const fault = faultBetween(one, other)
        if (fault !== undefined) report('UNSAFE_PUBLICATION', one.entity.type, `@metric(${one.metric.name}) and @metric(${other.metric.name}) count rows of one table and could be subtracted from each other: ${fault}`)
      }
    }
  }
}

/** Why a metric cannot be published as it is declared; each line is the end of a sentence. */
function faultsOf({ metric }: Published): readonly string[] {
  const { kind, parts, isCumulative, currency, cube } = metric
  const dimensions = cube.dimensions.map((name) => metric.dimensions.find((dimension) => dimension.name === name))
  const added = cube.dimensions.filter((name) => name !== currency).length
  return [
    ...['ROWS', 'RATIO', 'COMBINED'].includes(kind) && !isCumulative ? [] : ['published: is for figures of what happened in a period, not for how things stand: two of those differ by what a few did.'],
    ...pairsOf(parts).every(([part, also]) => part.entity !== also.entity || part.time === also.time) ? [] : ['published: takes parts that count the rows of one table by one time.'],
    ...parts.every(({ time }) => time !== undefined) ? [] : ['published: needs a time, since only closed periods are published.'],
    ...parts.some(dependsOnNow) ? ['published: takes nothing that depends on the present moment.'] : [],
    ...dimensions.every((dimension) => dimension !== undefined && isColumnDimension(dimension)) ? [] : ['cube: takes dimensions of the metric that are columns.'],
    ...kind === 'ROWS' || parts.every(({ aggregation }) => ADDED.includes(aggregation)) ? [] : ['published: takes a ratio or a combination of sums and counts only.'],
    ...added <= 1 || parts.every(({ aggregation }) => aggregation !== 'COUNT_DISTINCT') ? [] : ['cube: takes one dimension for what is counted once each, since such counts add up to nothing.'],
    ...added === 0 || parts.every(({ aggregation }) => !ORDERS.includes(aggregation)) ? [] : ['cube: takes no dimension but the currency for the least, the most and percentiles: that of all tells that of a part.'],
    ...parts.every(({ positive }) => positive === undefined) ? [] : ['published: takes no count of those with a positive sum.'],
  ]
}

function dependsOnNow({ measure, where }: MetricPart): boolean {
  return where.some(({ operator }) => operator === 'AHEAD') || (measure?.kind === 'ELAPSED' && measure.to === undefined)
}

function pairsOf<Item>(items: readonly Item[]): readonly (readonly [Item, Item])[] {
  return items.flatMap((one, place) => items.slice(place + 1).map((other) => [one, other] as const))
}

/** One set of dimensions and periods, so that hiding together is hiding enough; and rows of one within those of the other, so that the rest is known. */
function faultBetween(one: Published, other: Published): string | undefined {
  const shape = ({ metric }: Published): string => JSON.stringify([metric.cube.grain, [...metric.cube.dimensions].sort(), metric.cube.unit, metric.cube.fewestUnits, metric.currency])
  if ([one, other].some(({ metric }) => metric.kind === 'COMBINED')) return 'a combination protects what it adds up, and not its parts; publish one of them.'
  if (shape(one) !== shape(other)) return 'give both the same published:, cube:, unit:, fewest: and currency:, or publish one of them.'
  const common = one.metric.parts.flatMap((part) => other.metric.parts.filter(({ entity }) => entity === part.entity).map((also) => [part, also] as const))
  if (common.some(([part, also]) => part.time !== also.time)) return 'they have different times; publish one of them.'
  return common.every(([part, also]) => isCountedWithin(part, also) || isCountedWithin(also, part)) ? undefined : 'neither counts only rows that the other counts too; publish one of them.'
}
