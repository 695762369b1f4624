import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { modules } from '../../schema/metadata/index.ts'
import type { SubgraphLink } from '../sources/subgraph-link.ts'
import { isRecord } from '../../schema/is-record.ts'
import { atPath } from './harness/at-path.ts'
import { findFaults } from './harness/find-faults.ts'
import { openWorld } from './harness/open-world.ts'
import type { World } from './harness/open-world.ts'
import { readCases } from './harness/read-cases.ts'

const BOUND_MS = 3_000

let world: World
let down: string | undefined

/** The subgraph cannot be reached while it is the one that is down. */
const breakable = (link: SubgraphLink): SubgraphLink => ({
  ...link,
  call: (request, requestId) => (link.name === down ? Promise.reject(new Error('connect ECONNREFUSED 127.0.0.1:4104')) : link.call(request, requestId)),
})

beforeAll(async () => {
  world = await openWorld({ connectionFor: testDatabase().connectionFor, relink: breakable })
})
afterAll(() => world.stop())

const example = readCases().find(({ name }) => name === 'one-organization-eight-modules')

const leaves = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + leaves(each), 0)
  return isRecord(value) ? Object.values(value).reduce<number>((sum, each) => sum + leaves(each), 0) : Number(value !== null)
}

describe('while a subgraph is down', () => {
  // without organization there is nothing to hang the rest on
  it.each(modules.map(({ name }) => name).filter((name) => name !== 'organization'))('%s: the rest of the answer comes in bounded time', async (name) => {
    down = undefined
    const whole = await world.ask(example?.query ?? '', { ...example?.how, as: 'support' })
    down = name
    const started = performance.now()
    const answer = await world.ask(example?.query ?? '', { ...example?.how, as: 'support' })
    expect(performance.now() - started).toBeLessThan(BOUND_MS)
    expect(answer.status).toBe(200)
    expect(new Set(answer.codes)).toEqual(new Set(['SUBGRAPH_UNAVAILABLE']))
    expect(findFaults(answer)).toEqual([])
    expect(answer.errors.every(({ path }) => path !== undefined && path.length > 0)).toBe(true)
    expect(atPath(answer.data, 'organization', 'kind')).toBe('ENTERPRISE')
    expect(leaves(answer.data)).toBeGreaterThan(leaves(whole.data) / 4)
    expect(leaves(answer.data)).toBeLessThan(leaves(whole.data))
  })

  it('organization: what other modules have at the root still comes', async () => {
    down = 'organization'
    const answer = await world.ask(example?.query ?? '', { ...example?.how, as: 'support' })
    expect(atPath(answer.data, 'organization')).toBeNull()
    expect(atPath(answer.data, 'webhookEvents', 'nodes')).toHaveLength(1)
    expect(new Set(answer.codes)).toEqual(new Set(['SUBGRAPH_UNAVAILABLE']))
  })

  it('its return is noticed at once', async () => {
    down = undefined
    expect((await world.ask(example?.query ?? '', { ...example?.how, as: 'support' })).codes).toEqual([])
  })
})
