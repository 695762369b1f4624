import type { DerivedFrom } from '../../../../schema/model.ts'
import type { Frame } from '../bucket-sql.ts'
import { quotientSql } from '../combine-sql.ts'
import { beyondBuckets, placeOf } from './bucket-tables.ts'
import { dividedToWhole } from './divided-to-whole.ts'
import type { FigureTables } from './figure-tables.ts'

/** Figures by heads: the units to whom the subjects belong, as long as those are worth something. Needs steps and buckets. */
export function cohortTables(figure: Exclude<DerivedFrom['figure'], 'MOVEMENT'>, frame: Frame): FigureTables {
  return [
    // state i is that at the end of bucket i, and so at the start of the next one; the last event before a moment holds there
    ['spans', `select s, u, g, v, ${placeOf('at')} as a, case when until is null then n else ${placeOf('until')} - 1 end as b from steps cross join edges where k and v > 0`],
    ['states', 'select i, s, u, g, v from spans cross join lateral generate_series(a, b) i where u is not null'],
    ...figure === 'AVERAGE' ? averageTables : retentionTables(figure),
    ['answer', `select p, g, v from figure union all ${beyondBuckets(frame)}`],
  ]
}

const averageTables: FigureTables = [
  ['units', 'select i, g, sum(v) as e from states group by i, g, u'],
  ['figure', `select starts as p, g, ${dividedToWhole('sum(e)', 'count(*)')} as v from units join buckets using (i) group by starts, g`],
]

/**
 * Who is there at the start of a bucket is looked at again at its end. A subject counts in the group where the bucket found it, so that a customer who
 * changes the plan has not left; a subject that came later counts where it ended.
 */
function retentionTables(figure: keyof typeof SHARES): FigureTables {
  return [
    ['pairs', `select coalesce(ended.i, begun.i + 1) as i, coalesce(begun.g, ended.g) as g, coalesce(begun.u, ended.u) as u, coalesce(begun.v, 0) as b, coalesce(ended.v, 0) as e
from states begun full join states ended on ended.s = begun.s and ended.i = begun.i + 1`],
    ['units', 'select i, g, sum(b) as b, sum(e) as e from pairs group by i, g, u'],
    ['figure', `select starts as p, g, ${SHARES[figure]} as v from units join buckets using (i) group by starts, g having sum(b) > 0`],
  ]
}

/** CHURN: heads gone of those that were there. Retention: what is left of their worth, with and without what they added to it. */
const SHARES = {
  CHURN: quotientSql('count(*) filter (where b > 0 and e = 0)', 'count(*) filter (where b > 0)'),
  NET_RETENTION: quotientSql('sum(e) filter (where b > 0)', 'sum(b)'),
  GROSS_RETENTION: quotientSql('sum(least(b, e))', 'sum(b)'),
} as const
