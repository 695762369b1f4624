import type { HostileTarget } from './hostile-target.ts'

/** Somebody means harm; the criterion says what must come of it. */
export interface Attack {
  readonly name: string
  /** What holds where the attack fails. */
  readonly criterion: string
  /** Waits for a time limit: not part of `npm test`. */
  readonly isSlow?: boolean
  /** What came instead; undefined where the criterion held. */
  run(target: HostileTarget): Promise<string | undefined>
}

/** Attacks of one kind. */
export interface AttackGroup {
  readonly area: string
  readonly attacks: readonly Attack[]
}
