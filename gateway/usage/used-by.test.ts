import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTenantPool } from '../../prisma/database/tenant-pool.ts'
import type { TenantPool } from '../../prisma/database/tenant-pool.ts'
import { withClient } from '../../prisma/database/open-client.ts'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { usedBy } from './used-by.ts'

const COORDINATE = 'UsedByTest.field'

let pool: TenantPool
beforeAll(() => { pool = createTenantPool({ connectionString: testDatabase().connectionFor('vg_gateway'), max: 1, applicationName: 'test' }) })
afterAll(() => pool.end())

it('adds up the operations of all brands in the last thirty days', async () => {
  const { connectionFor } = testDatabase()
  const brands = await withClient(connectionFor('migration'), async client => (await client.query<{ readonly id: string }>('select id from platform.brands limit 2')).rows)
  expect(brands).toHaveLength(2)
  const insert = `insert into gateway.schema_usage (brand_id, coordinate, client, clearance, day, operations) values
    ($1::uuid, '${COORDINATE}', gen_random_uuid()::text, 'none', current_date - 1, 3), ($1::uuid, '${COORDINATE}', gen_random_uuid()::text, 'none', current_date - 60, 100)`
  const before = (await usedBy(connectionFor('migration'))).get(COORDINATE) ?? 0
  for (const { id } of brands) await pool.transaction(id, {}, client => client.query({ name: 'plant_usage', text: insert, values: [id] }))
  expect((await usedBy(connectionFor('migration'))).get(COORDINATE)).toBe(before + 6)
})
