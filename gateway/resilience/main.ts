import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { loadKeys } from '../../prisma/database/keys.ts'
import { commandLine } from '../../schema/settings/command-line.ts'
import { TEST_KEYS } from '../e2e/harness/test-keys.ts'
import { judge } from './judge.ts'
import { startLoad } from './load.ts'
import type { Load } from './load.ts'
import { nextRequests } from './next-request.ts'
import { SCENARIOS } from './scenarios.ts'
import type { Scenario } from './scenarios.ts'
import { soak } from './soak.ts'
import { openStage } from './stage.ts'
import type { Stage } from './stage.ts'
import { DONE, quantile } from './tally.ts'
import type { Seen } from './tally.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

const READY_MS = 60_000
const NEXT_REQUEST = 'next request'
/** `npm run resilience`: kills parts of the distributed start under load and tells what its clients saw, then changes rights before three gateways; or keeps it under load. */
const USAGE = `npm run resilience -- [--only TEXT] [--times N] [--soak MINUTES] [--printed]
  --only TEXT     one whose name holds it: ${[...SCENARIOS.map(({ name }) => name), NEXT_REQUEST].join('; ')}
  --times N       changes of each kind of right (default 20)
  --soak MINUTES  nothing is killed: mixed load at 70 % of what the machine can do
  --printed       what the processes said, at the end`


/** For so long nothing may fail before it counts as recovered. */
const QUIET_MS = 3_000

const summary = ({ counts, times }: Seen): string =>
  `${[...counts].sort(([a], [b]) => (a === DONE ? -1 : b === DONE ? 1 : a < b ? -1 : 1)).map(([outcome, number]) => `${outcome} ${number}`).join(', ') || 'none'}${times.length > 0 ? ` (p50 ${quantile(times, 0.5).toFixed(0)}, p99 ${quantile(times, 0.99).toFixed(0)} ms)` : ''}`

/** Waits until nothing has failed for a while. */
const quiet = async (since: () => number | undefined): Promise<void> => {
  const until = Date.now() + READY_MS
  while (Date.now() - (since() ?? 0) < QUIET_MS && Date.now() < until) await sleep(100)
}

const play = async (scenario: Scenario, stage: Stage, load: Load): Promise<boolean> => {
  load.reads.take()
  load.commands.take()
  const started = Date.now()
  const seen: Seen[] = []
  let lastFailure: number | undefined
  const look = setInterval(() => {
    for (const part of [load.reads, load.commands]) {
      const taken = part.take()
      lastFailure = Math.max(taken.lastFailure ?? 0, lastFailure ?? 0) || undefined
      seen.push(taken)
    }
  }, 200)
  await scenario.run(stage)
  const over = Date.now()
  await sleep(QUIET_MS)
  await quiet(() => lastFailure)
  clearInterval(look)
  const sum = (parts: readonly Seen[]): Seen => {
    const counts = new Map<string, number>()
    for (const part of parts) for (const [outcome, number] of part.counts) counts.set(outcome, (counts.get(outcome) ?? 0) + number)
    return { counts, times: parts.flatMap(({ times }) => times).sort((a, b) => a - b), firstFailure: undefined, lastFailure }
  }
  const isBack = Date.now() - (lastFailure ?? 0) >= QUIET_MS
  say(`\n${scenario.name}`)
  say(`  reads     ${summary(sum(seen.filter((_, at) => at % 2 === 0)))}`)
  say(`  commands  ${summary(sum(seen.filter((_, at) => at % 2 === 1)))}`)
  say(`  ${isBack ? `whole again ${lastFailure === undefined ? 'at once' : `${(Math.max(lastFailure - started, 0) / 1000).toFixed(1)} s after it began, ${(Math.max(lastFailure - over, 0) / 1000).toFixed(1)} s after it was over`}` : `NOT WHOLE within ${READY_MS / 1000} s`}`)
  return isBack
}

const killTests = async (stage: Stage, load: Load, scenarios: readonly Scenario[]): Promise<boolean> => {
  let isGood = true
  for (const scenario of scenarios) isGood = await play(scenario, stage, load) && isGood
  await load.stop()
  const { acknowledged, lostRows, lostRecords, doubled, doneUntold, chain } = await judge(stage.superuserUrl(), load)
  say(`\ncommands acknowledged ${acknowledged}: not in the database ${lostRows}, not in the audit chain ${lostRecords}; done twice ${doubled}; done and not told ${doneUntold}; chain ${chain}`)
  say(`error texts that say too much: ${load.leaks.length}${load.leaks.length > 0 ? `, first: ${load.leaks[0]}` : ''}`)
  say(`restarts: ${stage.services.map(({ name, restarts }) => `${name} ${restarts}`).join(', ')}`)
  return isGood && lostRows + lostRecords + doubled + load.leaks.length === 0 && chain.startsWith('ok')
}

const number = (name: string) => z.coerce.number(`--${name} takes a number`).positive(`--${name} takes a number above 0`)

const asked = () => {
  const { values } = parseArgs({ options: { only: { type: 'string', default: '' }, times: { type: 'string', default: '20' }, soak: { type: 'string' }, printed: { type: 'boolean' } } })
  const { times, soak: minutes } = values
  const read = z.object({ times: number('times'), minutes: number('soak').optional() }).safeParse({ times, minutes })
  if (!read.success) throw new Error(read.error.issues[0]?.message)
  if (![NEXT_REQUEST, ...SCENARIOS.map(({ name }) => name)].some(name => name.includes(values.only))) throw new Error('--only names none of them')
  return { ...read.data, only: values.only, isPrinted: values.printed }
}

const main = async (): Promise<void> => {
  const wanted = commandLine(USAGE, asked)
  if (!wanted) return
  const { only, times, minutes, isPrinted } = wanted
  const stage = await openStage(say)
  try {
    const { envelope: keys } = loadKeys({ mode: 'distributed', folder: '', environment: TEST_KEYS })
    if (minutes !== undefined) {
      if (!await soak({ stage, keys, minutes, say })) process.exitCode = 1
      return
    }
    const scenarios = SCENARIOS.filter(({ name }) => name.includes(only))
    if (scenarios.length > 0) {
      const load = await startLoad({ url: stage.url, keys, readers: 6, writers: 3, everyMs: 100 })
      await sleep(5_000)
      if (!await killTests(stage, load, scenarios)) process.exitCode = 1
    }
    if (NEXT_REQUEST.includes(only) && !await nextRequests({ stage, keys, times, say })) process.exitCode = 1
  } finally {
    if (isPrinted) for (const line of stage.printed()) say(line)
    await stage.stop()
  }
}

await main().catch((failure: unknown) => {
  process.stderr.write(`${failure instanceof Error ? failure.stack ?? failure.message : 'The test of resilience failed.'}\n`)
  process.exitCode = 1
})
