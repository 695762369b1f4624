import type { ConnectionFor } from '../../../prisma/database/connection.ts'
import { withClient } from '../../../prisma/database/open-client.ts'
import { createTenantPool, type TenantClient, type TenantPool } from '../../../prisma/database/tenant-pool.ts'
import { modules } from '../../../schema/metadata/index.ts'
import type { ModuleMetadata } from '../../../schema/model.ts'
import { publishedFamilies, type Published } from '../../../schema/published-families.ts'
import { cellsOfPeriod } from './cells-of-period.ts'
import { openPeriods, type PublishingBrand } from './open-periods.ts'
import type { PartOf } from './part-rows.ts'
import { publicationsOf } from './publication.ts'
import { readPart } from './read-part.ts'

export interface PublishOptions {
  readonly connectionFor: ConnectionFor
  /** In milliseconds since 1970. */
  readonly now: number
}

const STATEMENT_TIMEOUT_MS = 60_000

/**
 * Publishes every period of every metric that is over and was not published yet, brand by brand, under the login of the module.
 * What is published stays: corrections that come later change the rows, not the figures that everybody has seen. Gives the number of periods,
 * each metric counted by itself.
 */
export async function publishMetrics({ connectionFor, now }: PublishOptions): Promise<number> {
  const brands = await readBrands(connectionFor)
  const published = await Promise.all(modules.map((module) => publishModule(module, { connectionFor, brands, now })))
  return published.reduce((sum, periods) => sum + periods, 0)
}

async function publishModule(module: ModuleMetadata, { connectionFor, brands, now }: PublishOptions & { readonly brands: readonly PublishingBrand[] }): Promise<number> {
  const families = publishedFamilies(module.entities)
  if (families.length === 0) return 0
  const pool = createTenantPool({ connectionString: connectionFor(`vg_${module.name}`), max: 1, applicationName: 'veilgraph metrics', statementTimeoutMs: STATEMENT_TIMEOUT_MS })
  try {
    let published = 0
    for (const brand of brands) for (const family of families) published += await publishFamily(pool, { module, family, brand, now })
    return published
  } finally {
    await pool.end()
  }
}

function readBrands(connectionFor: ConnectionFor): Promise<readonly PublishingBrand[]> {
  return withClient(connectionFor('migration'), async (client) => {
    const { rows } = await client.query<PublishingBrand>('select id::text, time_zone as "timeZone" from platform.brands order by id')
    return rows
  })
}

interface Publishing {
  readonly module: ModuleMetadata
  readonly family: readonly Published[]
  readonly brand: PublishingBrand
  readonly now: number
}

/** All metrics of a family in one transaction: what is hidden of one is hidden of all. */
function publishFamily(pool: TenantPool, { module: { schema, entities, enums }, family, brand, now }: Publishing): Promise<number> {
  const parts = family.flatMap((one) => one.metric.parts.map((part): PartOf => ({ ...one, part, entities })))
  return pool.transaction(brand.id, {}, async (client) => {
    // all parts are read as they are at one moment
    await client.query({ text: 'set transaction isolation level repeatable read', values: [] })
    const periods = await openPeriods(client, { schema, parts, brand, now })
    if (periods.length === 0) return 0
    const read = new Map<PartOf, Awaited<ReturnType<typeof readPart>>>()
    for (const part of parts) read.set(part, await readPart(client, part, { brand, periods }))
    const rows = periods.flatMap(({ start, end }) => {
      const measured = family.map(({ metric }) => [metric.name, parts.filter((part) => part.metric === metric).map((part) => read.get(part)?.get(start) ?? { part: part.part, rows: [], orders: [] })] as const)
      const cells = cellsOfPeriod({ family, enums, parts: new Map(measured) })
      return family.map(({ metric: { name, cube: { grain } } }) => ({ metric: name, grain, start, end, cells: cells.get(name) ?? [] }))
    })
    await write(client, rows, { schema, brandId: brand.id, now })
    return rows.length
  })
}

async function write(client: TenantClient, rows: readonly object[], { schema, brandId, now }: { readonly schema: string; readonly brandId: string; readonly now: number }): Promise<void> {
  await client.query({
    text: `insert into ${publicationsOf(schema)} (brand_id, metric, grain, period_start, period_end, published_at, cells)
      select $1, metric, grain, start, "end", $2, cells from jsonb_to_recordset($3::jsonb) r(metric text, grain text, start timestamptz, "end" timestamptz, cells jsonb) on conflict do nothing`,
    values: [brandId, new Date(now).toISOString(), JSON.stringify(rows)],
  })
}
