import { prepareDatabase } from '../prisma/database/prepare-database.ts'
import { readSettings } from '../prisma/database/settings.ts'
import { takesNoArguments } from '../schema/settings/no-arguments.ts'
import { publishMetrics } from './engine/cube/publish-metrics.ts'

/** `npm run publish-metrics`: for a timetable of your own; what was published before is left alone. */
async function main(): Promise<void> {
  const database = await prepareDatabase(readSettings())
  try {
    const periods = await publishMetrics({ connectionFor: database.connectionFor, now: Date.now() })
    process.stdout.write(`published ${periods} periods\n`)
  } finally {
    await database.stop()
  }
}

if (takesNoArguments('publish-metrics', 'publishes the periods that have ended')) await main()
