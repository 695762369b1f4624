import { parseArgs } from 'node:util'
import { z } from 'zod'
import { readSettings } from '../../prisma/database/settings.ts'
import { openWorld } from '../../gateway/e2e/harness/open-world.ts'
import { databaseAt } from '../../gateway/privacy/ground.ts'
import { prepareBenchDatabase } from '../bench-database.ts'
import { printComparisons } from './print-comparisons.ts'
import { verifyMetrics } from './verify-metrics.ts'

/** `npm run metrics:verify`: asks for every metric on demo data of any size, counts the same by hand in SQL, and prints both. Ends with 1 where they differ. */

const USAGE = `Usage: npm run metrics:verify -- [options]
  --scale N  slices of 40 organizations per brand (default 1)
  --help     print this`

const given = z.object({ scale: z.coerce.number().int().min(1).max(100).default(1), help: z.boolean().default(false) })

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { scale: { type: 'string' }, help: { type: 'boolean' } } })
  const { scale, help } = given.parse(values)
  if (help) return print(USAGE, 0)
  const { dataFolder } = readSettings()
  const { environment: { DATABASE_URL = '' }, release } = await prepareBenchDatabase({ dataFolder, scale, say: (line) => void process.stderr.write(`${line}\n`) })
  const superuser = new URL(DATABASE_URL)
  superuser.username = 'postgres'
  const { superuserUrl, connectionFor } = databaseAt(superuser.href)
  const world = await openWorld({ connectionFor, isQuiet: true })
  try {
    const compared = await verifyMetrics({ door: world, superuserUrl })
    return print(printComparisons(compared, scale), compared.some(({ differences }) => differences.length > 0) ? 1 : 0)
  } finally {
    await world.stop()
    release()
  }
}

function print(text: string, code: number): number {
  process.stdout.write(`${text}\n`)
  return code
}

process.exitCode = await main().catch((failure: unknown) => {
  process.stderr.write(`${failure instanceof Error ? failure.message : 'The metrics could not be compared.'}\n`)
  return 1
})
