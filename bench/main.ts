import { startArms } from './arms/start-arms.ts'
import { startLoad } from './load/start-load.ts'
import { measureCase } from './measure.ts'
import type { CaseResult } from './measure.ts'
import { readOptions, USAGE } from './options.ts'
import type { BenchOptions } from './options.ts'
import { POOL_SIZE, prepareBench } from './prepare-bench.ts'
import type { PreparedBench } from './prepare-bench.ts'
import { formatTable } from './report/format-table.ts'
import { HEADINGS, resultRows } from './report/result-rows.ts'

/** `npm run bench`: the product beside a hand-written server, on the same database, in one run. */

const say = (line: string): void => void process.stderr.write(`${line}\n`)

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  if (options.isHelp) return void process.stdout.write(`${USAGE}\n`)
  const prepared = await prepareBench(options.scale)
  try {
    process.stdout.write(report(await measureAll(prepared, options), options))
  } finally {
    prepared.release()
  }
}

async function measureAll({ armOptions }: PreparedBench, options: BenchOptions): Promise<readonly CaseResult[]> {
  const arms = await startArms(options.arms, armOptions)
  const load = startLoad()
  const results: CaseResult[] = []
  try {
    for (const asked of options.cases) {
      say(`${asked.name}: ${asked.title}`)
      results.push(await measureCase({ arms, load, options }, asked))
    }
    return results
  } finally {
    load.stop()
    await Promise.all(arms.map((arm) => arm.stop()))
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
