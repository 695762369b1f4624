import { describe, expect, it } from 'vitest'
import { withClient } from '../../../prisma/database/open-client.ts'
import { testDatabase } from '../../../prisma/database/test-database.ts'
import { modules } from '../../../schema/metadata/index.ts'
import { publishedFamilies } from '../../../schema/published-families.ts'
import { publishMetrics } from './publish-metrics.ts'

const { connectionFor, superuserUrl } = testDatabase()

const PUBLISHED = modules.filter(({ entities }) => publishedFamilies(entities).length > 0).map(({ schema }) => schema)

/** The clock of the demo world, to which its periods were published. */
const SEEDED = Date.UTC(2026, 5, 30)

async function column(sql: string): Promise<readonly string[]> {
  return withClient(superuserUrl, async (client) => (await client.query<{ value: string }>(sql)).rows.map(({ value }) => value))
}

async function refusal(sql: string): Promise<unknown> {
  return withClient(superuserUrl, (client) => client.query(sql)).then(() => undefined, (error: unknown) => typeof error === 'object' && error !== null && 'code' in error ? error.code : error)
}

describe('what is published', () => {
  it('is every closed period of every brand, once, without a gap', async () => {
    expect(await publishMetrics({ connectionFor, now: SEEDED })).toBe(0)
    expect(await column(`select count(*)::text as value from billing.metric_publications where metric = 'total_revenue' group by brand_id`)).toEqual(['17', '17'])
    for (const schema of PUBLISHED) {
      const gaps = `select count(*)::text as value from (select period_end, lead(period_start) over (partition by brand_id, metric order by period_start) as next from ${schema}.metric_publications) p where next <> period_end`
      expect([schema, await column(gaps)]).toEqual([schema, ['0']])
    }
  })

  it('begins where the month begins for the brand', async () => {
    const starts = await column(`select distinct to_char(p.period_start at time zone b.time_zone, 'DD HH24:MI') as value from billing.metric_publications p join platform.brands b on b.id = p.brand_id`)
    expect(starts).toEqual(['01 00:00'])
  })

  it('does not change any more', async () => {
    expect(await refusal('update billing.metric_publications set published_at = now()')).toBe('23001')
    expect(await refusal('delete from billing.metric_publications')).toBe('23001')
    expect(await refusal('truncate billing.metric_publications')).toBe('23001')
  })

  it('is not yet what ended less than an hour ago', async () => {
    // 2026-05-31 22:00 UTC is the end of May in Berlin
    const [may] = await column(`select max(period_end)::text as value from billing.metric_publications where period_end <= '2026-05-31T22:00Z'`)
    expect(may).toContain('2026-05-31 22:00:00')
    expect(await publishMetrics({ connectionFor, now: Date.UTC(2026, 5, 30, 22, 30) })).toBe(0)
  })
})
