import type { Random } from '../random.ts'
import type { World } from '../world.ts'
import type { PersonPlan } from '../world/people.ts'

/** The world while its identity rows are written. */
export interface Desk {
  readonly world: World
  readonly choice: Random
}

/** The person with a number; every number of a slice has one. */
export function personAt(world: World, n: number): PersonPlan {
  const found = world.people.persons[n]
  if (found === undefined) throw new RangeError(`the demo world has no person ${n}`)
  return found
}
