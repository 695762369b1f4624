import type { TenantClient } from '../../../prisma/database/tenant-pool.ts'
import { publicationsOf } from './publication.ts'
import { partRows, type PartOf } from './part-rows.ts'

/** A period as Postgres prints its ends. */
export interface Period {
  readonly start: string
  readonly end: string
}

export interface PublishingBrand {
  readonly id: string
  readonly timeZone: string
}

/** A row that comes late still falls into its period when that has been closed for an hour. */
const SETTLING = '1 hour'

export interface OpenPeriods {
  readonly schema: string
  /** Everything that is published together; a metric that joins the others begins with the period after their last one. */
  readonly parts: readonly PartOf[]
  readonly brand: PublishingBrand
  /** In milliseconds since 1970. */
  readonly now: number
}

/** Closed periods after the last published one, or since the first row. A zone of a brand that changes leaves no period counted twice. */
export async function openPeriods(client: TenantClient, { schema, parts, brand, now }: OpenPeriods): Promise<readonly Period[]> {
  const [first] = parts
  if (!first) return []
  const unit = first.metric.cube.grain.toLowerCase()
  const step = unit === 'quarter' ? '3 months' : `1 ${unit}`
  const beginnings = parts.map((part) => partRows(part, '$4')).map(({ localTime, from, where }) => `select min(${localTime}) as at from ${from} where ${where}`)
  const { rows } = await client.query({
    rowMode: 'array',
    text: `with published as (
        select max(period_end) at time zone $4 as at from ${publicationsOf(schema)} where brand_id = $1 and metric = any($2) and grain = $3),
      first as (
        select case when date_trunc('${unit}', at) = at then at else date_trunc('${unit}', at) + interval '${step}' end as start from published where at is not null
        union all
        select date_trunc('${unit}', min(at)) from (${beginnings.join(' union all ')}) b where (select at from published) is null),
      periods as (
        select at at time zone $4 as starts, (at + interval '${step}') at time zone $4 as ends
        from first, generate_series(start, $5::timestamptz at time zone $4, interval '${step}') at)
      select starts::text, ends::text from periods where ends + interval '${SETTLING}' <= $5::timestamptz order by starts`,
    values: [brand.id, parts.map(({ metric }) => metric.name), first.metric.cube.grain, brand.timeZone, new Date(now).toISOString()],
  })
  return rows.map(([start, end]) => ({ start: String(start), end: String(end) }))
}
