import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { migrate } from './migrate.ts'
import { withClient } from './open-client.ts'
import { scratchDatabase } from './test-database.ts'
import type { ScratchDatabase } from './test-database.ts'

let database: ScratchDatabase
let connectionString: string
let folder: string

beforeAll(async () => {
  database = await scratchDatabase()
  connectionString = database.connectionFor('migration')
})
afterAll(() => database.drop())

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'veilgraph-migrations-'))
  await rows('drop schema public cascade; create schema public authorization vg_owner')
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, name, 'migration.sql'), sql)
}

function rows(text: string): Promise<readonly unknown[]> {
  return withClient(database.superuserUrl, async (client) => (await client.query(text)).rows)
}

const run = () => migrate({ connectionString, folder })

describe('migrate', () => {
  it('applies what is new, in the order of names, once', async () => {
    write('2_second', 'insert into first values (2)')
    write('1_first', 'create table first (n int)')
    expect(await run()).toEqual(['1_first', '2_second'])
    write('3_third', 'insert into first values (3)')
    expect(await run()).toEqual(['3_third'])
    expect(await run()).toEqual([])
    expect(await rows('select n from first order by n')).toEqual([{ n: 2 }, { n: 3 }])
  })

  it('writes the history as Prisma does', async () => {
    write('1_first', 'select 1')
    await run()
    expect(await rows('select migration_name, checksum, finished_at is not null as finished, rolled_back_at, logs, applied_steps_count from _prisma_migrations')).toEqual([
      { migration_name: '1_first', checksum: '822ae07d4783158bc1912bb623e5107cc9002d519e1143a9c200ed6ee18b6d0f', finished: true, rolled_back_at: null, logs: null, applied_steps_count: 1 },
    ])
  })

  it('refuses a migration that was edited after it was applied', async () => {
    write('1_first', 'select 1')
    await run()
    write('1_first', 'select 2')
    await expect(run()).rejects.toMatchObject({ code: 'MIGRATION_EDITED', message: expect.stringContaining('1_first') })
  })

  it('applies nothing of a migration that fails, and says where', async () => {
    write('1_first', 'create table first (n int);\n\nselect * from nowhere')
    await expect(run()).rejects.toMatchObject({ code: 'MIGRATION_FAILED', message: expect.stringContaining('1_first failed at line 3: relation "nowhere"') })
    expect(await rows(`select to_regclass('public.first') as first`)).toEqual([{ first: null }])
    write('1_first', 'create table first (n int)')
    expect(await run()).toEqual(['1_first'])
  })

  it('lets one of several processes apply and the others find it done', async () => {
    write('1_first', 'create table first (n int); select pg_sleep(0.2)')
    const applied = await Promise.all([run(), run(), run()])
    expect(applied.flat()).toEqual(['1_first'])
  })
})
