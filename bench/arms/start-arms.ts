import type { Arm, ArmName } from './arm.ts'
import type { ArmOptions } from './arm-options.ts'
import { startDistributed } from './start-distributed.ts'
import { startEmbedded } from './start-embedded.ts'
import { startLimit } from './start-limit.ts'

const START: Readonly<Record<ArmName, (options: ArmOptions) => Promise<Arm>>> = { limit: startLimit, embedded: startEmbedded, distributed: startDistributed }

/** Starts the servers one after the other; when one cannot start, those before it are stopped. */
export async function startArms(names: readonly ArmName[], options: ArmOptions): Promise<readonly Arm[]> {
  const arms: Arm[] = []
  try {
    for (const name of names) arms.push(await START[name](options))
  } catch (failure) {
    await Promise.all(arms.map((arm) => arm.stop()))
    throw failure
  }
  return arms
}
