import type { Frame } from '../bucket-sql.ts'
import { beyondBuckets, placeOf } from './bucket-tables.ts'
import type { FigureTables } from './figure-tables.ts'

/**
 * `moves`: every change of worth. All movements between two moments add up to the difference of the sums there.
 * `movementAt`: place of the kind of movement among the dimensions, from 0; absent where nobody asks for it.
 */
export function moveTables(movementAt?: number): FigureTables {
  const group = movementAt === undefined ? 'g' : `g[:${movementAt}] || m || g[${movementAt + 1}:]`
  return [['moves', `select at, ${group} as g, v - coalesce(pv, 0) as x from (select *, ${KIND} as m
from (select *, bool_or(v > 0) over (partition by s order by at, o rows between unbounded preceding and 1 preceding) as known from changes) change) named
where k and v <> coalesce(pv, 0)`]]
}

// from nothing, for the first time or again; to nothing; from one worth to another
const KIND = `case when coalesce(pv, 0) <= 0 then case when known then 'REACTIVATION' else 'NEW' end
when v <= 0 then 'CHURN' when v > pv then 'EXPANSION' else 'CONTRACTION' end`

/** Movements in each bucket. Needs moves and buckets. */
export const movementTables = (frame: Frame): FigureTables => [
  ['moved', `select ${placeOf('at')} as i, g, x from moves`],
  ['figure', `select starts as p, g, sum(x)::numeric as v from moved join buckets using (i) group by 1, 2 union all ${beyondBuckets(frame)}`],
]
