import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld } from '../e2e/harness/open-world.ts'
import type { World } from '../e2e/harness/open-world.ts'
import { NEXT_REQUEST_CASES, playNextRequest } from './testing/next-request-cases.ts'
import { staffedBrand } from './testing/staffed-brand.ts'
import type { StaffedDatabase } from './testing/staffed-brand.ts'

/** Three gateways that share nothing but the database; commands go to the first, and the next request to each of them. Three processes: `npm run resilience -- --only next`. */

let brand: StaffedDatabase
let worlds: readonly World[] = []

beforeAll(async () => {
  brand = await staffedBrand()
  const { connectionFor } = brand.database
  worlds = await Promise.all([0, 1, 2].map(place => openWorld({ connectionFor, brand: 'staffed', isQuiet: place > 0 })))
})
afterAll(async () => {
  await Promise.all(worlds.map(world => world.stop()))
  await brand?.drop()
})

it.each(NEXT_REQUEST_CASES.map(one => [one.name, one] as const))('three gateways answer the first request after a command by what it changed: %s', async (name, one) => {
  const [first, ...others] = worlds
  if (!first) throw new Error('no gateway')
  const { wrong, ms } = await playNextRequest(one, { brand, keys: first.keys.envelope, doors: [first, ...others], flush: () => first.flush() })
  process.stdout.write(`${name}: ${ms.toFixed(1)} ms\n`)
  expect(wrong).toEqual([])
})
