import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withClient } from '../prisma/database/open-client.ts'
import type { PreparedDatabase } from '../prisma/database/prepare-database.ts'
import { GatewayError } from './gateway-error.ts'

const isEmpty = (ownerUrl: string): Promise<boolean> =>
  withClient(ownerUrl, async client => (await client.query('select from platform.brands limit 1')).rowCount === 0)

/**
 * Loads the demo data into an empty database. A mark in the data folder stands while it does: half a world looks like a whole one,
 * so a start after an interrupted one says so instead of serving it.
 */
export const seedOnce = async (
  { connectionFor }: Pick<PreparedDatabase, 'connectionFor'>,
  { dataFolder, say, seed }: { readonly dataFolder: string, say(line: string): void, seed(options: Pick<PreparedDatabase, 'connectionFor'>): Promise<void> },
): Promise<void> => {
  const mark = join(dataFolder, 'loading-demo-data')
  const empty = await isEmpty(connectionFor('migration'))
  if (!empty && existsSync(mark)) {
    throw new GatewayError('SEED_INTERRUPTED', 'An earlier start was interrupted while it loaded the demo data. Empty the database (npm run reset empties the embedded one) and start again.')
  }
  if (empty) {
    say('demo data is loaded once, this takes a moment')
    writeFileSync(mark, '')
    await seed({ connectionFor })
  }
  rmSync(mark, { force: true })
}
