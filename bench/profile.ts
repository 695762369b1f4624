import { startEmbedded } from './arms/start-embedded.ts'
import type { ArmOptions } from './arms/arm-options.ts'
import { askerNamed } from './cases/asker.ts'
import { startLoad } from './load/start-load.ts'
import { readOptions } from './options.ts'
import type { BenchOptions } from './options.ts'
import { prepareBench } from './prepare-bench.ts'
import { formatTable } from './report/format-table.ts'
import { readProfile } from './report/read-profile.ts'

/** `node gateway/prepare.mjs bench/profile.ts --cases Q3`: where the embedded product spends its time on one case, by package and by function. */

const SHOWN = 40

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  const { armOptions, release } = await prepareBench(options.scale)
  try {
    process.stdout.write(await profileFirst(armOptions, options))
  } finally {
    release()
  }
}

async function profileFirst(armOptions: ArmOptions, { cases: [asked], concurrency, seconds, warmUpSeconds }: BenchOptions): Promise<string> {
  if (!asked) return ''
  const arm = await startEmbedded(armOptions)
  const load = startLoad()
  try {
    const turn = { origin: arm.origin, requests: [...await arm.requests(asked, askerNamed(asked.asker))], concurrency }
    await load.run({ ...turn, seconds: warmUpSeconds })
    let answers = 0
    const profile = await arm.profile(async () => { answers = (await load.run({ ...turn, seconds })).answers })
    const { byFunction, byPlace } = readProfile(profile, answers)
    return [
      `${asked.name}: ${asked.title}; ${answers} requests, microseconds of own time for each`,
      formatTable(['place', 'µs', '%'], byPlace.slice(0, SHOWN), 1),
      formatTable(['function', 'place', 'µs', '%'], byFunction.slice(0, SHOWN)),
      '',
    ].join('\n\n')
  } finally {
    load.stop()
    await arm.stop()
  }
}

await main()
