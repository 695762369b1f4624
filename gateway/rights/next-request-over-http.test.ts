import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadKeys } from '../../prisma/database/keys.ts'
import { readSettings } from '../../prisma/database/settings.ts'
import { openAuthentication } from '../authenticate/open-authentication.ts'
import type { Authentication } from '../authenticate/open-authentication.ts'
import { openWorld } from '../e2e/harness/open-world.ts'
import type { World } from '../e2e/harness/open-world.ts'
import { TEST_KEYS } from '../e2e/harness/test-keys.ts'
import { NEXT_REQUEST_CASES, playNextRequest } from './testing/next-request-cases.ts'
import { staffedBrand } from './testing/staffed-brand.ts'
import type { StaffedDatabase } from './testing/staffed-brand.ts'

/** Three gateways that share nothing but the database; commands go to the first, and the next request to each of them. Three processes: `npm run resilience -- --only next`. */

const keys = loadKeys({ mode: 'distributed', folder: '', environment: TEST_KEYS })
const settings = readSettings({ VEIL_ENVIRONMENT: 'development', VEIL_DEFAULT_BRAND: 'staffed' })
let brand: StaffedDatabase
let doors: readonly Authentication[] = []
let worlds: readonly World[] = []

beforeAll(async () => {
  brand = await staffedBrand()
  const { connectionFor } = brand.database
  doors = [0, 1, 2].map(() => openAuthentication({ settings, keys, connectionFor }))
  worlds = await Promise.all(doors.map(({ authenticate }, place) => openWorld({ connectionFor, authenticate, isQuiet: place > 0 })))
})
afterAll(async () => {
  await Promise.all(worlds.map(world => world.stop()))
  await Promise.all(doors.map(door => door.close()))
  await brand?.drop()
})

it.each(NEXT_REQUEST_CASES.map(one => [one.name, one] as const))('three gateways answer the first request after a command by what it changed: %s', async (name, one) => {
  const [first, ...others] = worlds
  if (!first) throw new Error('no gateway')
  const { wrong, ms } = await playNextRequest(one, { brand, keys: keys.envelope, doors: [first, ...others], flush: () => first.flush() })
  process.stdout.write(`${name}: ${ms.toFixed(1)} ms\n`)
  expect(wrong).toEqual([])
})
