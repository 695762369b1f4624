import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { environment } from '../../../schema/settings/environment.ts'
import { withClient } from '../../database/open-client.ts'
import { prepareDatabase } from '../../database/prepare-database.ts'
import { projectFolder } from '../../database/project-folder.ts'
import { readSettings } from '../../database/settings.ts'
import { withDatabase } from '../../database/with-database.ts'
import { writeInfrastructure } from '../infrastructure.ts'
import { readPrismaFiles } from '../prisma-model.ts'
import { readCatalogFacts } from './catalog-facts.ts'
import { readGuardedTables } from './guarded-table.ts'
import { nextMigration } from './next-migration.ts'

const NAME = /^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/
const SCRATCH = 'vg_next_migration'

/** `prisma migrate diff` from a database to the Prisma files. */
export function diffAgainst(databaseUrl: string): string {
  return execFileSync('npx', ['prisma', 'migrate', 'diff', '--from-config-datasource', '--to-schema', 'prisma/schema', '--script'], {
    cwd: projectFolder, env: { ...environment(), DATABASE_URL: databaseUrl }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** SQL from the migrations that are there to the model; the scratch database holds these migrations and nothing else. */
export async function compareWithModel(databaseUrl: string): Promise<string | undefined> {
  const tables = readGuardedTables(readPrismaFiles(join(projectFolder, 'prisma/schema')))
  const schemas = [...new Set(tables.map(({ entity }) => entity.schema))]
  const facts = await withClient(databaseUrl, client => readCatalogFacts(client, schemas))
  return nextMigration({ diff: diffAgainst(databaseUrl), tables, facts })
}

function writeMigration(name: string, sql: string, now: Date): string {
  const time = now.toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = join('prisma/migrations', `${time}_${name.replaceAll('-', '_')}`)
  mkdirSync(join(projectFolder, folder), { recursive: true })
  writeFileSync(join(projectFolder, folder, 'migration.sql'), sql)
  return join(folder, 'migration.sql')
}

async function main(name: string | undefined): Promise<void> {
  if (name === undefined || !NAME.test(name)) {
    process.stderr.write('Name the migration in small letters: npm run migration -- add-parcels\n')
    process.exitCode = 1
    return
  }
  writeInfrastructure()
  const { dataFolder } = readSettings()
  const database = await prepareDatabase({ dataFolder, roleUrls: new Map() }, { database: SCRATCH })
  const url = database.connectionFor('migration')
  try {
    const sql = await compareWithModel(url)
    process.stdout.write(sql === undefined ? 'The migrations say what the model says; nothing to write.\n'
      : `Wrote ${writeMigration(name, sql, new Date())}; add the rules of the module below what stands there.\n`)
  } finally {
    await withClient(withDatabase(url, 'postgres'), client => client.query(`drop database ${SCRATCH} with (force)`))
    await database.stop()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv[2])
