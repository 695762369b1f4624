import { buildTestDatabase } from '../../prisma/database/build-test-database.ts'
import { readSettings } from '../../prisma/database/settings.ts'
import { seedDatabase } from '../../prisma/seed/seed.ts'
import { takesNoArguments } from '../../schema/settings/no-arguments.ts'
import { openGround } from '../privacy/ground.ts'
import { attackTable } from './attack-table.ts'
import { openTarget } from './open-target.ts'
import { runAttacks } from './run-attacks.ts'

/** `npm run hostile`: attacks a gateway of its own, over demo data of its own, and prints what came of it. Ends with 1 where an attack was not withstood. */

const MOST_RATIO = 1.5

async function main(): Promise<number> {
  const { dataFolder } = readSettings()
  const { port, name, pristine, release } = await buildTestDatabase({ dataFolder, seed: async (connectionFor) => void await seedDatabase({ connectionFor, scale: 1, log: () => undefined }) })
  const database = await openGround({ superuserUrl: `postgresql://postgres@127.0.0.1:${port}/${name}`, pristine }).copy()
  const target = await openTarget(database)
  try {
    const report = await runAttacks(target, { isLong: true })
    process.stdout.write(attackTable(report))
    return report.results.some(({ problem }) => problem !== undefined) || report.after / report.before > MOST_RATIO ? 1 : 0
  } finally {
    await target.stop()
    await database.drop()
    release()
  }
}

if (takesNoArguments('hostile', 'attacks a gateway over demo data of its own')) process.exitCode = await main()
