import type { TenantPool } from '../../prisma/database/tenant-pool.ts'
import type { Verdict } from '../sensitivity/verdict.ts'
import { usageCounts } from './usage-counts.ts'
import type { UsageBy, UsageRow } from './usage-counts.ts'

/** Days in UTC, both inclusive, as YYYY-MM-DD. */
export interface DayRange {
  readonly from: string
  readonly to: string
}

/** What was counted of one coordinate for one client and clearance in a range of days. */
export interface UsageSum extends Omit<UsageRow, 'brandId'> {
  readonly lastDay: string
}

/** Remembers what of the schema is used. */
export interface UsageStore {
  /** Never waits and never fails: counts of use are worth less than any request. */
  add(verdict: Verdict, by: UsageBy): void
  /** What is kept, of one brand. */
  read(brandId: string, range: DayRange): Promise<readonly UsageSum[]>
  /** Writes what was counted until now. */
  flush(): Promise<void>
  /** Writes the last counts. */
  close(): Promise<void>
}

const EVERY_MS = 5_000
const AT_ONCE = 2_000
const MOST_WAITING = 50_000

/** Counts are kept for so long. */
const KEPT = '400 days'
const SWEEP_EVERY_MS = 6 * 3_600_000

// one order for everybody, so that two processes that write the same rows never wait for each other
const WRITE = `
insert into gateway.schema_usage as known (brand_id, coordinate, client, clearance, day, operations, withheld)
select $1::uuid, given.coordinate, given.client, given.clearance, (now() at time zone 'UTC')::date, given.operations, given.withheld
from unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[]) as given (coordinate, client, clearance, operations, withheld)
order by given.coordinate, given.client, given.clearance
on conflict (brand_id, coordinate, client, clearance, day) do update
set operations = known.operations + excluded.operations, withheld = known.withheld + excluded.withheld`

const READ = `
select coordinate, client, clearance, sum(operations)::text as operations, sum(withheld)::text as withheld, max(day)::text as last_day
from gateway.schema_usage where brand_id = $1::uuid and day between $2::date and $3::date
group by coordinate, client, clearance order by coordinate, client, clearance`

const SWEEP = `delete from gateway.schema_usage where brand_id = $1::uuid and day < (now() at time zone 'UTC')::date - interval '${KEPT}'`

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const byBrand = (rows: readonly UsageRow[]): ReadonlyMap<string, readonly UsageRow[]> => {
  const brands = new Map<string, UsageRow[]>()
  for (const row of rows) {
    const ofBrand = brands.get(row.brandId) ?? []
    ofBrand.push(row)
    brands.set(row.brandId, ofBrand)
  }
  return brands
}

const pieces = (rows: readonly UsageRow[]): readonly (readonly UsageRow[])[] =>
  Array.from({ length: Math.ceil(rows.length / AT_ONCE) }, (_, place) => rows.slice(place * AT_ONCE, (place + 1) * AT_ONCE))

/** Counts in memory and writes the sums every few seconds, beside the requests; several processes add to the same rows. */
export const usageStore = (pool: TenantPool, everyMs = EVERY_MS): UsageStore => {
  const counts = usageCounts()
  const sweptAt = new Map<string, number>()
  let waiting: readonly UsageRow[] = []
  let writing: Promise<void> = Promise.resolve()

  const write = async (brandId: string, rows: readonly UsageRow[]): Promise<void> => {
    const columns = [rows.map(row => row.coordinate), rows.map(row => row.client), rows.map(row => row.clearance), rows.map(row => row.operations), rows.map(row => row.withheld)]
    await pool.transaction(brandId, {}, client => client.query({ name: 'gateway_schema_usage', text: WRITE, values: [brandId, ...columns] }))
  }
  const sweep = async (brandId: string): Promise<void> => {
    if (Date.now() - (sweptAt.get(brandId) ?? 0) < SWEEP_EVERY_MS) return
    sweptAt.set(brandId, Date.now())
    await pool.transaction(brandId, {}, client => client.query({ name: 'gateway_old_usage', text: SWEEP, values: [brandId] }))
  }
  const writeAll = async (): Promise<void> => {
    const rows = [...waiting, ...counts.take()]
    waiting = []
    for (const [brandId, ofBrand] of byBrand(rows)) {
      for (const piece of pieces(ofBrand)) {
        // what cannot be written now is written with the next counts, as long as there is room
        await write(brandId, piece).catch(() => { waiting = [...waiting, ...piece].slice(0, MOST_WAITING) })
      }
      await sweep(brandId).catch(() => undefined)
    }
  }
  const flush = (): Promise<void> => {
    writing = writing.then(writeAll)
    return writing
  }
  const timer = setInterval(() => void flush(), everyMs)
  timer.unref()
  return {
    add: (verdict, by) => counts.add(verdict, by),
    async read(brandId, { from, to }) {
      const { rows } = await pool.query(brandId, { name: 'gateway_read_usage', text: READ, values: [brandId, from, to] })
      return rows.map(row => ({
        coordinate: textOf(row.coordinate), client: textOf(row.client), clearance: textOf(row.clearance), lastDay: textOf(row.last_day),
        operations: Number(row.operations), withheld: Number(row.withheld),
      }))
    },
    flush,
    async close() {
      clearInterval(timer)
      await flush()
    },
  }
}
