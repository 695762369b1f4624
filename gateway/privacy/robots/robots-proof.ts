import { z } from 'zod'
import { atLeast } from '../at-least.ts'
import { POLICY_OFF } from '../patched/policy-off.ts'
import type { Patch } from '../patched/patch.ts'
import { runPatched } from '../patched/run-patched.ts'
import type { Figures, Proof } from '../proof.ts'
import { letLoose, type LetLoose, type Loot } from './let-loose.ts'

/** What stands in the way of the robots: decisions, scopes of rows, and that a cursor is somebody's own. */
const EVERYTHING_OFF: readonly Patch[] = [
  ...POLICY_OFF,
  {
    file: 'subgraphs/engine/read/visible.ts',
    find: 'return all([inBrand(perspective, table, alias), scoped(perspective, table, alias), condition(perspective, table, alias)])',
    replace: 'return inBrand(perspective, table, alias)',
  },
  {
    file: 'subgraphs/engine/read/cursor.ts',
    find: 'return plain && plain.subarray(0, BINDING_BYTES).equals(binding) ? unpad(plain) : undefined',
    replace: 'return plain ? unpad(plain) : undefined',
  },
]

/** Robots that have nothing to attack yet. */
const NOT_YET = 'lockout (nobody signs in here), uniqueness of commands (none takes an e-mail)'
const FEWEST = 5
const PATIENCE_MS = 300_000

const loot = z.array(z.object({ robot: z.string(), recovered: z.number(), length: z.number(), requests: z.number() }))

async function run(ground: Parameters<Proof['run']>[0], { seed, isLong, say }: Parameters<Proof['run']>[1]): Promise<Figures> {
  const length = isLong ? 12 : 3
  const tryAll = async (attack: (options: LetLoose) => Promise<readonly Loot[]>): Promise<readonly Loot[]> => {
    const database = await ground.copy()
    try {
      return await attack({ superuserUrl: database.superuserUrl, seed, length, budget: 1_000 })
    } finally {
      await database.drop()
    }
  }
  say('robots against the policy')
  const on = await tryAll(letLoose)
  say('the same robots without it')
  const off = await tryAll(async (options) => loot.parse(await runPatched({ patches: EVERYTHING_OFF, program: 'gateway/privacy/robots/loose.ts', args: [JSON.stringify(options)], withinMs: PATIENCE_MS })))
  return {
    figures: [
      ['robots', on.map(({ robot }) => robot).join(', ')], ['requests with the policy on, off', `${sumOf(on, 'requests')}, ${sumOf(off, 'requests')}`],
      ['characters recovered with the policy on', `${sumOf(on, 'recovered')} of ${sumOf(on, 'length')}`], ['with the policy off', `${sumOf(off, 'recovered')} of ${sumOf(off, 'length')}`], ['not yet', NOT_YET],
    ],
    faults: [
      ...atLeast(FEWEST, on.length, 'robots'), ...atLeast(on.length, off.length, 'robots without the policy'), ...on.flatMap(({ robot, requests, length: all }) => atLeast(1, Math.min(requests, all), `requests of ${robot}`)),
      ...on.filter(({ recovered }) => recovered > 0).map(({ robot, recovered, length: all }) => `${robot} recovered ${recovered} of ${all} characters (seed ${seed})`),
      ...off.filter(({ recovered, length: all }) => recovered < all).map(({ robot, recovered, length: all }) => `${robot} is too weak: ${recovered} of ${all} characters without the policy (seed ${seed})`),
    ],
  }
}

function sumOf(all: readonly Loot[], what: 'recovered' | 'length' | 'requests'): number {
  return all.reduce((sum, one) => sum + one[what], 0)
}

export const robotsProof: Proof = { name: 'robots', claim: 'No robot with a budget of requests recovers one character of a hidden value', run }
