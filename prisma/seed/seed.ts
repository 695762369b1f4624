import pg from 'pg'
import { publishMetrics } from '../../subgraphs/engine/cube/publish-metrics.ts'
import { beginBatches, insertRows, updateRows } from '../database/batch-insert.ts'
import { FOUNDED, NOW, iso } from './clock.ts'
import { brands } from './world/brands.ts'
import type { Brand } from './world/brands.ts'
import { emptyCarry } from './carry.ts'
import { MODULES_PER_SLICE, planSlice } from './slice.ts'
import type { Step } from './rows.ts'

export interface SeedOptions {
  /** Url of the login `migration` or `vg_<module>`. */
  readonly connectionFor: (role: string) => string
  /** How many slices of forty organizations each brand gets; at least 1. */
  readonly scale?: number
  /** Told after every step how many of the steps are done. */
  readonly log?: (progress: SeedProgress) => void
}

export interface SeedProgress {
  readonly done: number
  readonly total: number
  readonly label: string
  readonly rows: number
}

async function open(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, application_name: 'veilgraph seed', options: '-c TimeZone=UTC -c statement_timeout=0' })
  await client.connect()
  return client
}

async function runSteps(client: pg.ClientBase, brandId: string | null, steps: Iterable<Step>): Promise<number> {
  let inserted = 0
  await beginBatches(client, brandId, iso(NOW))
  for (const { table, rows, update } of steps) {
    await (update ? updateRows : insertRows)(client, table, rows)
    if (!update) inserted += rows.length
  }
  await client.query('commit')
  return inserted
}

async function writeBrands(connectionString: string): Promise<void> {
  const client = await open(connectionString)
  const rows = brands.map((brand) => ({
    id: brand.id, slug: brand.slug, name: brand.name, hosts: [...brand.hosts], default_currency: brand.currencies[0], locale: brand.locale,
    time_zone: brand.timeZone,
    status: 'LIVE', created_at: iso(FOUNDED), updated_at: iso(FOUNDED), row_version: 2,
  }))
  try {
    await runSteps(client, null, [{ table: 'platform.brands', rows }])
  } finally {
    await client.end()
  }
}

/** One brand, slice after slice; every module over its own login, which row security ties to the brand. */
async function writeBrand(brand: Brand, { connectionFor, scale = 1 }: SeedOptions, tell: (label: string, rows: number) => void): Promise<void> {
  const clients = new Map<string, pg.Client>()
  const clientOf = async (module: string) => {
    const client = clients.get(module) ?? await open(connectionFor(`vg_${module}`))
    clients.set(module, client)
    return client
  }
  const carry = emptyCarry()
  try {
    for (let slice = 0; slice < scale; slice++) {
      for (const { module, steps } of planSlice(brand, slice, carry)) tell(
        `${brand.slug} ${slice + 1}/${scale} ${module}`, await runSteps(await clientOf(module), brand.id, steps()),
      )
    }
  } finally {
    await Promise.all([...clients.values()].map((client) => client.end()))
  }
}

/** Statistics of the filled tables, without which the first plans would be guesses. */
async function analyze(connectionString: string): Promise<void> {
  const client = await open(connectionString)
  try {
    await client.query('analyze')
  } finally {
    await client.end()
  }
}

/** Fills an empty, migrated database with the demo world; the same bytes every time. */
export async function seedDatabase(options: SeedOptions): Promise<void> {
  const { connectionFor, scale = 1, log } = options
  const total = brands.length * scale * MODULES_PER_SLICE
  let done = 0
  let rows = 0
  const tell = (label: string, written: number) => {
    done++
    rows += written
    log?.({ done, total, label, rows })
  }
  await writeBrands(connectionFor('migration'))
  await Promise.all(brands.map((brand) => writeBrand(brand, options, tell)))
  // by the clock of the demo world, so that equal seeds publish equal figures
  await publishMetrics({ connectionFor, now: NOW })
  await analyze(connectionFor('migration'))
}
