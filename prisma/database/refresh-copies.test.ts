import { afterAll, beforeAll, expect, it } from 'vitest'
import { modules } from '../../schema/metadata/index.ts'
import { DETECTORS_VERSION } from '../../schema/policy/detectors.ts'
import { migrate } from './migrate.ts'
import { withClient } from './open-client.ts'
import { refreshCopies } from './refresh-copies.ts'
import { scratchDatabase } from './test-database.ts'
import type { ScratchDatabase } from './test-database.ts'

let database: ScratchDatabase

beforeAll(async () => {
  database = await scratchDatabase()
  await migrate({ connectionString: database.connectionFor('migration') })
})
afterAll(() => database.drop())

const query = (text: string) => withClient(database.superuserUrl, async (client) => (await client.query<Record<string, unknown>>(text)).rows)

const BRAND = '018f0000-0000-7000-8000-0000000000aa'

it('writes copies anew that older detectors have made, in append-only tables as well, and leaves the others', async () => {
  await query(`insert into platform.brands (id, slug, name, default_currency) values ('${BRAND}', 'old', 'Old', 'EUR')`)
  const texts = modules.flatMap(({ schema, entities }) => entities.flatMap(({ table, columns }) => columns.flatMap(({ name, label }) => label.public || !label.redacted ? [] : [{ at: `"${schema}"."${table}"`, name, ...label.redacted }])))
  expect(texts.map(({ at }) => at)).toEqual(expect.arrayContaining(['"identity"."users"', '"support"."support_ticket_messages"']))
  const tables = [...new Set(texts.map(({ at }) => at))]
  for (const at of tables) {
    const ofTable = texts.filter((text) => text.at === at)
    await withClient(database.superuserUrl, async (client) => {
      await client.query('set session_replication_role = replica')
      await client.query(`do $$ declare rule text; begin
        for rule in select attname from pg_attribute where attrelid = '${at}'::regclass and attnum > 0 and attnotnull and attname not in ('brand_id', 'id') and not attisdropped and attgenerated = '' loop
          execute 'alter table ${at} alter column ' || quote_ident(rule) || ' drop not null'; end loop;
        for rule in select conname from pg_constraint where conrelid = '${at}'::regclass and contype = 'c' loop
          execute 'alter table ${at} drop constraint ' || quote_ident(rule); end loop; end $$`)
      const [{ versionColumn } = { versionColumn: '' }] = ofTable
      const row = (version: number | null, copy: string): string => `insert into ${at} (brand_id, id, ${versionColumn}, ${ofTable.map(({ name, column }) => `${name}, ${column}`).join(', ')})
        values ('${BRAND}', uuidv7(), ${String(version)}, ${ofTable.map(() => `'write to a@example.org', '${copy}'`).join(', ')})`
      await client.query(`${row(DETECTORS_VERSION - 1, 'old')}; ${row(null, 'none')}; ${row(DETECTORS_VERSION, 'kept')}`)
    })
  }
  expect(await refreshCopies(database.connectionFor)).toBe(2 * tables.length)
  for (const { at, column, versionColumn } of texts) {
    expect(await query(`select ${column} as copy, ${versionColumn} as version from ${at} order by id`), at).toEqual([
      { copy: 'write to ‹email›', version: DETECTORS_VERSION }, { copy: 'write to ‹email›', version: DETECTORS_VERSION }, { copy: 'kept', version: DETECTORS_VERSION },
    ])
  }
  expect(await refreshCopies(database.connectionFor)).toBe(0)
})
