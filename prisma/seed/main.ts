import { DatabaseError } from '../database/database-error.ts'
import { prepareDatabase } from '../database/prepare-database.ts'
import { readSettings } from '../database/settings.ts'
import { drawProgress } from './progress.ts'
import { seedDatabase } from './seed.ts'
import { SeedError } from './seed-error.ts'
import { underMark } from './seed-mark.ts'
import { isEmpty } from './seed-once.ts'

/** Forty organizations a brand and slice; more than this is a load test of the disk. */
const MOST = 200

function scaleOf([option, value, ...rest]: readonly string[]): number {
  if (option === undefined) return 1
  const scale = Number(value)
  if (option === '--scale' && rest.length === 0 && Number.isInteger(scale) && scale >= 1 && scale <= MOST) return scale
  throw new SeedError(`npm run seed takes --scale N, a whole number from 1 to ${MOST}, and nothing else.`)
}

/** `npm run seed -- --scale N` */
async function main(): Promise<void> {
  const scale = scaleOf(process.argv.slice(2))
  const settings = readSettings()
  const database = await prepareDatabase(settings)
  const started = performance.now()
  try {
    if (!await isEmpty(database)) throw new SeedError('The database has demo data already. npm run reset empties the embedded one.')
    process.stdout.write(`Loading demo data of scale ${scale} into ${database.place}\n`)
    await underMark(settings.dataFolder, () => seedDatabase({ connectionFor: database.connectionFor, scale, log: drawProgress(process.stdout) }))
    process.stdout.write(`Done in ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
  } finally {
    await database.stop()
  }
}

try {
  await main()
} catch (error) {
  if (!(error instanceof DatabaseError) && !(error instanceof SeedError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
