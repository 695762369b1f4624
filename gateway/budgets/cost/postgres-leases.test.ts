import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { withClient } from '../../../prisma/database/open-client.ts'
import { testDatabase } from '../../../prisma/database/test-database.ts'
import type { DoorState } from '../door-state.ts'
import { openDoorState } from '../open-door-state.ts'

let doors: readonly DoorState[] = []

beforeAll(() => {
  doors = [1, 2, 3].map(() => openDoorState(testDatabase()))
})
afterAll(() => Promise.all(doors.map(door => door.close())))

/** Waits where a minute is about to end: these tests count within one. */
const awayFromTheTurn = async (): Promise<void> => {
  const rest = 60_000 - Date.now() % 60_000
  if (rest < 8_000) await new Promise(resolve => setTimeout(resolve, rest + 100))
}

const used = async (brandId: string): Promise<Readonly<Record<string, unknown>>> => {
  const rows = await withClient(testDatabase().superuserUrl, async client =>
    (await client.query<{ principal: string, used: number }>(`select principal, used from gateway.budgets where brand_id = $1 and kind = 'COST'`, [brandId])).rows)
  return Object.fromEntries(rows.map(row => [row.principal, row.used]))
}

it('lets three gateways together spend a budget whole and overspend it by nothing', async () => {
  await awayFromTheTurn()
  const [brandId, one, other] = [randomUUID(), { spender: 'PERSON:one', limit: 997 }, { spender: 'PERSON:other', limit: 100_000 }]
  const brand = { spender: 'BRAND', limit: 2003 }
  const storm = (spenders: readonly { readonly spender: string, readonly limit: number }[], amount: number, requests: number) =>
    Promise.all(Array.from({ length: requests }, async (_, number) => await doors[number % 3]?.costs.take(brandId, spenders, amount)))
  const alone = await storm([one, brand], 1, 2400)
  expect(alone.filter(seconds => seconds === undefined)).toHaveLength(997)
  const together = await storm([other, brand], 1, 3000)
  const spent = 997 + together.filter(seconds => seconds === undefined).length
  expect(spent).toBe(2003)
  expect(await used(brandId)).toMatchObject({ 'PERSON:one': 997, BRAND: 2003 })
})

it('asks the database for slices, and not for requests', async () => {
  await awayFromTheTurn()
  const brandId = randomUUID()
  const [door] = doors
  for (let request = 0; request < 95; request++) await door?.costs.take(brandId, [{ spender: 'PERSON:x', limit: 1000 }], 1)
  expect(await used(brandId)).toEqual({ 'PERSON:x': 100 })
})

it('grants nothing more where a limit was lowered', async () => {
  await awayFromTheTurn()
  const brandId = randomUUID()
  await doors[0]?.costs.take(brandId, [{ spender: 'PERSON:x', limit: 1000 }], 600)
  expect(await doors[1]?.costs.take(brandId, [{ spender: 'PERSON:x', limit: 500 }], 1)).toBeGreaterThan(0)
  expect(await used(brandId)).toEqual({ 'PERSON:x': 600 })
})
