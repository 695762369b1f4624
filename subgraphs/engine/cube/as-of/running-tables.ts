import type { Frame } from '../bucket-sql.ts'
import { placeOf } from './bucket-tables.ts'
import { MOST_CELLS, tooMuchSql, type FigureTables } from './figure-tables.ts'

/** The sum over all subjects of what each is worth at the end of each bucket, for every bucket from the one in which a group is first seen. Needs flows and buckets. */
export const runningTables = ({ most }: Frame): FigureTables => [
  ['moved', `select ${placeOf('at')} as i, g, sum(x) as x from flows where at < (select moments[n + 1] from edges) group by 1, 2`],
  ['groups', 'select distinct g from moved'],
  ['size', `select n > ${most} or n * (select count(*) from groups) > ${MOST_CELLS} as too_much from edges`],
  ['cells', 'select i, g, sum(x) as x from (select i, g, x from moved union all select i, g, null from buckets cross join groups where not (select too_much from size)) cell group by i, g'],
  ['sums', 'select i, g, sum(x) over (partition by g order by i) as v from cells'],
  ['figure', `select starts as p, g, v::numeric as v from sums join buckets using (i) where v is not null union all ${tooMuchSql('(select too_much from size)')}`],
]
