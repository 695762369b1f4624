import { environment } from '../../schema/settings/environment.ts'
import { warnOfUnknownNames } from '../../schema/settings/unknown-names.ts'
import { DatabaseError } from '../database/database-error.ts'
import { prepareDatabase } from '../database/prepare-database.ts'
import { refreshCopies } from '../database/refresh-copies.ts'
import { readSettings } from '../database/settings.ts'
import { tellingSettings } from '../database/telling-settings.ts'
import { seedDatabase } from './seed.ts'
import { SeedError } from './seed-error.ts'
import { seedOnce } from './seed-once.ts'
import { tellQuarters } from './tell-quarters.ts'

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** First service of docker-compose.yml: migrates, sets the passwords of the roles, loads the demo data into an empty database, brings redacted copies up to date, ends. */
async function main(): Promise<void> {
  warnOfUnknownNames(say)
  const settings = readSettings(environment(), { mode: 'distributed' })
  const database = await prepareDatabase(settings)
  try {
    for (const setting of settings.databaseUrl === undefined ? [] : await tellingSettings(database.connectionFor)) say(`warning: the log of this Postgres can hold values of people: ${setting}`)
    say(`migrated ${database.migrated.length} migrations of ${database.place}`)
    await seedOnce(database, { dataFolder: settings.dataFolder, say, seed: (options) => seedDatabase({ ...options, log: tellQuarters(say) }) })
    const refreshed = await refreshCopies(database.connectionFor)
    if (refreshed > 0) say(`redacted copies of older detectors written anew: ${refreshed}`)
  } finally {
    await database.stop()
  }
}

await main().catch((error: unknown) => {
  const isExplained = error instanceof DatabaseError || error instanceof SeedError
  process.stderr.write(`${isExplained ? error.message : 'The database could not be prepared.'}\n`)
  process.exitCode = 1
  if (!isExplained) throw error
})
