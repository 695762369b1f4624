import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../prisma/database/open-client.ts'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { atPath, listAt } from './harness/at-path.ts'
import { openWorld, type World } from './harness/open-world.ts'
import { personaNamed } from './harness/door.ts'

let world: World
beforeAll(async () => { world = await openWorld(testDatabase()) })
afterAll(() => world.stop())

const usage = async (prefix: string, as = 'support-lead', more = ''): Promise<readonly unknown[]> => {
  const { data, codes } = await world.ask(`{ schemaUsage(prefix: "${prefix}"${more}) { from to total coordinates {
    coordinate operations withheld lastUsedOn byClearance { clearance operations withheld } byClient { client operations } grantedUnused } } }`, { as })
  expect(codes).toEqual([])
  return listAt(data, 'schemaUsage', 'coordinates')
}

const counted = (entries: readonly unknown[], coordinate: string): unknown => entries.find(entry => atPath(entry, 'coordinate') === coordinate)

const numberOf = (entry: unknown, ...path: readonly string[]): number => Number(atPath(entry, ...path) ?? 0)

/** Counts are written every five seconds. */
const until = async (isThere: () => Promise<boolean>): Promise<void> => {
  const end = Date.now() + 15_000
  while (Date.now() < end) {
    if (await isThere()) return
    await new Promise(resolve => { setTimeout(resolve, 500) })
  }
  throw new Error('It was not counted.')
}

describe('use of the schema', () => {
  it('is counted by coordinate, client and clearance, and says where a field was withheld', async () => {
    const before = counted(await usage('BillingProfile.'), 'BillingProfile.taxId')
    const query = '{ billingProfiles(first: 2, filter: { countryCode: { eq: DE } }) { nodes { taxId } } }'
    const fixed = query.replace('filter: { countryCode: { eq: DE } }', 'filter: { id: { isNull: false } }')
    // others ask for it at the same time, but none of them by this name
    const client = `door-test-${randomUUID().slice(0, 4)}`
    const headers = { 'apollographql-client-name': client }
    for (const as of ['analyst', 'analyst', 'support-lead']) expect((await world.ask(fixed, { as, headers })).codes).toEqual([])
    const ofClient = (): Promise<readonly unknown[]> => withClient(testDatabase().superuserUrl, async database =>
      (await database.query(`select sum(operations)::int as operations, sum(withheld)::int as withheld from gateway.schema_usage where client = $1 and coordinate = 'BillingProfile.taxId'`, [client])).rows)
    await until(async () => numberOf((await ofClient())[0], 'operations') >= 3)
    expect(await ofClient()).toEqual([{ operations: 3, withheld: 2 }])
    const after = counted(await usage('BillingProfile.'), 'BillingProfile.taxId')
    expect(numberOf(after, 'operations')).toBeGreaterThanOrEqual(numberOf(before, 'operations') + 3)
    expect(numberOf(after, 'withheld')).toBeGreaterThanOrEqual(numberOf(before, 'withheld') + 2)
    expect(JSON.stringify(atPath(after, 'byClient'))).toContain(`"${client}"`)
    const clearances = JSON.stringify(atPath(after, 'byClearance'))
    expect(clearances).toMatch(/\banalyst\b/)
    expect(clearances).toMatch(/\bsupport_lead\b/)
    expect(JSON.stringify(await usage('BillingProfileFilter.'))).toContain('BillingProfileFilter.id')
    expect(JSON.stringify(await usage('Query.billingProfiles('))).toContain('Query.billingProfiles(filter:)')
  }, 40_000)

  it('keeps no name of a client that could be somebody\'s', async () => {
    for (const name of ['anna@example.org', 'Anna Example', '203.0.113.7', 'x'.repeat(60)]) {
      await world.ask('{ plans(first: 1) { nodes { planCode } } }', { as: 'member', headers: { 'x-veil-client': name, 'apollographql-client-name': name } })
    }
    await until(async () => counted(await usage('Plan.'), 'Plan.planCode') !== undefined)
    const rows = await withClient(testDatabase().superuserUrl, async client => (await client.query('select distinct client from gateway.schema_usage')).rows)
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toMatch(/anna|Anna|203\.0|xxxx/)
  }, 40_000)

  it('names fields that nobody asked for, and clearances that never asked for what they are granted', async () => {
    // other tests ask meanwhile, so a month is taken in which nobody did
    const quiet = ', isUnused: true, from: "2026-01-01", to: "2026-01-31"'
    const unused = await usage('Dispute.', 'support-lead', quiet)
    expect(unused.length).toBeGreaterThan(3)
    expect(unused.map(entry => numberOf(entry, 'operations'))).toEqual(unused.map(() => 0))
    const [holder] = await usage('PaymentMethod.holderName', 'support-lead', quiet)
    expect(atPath(holder, 'grantedUnused')).toEqual(['MEMBER', 'ADMIN', 'BILLING_ADMIN', 'SUPPORT', 'SUPPORT_LEAD', 'PRIVACY_OFFICER'])
  })

  it('is told to staff of the brand, of their own brand, and of no single day', async () => {
    expect((await world.ask('{ schemaUsage { total } }', { as: 'member' })).data).toEqual({ schemaUsage: null })
    const tooNarrow = await world.ask('{ schemaUsage(from: "2026-06-01", to: "2026-06-03") { total } }', { as: 'support-lead' })
    expect(tooNarrow.codes).toEqual(['VALIDATION_FAILED'])
    const stranger = { ...personaNamed('support-lead'), brandId: randomUUID() }
    expect((await world.ask('{ schemaUsage { total } }', { as: stranger })).data).toEqual({ schemaUsage: { total: 0 } })
  })
})
