import { withClient } from '../database/open-client.ts'
import type { PreparedDatabase } from '../database/prepare-database.ts'
import { SeedError } from './seed-error.ts'
import { isMarked, removeMark, underMark } from './seed-mark.ts'

type Connections = Pick<PreparedDatabase, 'connectionFor'>

export interface SeedOnceOptions {
  /** Where the mark of an unfinished load stands. */
  readonly dataFolder: string
  say(line: string): void
  seed(options: Connections): Promise<void>
}

/** No brand, no demo data: the tenant catalog is the first table that is filled. */
export function isEmpty({ connectionFor }: Connections): Promise<boolean> {
  return withClient(connectionFor('migration'), async (client) => (await client.query('select from platform.brands limit 1')).rowCount === 0)
}

/** Loads the demo data into an empty database. A start after an interrupted load says so instead of serving half a world. */
export async function seedOnce(database: Connections, { dataFolder, say, seed }: SeedOnceOptions): Promise<void> {
  if (await isEmpty(database)) {
    say('demo data is loaded once, this takes a moment')
    return underMark(dataFolder, () => seed(database))
  }
  if (isMarked(dataFolder)) {
    throw new SeedError('An earlier start was interrupted while it loaded the demo data. Empty the database (npm run reset empties the embedded one) and start again.')
  }
  removeMark(dataFolder)
}
