import { generatedKeys } from '../prisma/database/generated-keys.ts'
import { loadKeys } from '../prisma/database/keys.ts'
import { readSettings } from '../prisma/database/settings.ts'
import { startEmbedded } from './arms/start-embedded.ts'
import { prepareBenchDatabase } from './bench-database.ts'
import { askerNamed } from './cases/asker.ts'
import { startLoad } from './load/start-load.ts'
import { readOptions } from './options.ts'
import { formatTable } from './report/format-table.ts'
import { readProfile } from './report/read-profile.ts'

/** `node gateway/prepare.mjs bench/profile.ts --cases Q3`: where the embedded product spends its time on one case, by package and by function. */

const SHOWN = 40
const POOL_SIZE = 3

async function main(): Promise<void> {
  const { scale, seconds, warmUpSeconds, concurrency, cases: [asked] } = readOptions(process.argv.slice(2))
  if (!asked) return
  const { dataFolder } = readSettings()
  const database = await prepareBenchDatabase({ dataFolder, scale, say: (line) => void process.stderr.write(`${line}\n`) })
  const environment = { ...database.environment, ...generatedKeys(dataFolder) }
  const { envelope } = loadKeys({ mode: 'distributed', folder: dataFolder, environment })
  const arm = await startEmbedded({ environment, poolSize: POOL_SIZE, envelopeKeys: envelope })
  const load = startLoad()
  try {
    const turn = { origin: arm.origin, requests: [...await arm.requests(asked, askerNamed(asked.asker))], concurrency }
    await load.run({ ...turn, seconds: warmUpSeconds })
    let answers = 0
    const profile = await arm.profile(async () => { answers = (await load.run({ ...turn, seconds })).answers })
    const { byFunction, byPlace } = readProfile(profile, answers)
    process.stdout.write(`${asked.name}: ${asked.title}; ${answers} requests, microseconds of own time for each\n\n`)
    process.stdout.write(`${formatTable(['place', 'µs', '%'], byPlace.slice(0, SHOWN), 1)}\n\n${formatTable(['function', 'place', 'µs', '%'], byFunction.slice(0, SHOWN))}\n`)
  } finally {
    load.stop()
    await arm.stop()
    database.release()
  }
}

await main()
