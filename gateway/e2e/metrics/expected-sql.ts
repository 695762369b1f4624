import type { Expectation, Window } from './expectation.ts'

const STEPS: Readonly<Record<Window['grain'], string>> = { HOUR: '1 hour', DAY: '1 day', WEEK: '1 week', MONTH: '1 month', QUARTER: '3 months', YEAR: '1 year' }

/**
 * The statement of an expectation: buckets are laid out as ranges from the start of the window, and rows are joined to the range in which they fall.
 * The engine cuts each row's time instead, so that a mistake about clocks would not be made twice.
 */
export function expectedSql({ by, rows, value, isRunning = false, empty = null }: Expectation, window: Window | undefined): string {
  const groups = by.map((_, index) => `g${index}`)
  const texts = groups.map((group) => `, ${group}::text`).join('')
  if (window === undefined) return `${ASKED} select null${texts}, ${plain(value)} from (${rows}) r${groups.length > 0 ? ` group by ${groups.join(', ')}` : ' having count(*) > 0'}`
  const list = groups.map((group) => `, ${group}`).join('')
  return `${ASKED}, buckets as (${bucketsSql(window)}),
    counted as (select starts${list}, ${plain(value)} as v from (${rows}) r join buckets on ${isRunning ? '' : 'r.at >= starts and '}r.at < ends group by starts${list}),
    kinds as (select distinct ${groups.length > 0 ? groups.join(', ') : '1'} from counted)
    select b.starts${groups.map((group) => `, k.${group}::text`).join('')}, coalesce(c.v, ${empty ?? 'null'})
    from buckets b cross join ${groups.length > 0 ? 'kinds' : '(select 1)'} k left join counted c on c.starts = b.starts${groups.map((group) => ` and c.${group} is not distinct from k.${group}`).join('')}`
}

function bucketsSql({ grain, zone, from, to }: Window): string {
  const step = STEPS[grain]
  if (grain === 'HOUR') return `select s as starts, s + interval '1 hour' as ends from generate_series('${from}'::timestamptz, '${to}'::timestamptz - interval '1 hour', interval '1 hour') s`
  const local = (moment: string): string => `('${moment}'::timestamptz at time zone '${zone}')`
  return `select s at time zone '${zone}' as starts, (s + interval '${step}') at time zone '${zone}' as ends from generate_series(${local(from)}, ${local(to)} - interval '${step}', interval '${step}') s`
}

/** Gives every parameter its type, whether the rows name it or not. */
const ASKED = 'with asked as (select $1::uuid, $2::uuid, $3::uuid, $4::uuid)'

/** At most ten digits behind the point, none of them a zero at the end. */
function plain(value: string): string {
  return `trim_scale(round((${value})::numeric, 10))`
}
