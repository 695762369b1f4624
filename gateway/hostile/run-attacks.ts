import { ALL_ATTACKS } from './all-attacks.ts'
import type { Attack } from './attack.ts'
import type { OpenTarget } from './open-target.ts'

export interface AttackResult {
  readonly area: string
  readonly attack: Attack
  /** What came instead of what the criterion says. */
  readonly problem: string | undefined
  readonly ms: number
}

export interface AttackReport {
  readonly results: readonly AttackResult[]
  /** Median of `{ __typename }` in milliseconds, before all attacks and after them. */
  readonly before: number
  readonly after: number
}

export interface AttackRun {
  /** With the attacks that wait for time limits. */
  readonly isLong: boolean
  /** Requests of a median. */
  readonly pings?: number
}

const PINGS = 200

/** One attack after the other. An attack that breaks off has not been withstood. */
export async function runAttacks(target: OpenTarget, { isLong, pings = PINGS }: AttackRun): Promise<AttackReport> {
  await pingMs(target, pings)
  const before = await pingMs(target, pings)
  const results: AttackResult[] = []
  for (const { area, attacks } of ALL_ATTACKS) {
    for (const attack of attacks.filter(({ isSlow = false }) => isLong || !isSlow)) {
      const since = performance.now()
      const problem = await attack.run(target).catch((failure: unknown) => `broke off: ${failure instanceof Error ? failure.message : String(failure)}`)
      results.push({ area, attack, problem: problem ?? faultOf(target), ms: performance.now() - since })
    }
  }
  return { results, before, after: await pingMs(target, pings) }
}

function faultOf(target: OpenTarget): string | undefined {
  const [fault] = target.faults()
  return fault === undefined ? undefined : `a fault of ours: ${JSON.stringify(fault, (_, value: unknown) => (value instanceof Error ? value.message : value)).slice(0, 200)}`
}

async function pingMs({ ask }: OpenTarget, pings: number): Promise<number> {
  const times: number[] = []
  for (let n = 0; n < pings; n++) times.push((await ask('{ __typename }')).ms)
  return times.sort((a, b) => a - b)[Math.floor(pings / 2)] ?? 0
}
