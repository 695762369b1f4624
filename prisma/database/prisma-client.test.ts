import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate } from './migrate.ts'
import { withClient } from './open-client.ts'
import { createPrismaClient } from './prisma-client.ts'
import type { TenantPrisma, TenantPrismaClient } from './prisma-client.ts'
import { scratchDatabase } from './test-database.ts'
import type { ScratchDatabase } from './test-database.ts'

const ACME = { brandId: '019b0000-0000-7000-8000-00000000000a', id: '019b0000-0000-7000-8000-0000000000a1', name: 'of acme' }
const GLOBEX = { brandId: '019b0000-0000-7000-8000-00000000000b', id: '019b0000-0000-7000-8000-0000000000b1', name: 'of globex' }
type Tenant = typeof ACME

let database: ScratchDatabase
let prisma: TenantPrismaClient

beforeAll(async () => {
  database = await scratchDatabase()
  await migrate({ connectionString: database.connectionFor('migration') })
  prisma = createPrismaClient({ connectionString: database.connectionFor('vg_identity'), max: 3 })
  for (const tenant of [ACME, GLOBEX]) await prisma.unsealed.run(tenant.brandId, (db) => db.person.create({ data: personOf(tenant) }))
})

afterAll(async () => {
  await prisma.end()
  await database.drop()
})

function personOf({ brandId, id, name }: Tenant) {
  return { brandId, id, displayName: name, createdAt: new Date('2026-06-30T12:00:00.123Z') }
}

const keyOf = ({ brandId, id }: Tenant) => ({ where: { brandId, id } })

/** The type does not offer it; a caller that gets around the type must not find the trap either. */
async function findUnique(db: TenantPrisma, method: 'findUnique' | 'findUniqueOrThrow', { brandId, id }: Tenant): Promise<unknown> {
  return Reflect.get(db.person, method)({ where: { brandId_id: { brandId, id } }, select: { displayName: true } })
}

describe('the Prisma client of a tenant', () => {
  it('has no method in its type that Prisma merges over tenants', () => {
    const offered = (db: TenantPrisma) => {
      // @ts-expect-error findUnique is left out
      void db.person.findUnique
      // @ts-expect-error so is raw SQL
      void db.$queryRaw
    }
    expect(offered).toBeTypeOf('function')
  })

  it('finds nothing of another tenant in the same tick, by unique key', async () => {
    const asking = Array.from({ length: 50 }, (_, n) => (n % 2 === 0 ? GLOBEX : ACME))
    const found = await Promise.all(asking.map(({ brandId }) => prisma.unsealed.run(brandId, (db) => findUnique(db, 'findUnique', GLOBEX))))
    expect(found).toEqual(asking.map((tenant) => (tenant === GLOBEX ? { displayName: 'of globex' } : null)))
  })

  it('throws for a row of another tenant where a missing one throws', async () => {
    const [own, foreign] = await Promise.allSettled([GLOBEX, ACME].map(({ brandId }) => prisma.unsealed.run(brandId, (db) => findUnique(db, 'findUniqueOrThrow', GLOBEX))))
    expect(own).toMatchObject({ status: 'fulfilled', value: { displayName: 'of globex' } })
    expect(foreign).toMatchObject({ status: 'rejected', reason: { code: 'P2025' } })
  })

  it('finds each tenant its own row when both ask in the same tick, in every way of reading', async () => {
    const ways: readonly ((db: TenantPrisma, tenant: Tenant) => Promise<unknown>)[] = [
      (db, tenant) => findUnique(db, 'findUnique', tenant),
      (db, tenant) => db.person.findFirst({ ...keyOf(tenant), select: { displayName: true } }),
      async (db) => (await db.person.findMany({ select: { displayName: true } }))[0],
      (_, tenant) => prisma.unsealed.transaction(tenant.brandId, {}, (inside) => inside.person.findFirst({ select: { displayName: true } })),
    ]
    for (const way of ways) {
      const found = await Promise.all([ACME, GLOBEX, ACME, GLOBEX].map((tenant) => prisma.unsealed.run(tenant.brandId, (db) => way(db, tenant))))
      expect(found).toEqual([ACME, GLOBEX, ACME, GLOBEX].map(({ name }) => ({ displayName: name })))
    }
  })

  it('sees in a transaction what it wrote there, also by unique key', async () => {
    const id = '019b0000-0000-7000-8000-0000000000a2'
    const run = prisma.unsealed.transaction(ACME.brandId, {}, async (db) => {
      await db.person.create({ data: { ...personOf(ACME), id } })
      expect(await findUnique(db, 'findUnique', { ...ACME, id })).toEqual({ displayName: 'of acme' })
      throw new Error('rolled back')
    })
    await expect(run).rejects.toThrow('rolled back')
    expect(await prisma.unsealed.run(ACME.brandId, (db) => db.person.count())).toBe(1)
  })

  it('refuses to write into another brand', async () => {
    const write = prisma.unsealed.run(ACME.brandId, (db) => db.person.create({ data: { ...personOf(GLOBEX), id: ACME.id } }))
    await expect(write).rejects.toThrow(/row-level security|row security/i)
    expect(await prisma.unsealed.run(ACME.brandId, (db) => db.person.updateMany({ where: { id: GLOBEX.id }, data: { displayName: 'stolen' } }))).toEqual({ count: 0 })
  })

  it('carries the settings of a transaction, and only there', async () => {
    await withClient(database.superuserUrl, async (client) => void await client.query(`
      create function public.name_by_principal() returns trigger language plpgsql as $$
        begin new.display_name := coalesce(nullif(current_setting('app.principal', true), ''), 'nobody'); return new; end $$;
      create trigger name_by_principal before insert on identity.persons for each row execute function public.name_by_principal()`))
    const create = (db: TenantPrisma, id: string) => db.person.create({ data: { ...personOf(ACME), id }, select: { displayName: true } })
    const inside = await prisma.unsealed.transaction(ACME.brandId, { 'app.principal': 'p1' }, (db) => create(db, '019b0000-0000-7000-8000-0000000000a3'))
    const outside = await prisma.unsealed.run(ACME.brandId, (db) => create(db, '019b0000-0000-7000-8000-0000000000a4'))
    expect([inside, outside]).toEqual([{ displayName: 'p1' }, { displayName: 'nobody' }])
  })

  it('writes and reads times in UTC whatever the server thinks', async () => {
    const name = new URL(database.superuserUrl).pathname.slice(1)
    await withClient(database.superuserUrl, async (client) => void await client.query(`alter database ${name} set timezone = 'America/New_York'`))
    const late = createPrismaClient({ connectionString: database.connectionFor('vg_identity'), max: 1 })
    const row = await late.unsealed.run(ACME.brandId, (db) => db.person.findFirst({ where: { id: ACME.id } }))
    await late.end()
    expect(row?.createdAt.toISOString()).toBe('2026-06-30T12:00:00.123Z')
    const stored = await withClient(database.superuserUrl, async (client) => (await client.query(`select extract(epoch from created_at)::text as t from identity.persons where id = $1`, [ACME.id])).rows)
    expect(stored).toEqual([{ t: `${Date.parse('2026-06-30T12:00:00.123Z') / 1000}000` }])
  })

  it('refuses a statement outside of a tenant', async () => {
    let leaked: TenantPrisma | undefined
    await prisma.unsealed.run(ACME.brandId, async (db) => { leaked = db })
    await expect(leaked?.person.findFirst()).rejects.toThrow('outside of a tenant')
  })
})
