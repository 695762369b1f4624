import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { clearBudgets } from './harness/clear-budgets.ts'
import { openWorld } from './harness/open-world.ts'
import type { World } from './harness/open-world.ts'
import { readCases, runCase } from './harness/read-cases.ts'

let world: World

beforeAll(async () => {
  await clearBudgets()
  world = await openWorld({ ...testDatabase(), isReal: true })
})
afterAll(() => world.stop())

describe.each(readCases())('$name', (example) => {
  it.each([...example.expected])('answers %s as its file says', async (persona, file) => {
    await expect(await runCase(world, example, persona)).toMatchFileSnapshot(file)
    expect(world.faults()).toEqual([])
  })

  it('is asked by somebody', () => {
    expect(example.expected.size).toBeGreaterThan(0)
  })
})
