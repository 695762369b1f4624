import type { Arm, ArmName, PreparedRequest } from './arms/arm.ts'
import { askerNamed } from './cases/asker.ts'
import type { BenchCase } from './cases/bench-case.ts'
import { compareAnswers } from './compare-answers.ts'
import type { Load } from './load/start-load.ts'
import type { BenchOptions } from './options.ts'

/** One turn of one arm. */
export interface Measurement {
  readonly perSecond: number
  readonly cpuMsPerRequest: number
  readonly medianMs: number
  readonly p99Ms: number
}

export interface Round {
  readonly arms: ReadonlyMap<ArmName, Measurement>
}

export interface CaseResult {
  readonly asked: BenchCase
  /** Length of `data`, the same in all arms. */
  readonly bytes: number
  readonly rounds: readonly Round[]
}

export interface Bench {
  readonly arms: readonly Arm[]
  readonly load: Load
  readonly options: BenchOptions
}

/** Compares the answers, warms up, then gives every arm its turn, round after round: what disturbs the machine disturbs all. */
export async function measureCase({ arms, load, options }: Bench, asked: BenchCase): Promise<CaseResult> {
  const asker = askerNamed(asked.asker)
  const requestsOf = new Map<Arm, readonly PreparedRequest[]>()
  for (const arm of arms) requestsOf.set(arm, await arm.requests(asked, asker))
  const bytes = await compareAnswers({ arms, requestsOf, proof: asked.proof })
  const turn = (arm: Arm, seconds: number): Promise<Measurement> => measureTurn({ arm, load, requests: requestsOf.get(arm) ?? [], concurrency: options.concurrency, seconds })
  for (const arm of arms) await turn(arm, options.warmUpSeconds)
  const rounds: Round[] = []
  while (rounds.length < options.rounds) {
    const measured = new Map<ArmName, Measurement>()
    for (const arm of arms) measured.set(arm.name, await turn(arm, options.seconds))
    rounds.push({ arms: measured })
  }
  return { asked, bytes, rounds }
}

interface TurnOptions {
  readonly arm: Arm
  readonly load: Load
  readonly requests: readonly PreparedRequest[]
  readonly concurrency: number
  readonly seconds: number
}

async function measureTurn({ arm, load, requests, concurrency, seconds }: TurnOptions): Promise<Measurement> {
  const before = await arm.cpuMs()
  const result = await load.run({ origin: arm.origin, requests: [...requests], concurrency, seconds })
  const cpuMs = await arm.cpuMs() - before
  if (result.failures > 0) throw new Error(`${arm.name}: ${result.failures} of ${result.answers} answers were no data.`)
  return {
    perSecond: result.answers / result.seconds,
    cpuMsPerRequest: cpuMs / result.answers,
    medianMs: result.median,
    p99Ms: result.p99,
  }
}
