import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { KeyRing } from '../../schema/policy/key-ring.ts'
import { judge } from './judge.ts'
import { startLoad } from './load.ts'
import type { Stage } from './stage.ts'
import { DONE, quantile } from './tally.ts'

/** A long mixed load. */
export interface SoakOptions {
  readonly stage: Stage
  readonly keys: KeyRing
  readonly minutes: number
  say(line: string): void
}

const CLIENTS = { readers: 12, writers: 3 } as const
const CAPACITY_MS = 20_000
const WARM_UP_MS = 15_000
const PART = 0.7
/** The memory of a process may grow by so much between the first and the last quarter: the caches fill up. */
const GROWTH = 1.15

/** Resident memory of a process in MiB; Linux only, elsewhere 0. */
const residentMiB = (pid: number | undefined): number => {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1)

/** Finds out how much the machine can do, asks for 70 % of it for so long, and looks at memory, errors and times. */
export const soak = async ({ stage, keys, minutes, say }: SoakOptions): Promise<boolean> => {
  const full = await startLoad({ url: stage.url, keys, ...CLIENTS, everyMs: 0 })
  await sleep(WARM_UP_MS)
  full.reads.take()
  await sleep(CAPACITY_MS)
  const { counts } = full.reads.take()
  await full.stop()
  const perSecond = (counts.get(DONE) ?? 0) / (CAPACITY_MS / 1000)
  const everyMs = (CLIENTS.readers / Math.max(perSecond * PART, 0.1)) * 1000
  say(`capacity ${perSecond.toFixed(0)} reads/s with ${CLIENTS.readers} readers and ${CLIENTS.writers} writers on this machine; now ${PART * 100} % of it`)
  const load = await startLoad({ url: stage.url, keys, ...CLIENTS, everyMs })
  const samples = new Map(stage.services.map(({ name }) => [name, new Array<number>()]))
  const until = Date.now() + minutes * 60_000
  while (Date.now() < until) {
    await sleep(2_000)
    for (const { name, pid } of stage.services) samples.get(name)?.push(residentMiB(pid))
  }
  const [reads, commands] = [load.reads.take(), load.commands.take()]
  await load.stop()
  const total = [...reads.counts.values()].reduce((sum, number) => sum + number, 0)
  const failed = [...reads.counts, ...commands.counts].filter(([outcome]) => outcome !== DONE)
  say(`${minutes} minutes: ${total} reads (${(total / (minutes * 60)).toFixed(0)}/s), p50 ${quantile(reads.times, 0.5).toFixed(1)} ms, p99 ${quantile(reads.times, 0.99).toFixed(1)} ms; ${commands.counts.get(DONE) ?? 0} commands, p99 ${quantile(commands.times, 0.99).toFixed(1)} ms`)
  say(`failed: ${failed.map(([outcome, number]) => `${outcome} ${number}`).join(', ') || '0'}`)
  const growth = [...samples].map(([name, all]) => {
    const quarter = Math.max(Math.floor(all.length / 4), 1)
    const [first, last] = [mean(all.slice(quarter, 2 * quarter)), mean(all.slice(-quarter))]
    say(`  ${name.padEnd(14)} ${first.toFixed(0)} MiB in the second quarter, ${last.toFixed(0)} MiB in the last, most ${Math.max(...all).toFixed(0)}`)
    return last / Math.max(first, 1)
  })
  const { lostRows, lostRecords, doubled, acknowledged, chain } = await judge(stage.superuserUrl(), load)
  say(`commands acknowledged ${acknowledged}: not in the database ${lostRows}, not in the audit chain ${lostRecords}, done twice ${doubled}; chain ${chain}`)
  say(`restarts: ${stage.services.reduce((sum, { restarts }) => sum + restarts, 0)}`)
  return failed.length === 0 && growth.every(ratio => ratio <= GROWTH) && lostRows + lostRecords + doubled === 0
}
