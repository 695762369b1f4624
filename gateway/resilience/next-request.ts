import { withClient } from '../../prisma/database/open-client.ts'
import type { KeyRing } from '../../schema/policy/key-ring.ts'
import { openDoor } from '../e2e/harness/door.ts'
import { NEXT_REQUEST_CASES, playNextRequest } from '../rights/testing/next-request-cases.ts'
import type { NextRequestGround } from '../rights/testing/next-request-cases.ts'
import { staffBrand } from '../rights/testing/staffed-brand.ts'
import type { Stage } from './stage.ts'
import { quantile } from './tally.ts'

/** How often each right is changed. */
export interface NextRequestOptions {
  readonly stage: Stage
  readonly keys: KeyRing
  readonly times: number
  say(line: string): void
}

const GATEWAYS = 3
/** A token that names no brand belongs to that of the machine. */
const OF_STAFFED = { VEIL_DEFAULT_BRAND: 'staffed' }

/** Changes rights at one of three gateways, each a process of its own, and asks all of them at once: none may answer by what was true before. */
export const nextRequests = async ({ stage, keys, times, say }: NextRequestOptions): Promise<boolean> => {
  let wrongOnes = 0
  await withClient(stage.superuserUrl(), async client => {
    const brand = await staffBrand(async (text, values = []) => (await client.query(text, [...values])).rows)
    const first = await stage.addGateway(OF_STAFFED)
    const others: string[] = []
    while (others.length < GATEWAYS - 1) others.push(await stage.addGateway(OF_STAFFED))
    // each gateway reads its own copies; the turn waits for those that are late
    const ground: NextRequestGround = { brand, keys, doors: [openDoor(first, keys, true), ...others.map(url => openDoor(url, keys, true))], flush: async () => {} }
    say(`\nthe next request after a change, at ${GATEWAYS} gateways in processes of their own, ${times} times each`)
    for (const one of NEXT_REQUEST_CASES) {
      const [ms, wrong]: [number[], string[]] = [[], []]
      for (let turn = 0; turn < times; turn += 1) {
        const result = await playNextRequest(one, ground)
        ms.push(result.ms)
        wrong.push(...result.wrong)
      }
      wrongOnes += wrong.length
      ms.sort((a, b) => a - b)
      say(`  ${one.name.padEnd(24)} by the old right ${wrong.length} of ${times * GATEWAYS}${wrong.length > 0 ? ` (${wrong[0] ?? ''})` : ''}; all answers after ${quantile(ms, 0.5).toFixed(1)} ms, at most ${(ms.at(-1) ?? 0).toFixed(1)} ms`)
    }
  })
  return wrongOnes === 0
}
