import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { migrate } from '../database/migrate.ts'
import { openClient } from '../database/open-client.ts'
import type { ScratchDatabase } from '../database/test-database.ts'
import { scratchDatabase } from '../database/test-database.ts'

type Row = Readonly<Record<string, unknown>>

/** One role in one brand, for tests of what the database itself allows. */
export interface RuleSession {
  rows(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>
  /** Inserts and gives the id. */
  add(table: string, row: Row): Promise<string>
  /** SQLSTATE of the refusal; 'accepted' where there was none. */
  refusal(sql: string, values?: readonly unknown[]): Promise<string>
  /** The same for statements that belong together; what is checked at commit is checked. */
  refusalOf(run: () => Promise<unknown>): Promise<string>
  close(): Promise<void>
}

/** A migrated database without rows. */
export async function migratedDatabase(): Promise<ScratchDatabase> {
  const database = await scratchDatabase()
  await migrate({ connectionString: database.connectionFor('migration') })
  return database
}

const codeOf = (error: unknown): string => error instanceof Error && 'code' in error ? String(error.code) : String(error)

async function refusalIn(client: pg.Client, run: () => Promise<unknown>): Promise<string> {
  await client.query('begin')
  try {
    await run()
    await client.query('commit')
    return 'accepted'
  } catch (error) {
    await client.query('rollback')
    return codeOf(error)
  }
}

/** A session of a role; without a brand no row exists. */
export async function openRuleSession(database: ScratchDatabase, role: string, brand?: string): Promise<RuleSession> {
  const client = await openClient(database.connectionFor(role))
  await client.query(`select set_config('app.brand_id', $1, false)`, [brand ?? ''])
  const rows: RuleSession['rows'] = async (sql, values = []) => (await client.query(sql, [...values])).rows
  return {
    rows,
    async add(table, row) {
      const full: Row = { brand_id: brand, id: randomUUID(), ...row }
      const names = Object.keys(full)
      await rows(`insert into ${table} (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')})`, Object.values(full))
      return String(full['id'])
    },
    refusal: (sql, values) => refusalIn(client, () => rows(sql, values)),
    refusalOf: run => refusalIn(client, run),
    close: () => client.end(),
  }
}
