import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testDatabase } from '../../../prisma/database/test-database.ts'
import { createTenantPool, type TenantPool } from '../../../prisma/database/tenant-pool.ts'
import { consumerReceiver } from '../../engine/relay/event-consumer.ts'
import { openHouse, type House } from '../testing/house.ts'
import { consumer } from './user-deactivated.ts'

let house: House
let store: TenantPool

beforeAll(async () => {
  house = await openHouse()
  store = createTenantPool({ connectionString: testDatabase().connectionFor('vg_organization'), max: 1 })
})
afterAll(async () => void await Promise.all([house.end(), store.end()]))

it('counts the change in the organizations of an account that is closed, and in no other', async () => {
  const [place, other] = [await house.organization(), await house.organization()]
  const member = await house.member(place)
  const before = await Promise.all([house.version(place), house.version(other)])
  const { brandId } = house
  const [type, aggregateId] = ['identity.user.deactivated.v1', member.userId ?? '']
  const payload = JSON.stringify({ id: randomUUID(), type, occurredAt: new Date().toISOString(), brandId, aggregateType: 'User', aggregateId, aggregateVersion: 2, data: {} })
  const receipts = await consumerReceiver({ module: 'organization', store }, consumer).receive([{ brandId, id: randomUUID(), module: 'identity', type, payload }])
  expect(receipts).toMatchObject([{ outcome: 'TAKEN' }])
  expect(await Promise.all([house.version(place), house.version(other)])).toEqual([(before[0] ?? 0) + 1, before[1]])
})
