import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from './open-client.ts'
import { projectFolder } from './project-folder.ts'
import { scratchDatabase } from './test-database.ts'
import type { ScratchDatabase } from './test-database.ts'

const SCHEMA = `
datasource db {
  provider = "postgresql"
  schemas  = ["shop"]
}
model Thing {
  id   String @id @default(dbgenerated("uuidv7()")) @db.Uuid
  name String
  @@map("things")
  @@schema("shop")
}`

const GUARD = `
create function shop.f() returns int language plpgsql as $$ begin perform 1; return 2; end $$;
create index lower_name on shop.things (lower(name));`

let folder: string
let database: ScratchDatabase
const stub = join(projectFolder, 'prisma/database/schema-engine.mjs')

beforeAll(async () => {
  database = await scratchDatabase()
  folder = mkdtempSync(join(tmpdir(), 'veilgraph-prisma-'))
  symlinkSync(join(projectFolder, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'schema.prisma'), SCHEMA)
  writeFileSync(join(folder, 'prisma.config.ts'), `
    import { defineConfig } from 'prisma/config'
    export default defineConfig({ schema: 'schema.prisma', migrations: { path: 'migrations' }, datasource: { url: process.env.DATABASE_URL } })`)
})

afterAll(async () => {
  rmSync(folder, { recursive: true })
  await database.drop()
})

/** The Prisma CLI on the small project above. */
function prisma(...args: readonly string[]): Promise<{ code: number; output: string }> {
  const env = { ...process.env, DATABASE_URL: database.connectionFor('migration'), PRISMA_SCHEMA_ENGINE_BINARY: stub, CHECKPOINT_DISABLE: '1' }
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [join(folder, 'node_modules/prisma/build/index.js'), ...args], { cwd: folder, env }, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, output: `${stdout}${stderr}` })
    })
  })
}

describe('the stand-in for the schema engine', () => {
  it('is of the very commit that the CLI expects', async () => {
    const { output } = await prisma('-v')
    const hash = /Default Engines Hash *: ([0-9a-f]{40})/.exec(output)?.[1]
    expect(hash).toBeDefined()
    expect(/Schema Engine *: schema-engine-cli ([0-9a-f]{40})/.exec(output)?.[1]).toBe(hash)
  })

  it('compares schema files without a database', async () => {
    const { code, output } = await prisma('migrate', 'diff', '--from-empty', '--to-schema', 'schema.prisma', '--script')
    expect(code).toBe(0)
    expect(output).toContain('"id" UUID NOT NULL DEFAULT uuidv7()')
  })

  it('makes a migration with the help of a second database, applies it, and leaves no second database behind', async () => {
    const { code, output } = await prisma('migrate', 'dev', '--name', 'first')
    expect(output).toContain('in sync')
    expect(code).toBe(0)
    const left = await withClient(database.superuserUrl, async (client) => (await client.query(`select datname from pg_database where datname like 'prisma_migrate_shadow%'`)).rows)
    expect(left).toEqual([])
  })

  it('applies a script whole, functions included, and knows what is applied', async () => {
    mkdirSync(join(folder, 'migrations/20990101000000_guard'))
    writeFileSync(join(folder, 'migrations/20990101000000_guard/migration.sql'), GUARD)
    expect(await prisma('migrate', 'status')).toMatchObject({ code: 1, output: expect.stringContaining('20990101000000_guard') })
    expect(await prisma('migrate', 'deploy')).toMatchObject({ code: 0, output: expect.stringContaining('successfully applied') })
    expect(await prisma('migrate', 'status')).toMatchObject({ code: 0, output: expect.stringContaining('up to date') })
  })

  it('sees no difference where there is none, and one where there is', async () => {
    const diff = ['migrate', 'diff', '--from-config-datasource', '--to-schema', 'schema.prisma', '--exit-code']
    expect(await prisma(...diff)).toMatchObject({ code: 0 })
    await withClient(database.superuserUrl, async (client) => void await client.query('alter table shop.things add column extra text'))
    expect(await prisma(...diff)).toMatchObject({ code: 2, output: expect.stringContaining('extra') })
  })

  it('explains a database that cannot be reached', async () => {
    writeFileSync(join(folder, 'prisma.config.ts'), `
      import { defineConfig } from 'prisma/config'
      export default defineConfig({ schema: 'schema.prisma', datasource: { url: 'postgresql://nobody@127.0.0.1:9/x' } })`)
    expect(await prisma('migrate', 'status')).toMatchObject({ code: 1, output: expect.stringContaining('P1001') })
  })
})
