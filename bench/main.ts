import { generatedKeys } from '../prisma/database/generated-keys.ts'
import { loadKeys } from '../prisma/database/keys.ts'
import { readSettings } from '../prisma/database/settings.ts'
import { startArms } from './arms/start-arms.ts'
import { prepareBenchDatabase } from './bench-database.ts'
import { startLoad } from './load/start-load.ts'
import { measureCase } from './measure.ts'
import type { CaseResult } from './measure.ts'
import { readOptions, USAGE } from './options.ts'
import type { BenchOptions } from './options.ts'
import { formatTable } from './report/format-table.ts'
import { HEADINGS, resultRows } from './report/result-rows.ts'

/** `npm run bench`: the product beside a hand-written server, on the same database, in one run. */

const POOL_SIZE = 3

const say = (line: string): void => void process.stderr.write(`${line}\n`)

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  if (options.isHelp) return void process.stdout.write(`${USAGE}\n`)
  const { dataFolder } = readSettings()
  const database = await prepareBenchDatabase({ dataFolder, scale: options.scale, say })
  const environment = { ...database.environment, ...generatedKeys(dataFolder) }
  try {
    const { envelope } = loadKeys({ mode: 'distributed', folder: dataFolder, environment })
    const arms = await startArms(options.arms, { environment, poolSize: POOL_SIZE, envelopeKeys: envelope })
    const load = startLoad()
    try {
      const results: CaseResult[] = []
      for (const asked of options.cases) {
        say(`${asked.name}: ${asked.title}`)
        results.push(await measureCase({ arms, load, options }, asked))
      }
      process.stdout.write(report(results, options))
    } finally {
      load.stop()
      await Promise.all(arms.map((arm) => arm.stop()))
    }
  } finally {
    database.release()
  }
}

function report(results: readonly CaseResult[], { scale, rounds, seconds, concurrency }: BenchOptions): string {
  return [
    `scale ${scale}, ${rounds} rounds of ${seconds} s, ${concurrency} requests at once, ${POOL_SIZE} connections a module; CPU without Postgres`,
    formatTable(HEADINGS, results.flatMap(resultRows)),
    ...results.map(({ asked: { name, title }, bytes }) => `${name}: ${title}; ${bytes} bytes of data, equal in all`),
    '',
  ].join('\n')
}

await main().catch((failure: unknown) => {
  process.stderr.write(`${failure instanceof Error ? failure.message : 'The benchmark failed.'}\n`)
  process.exit(1)
})
