import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../../prisma/database/test-database.ts'
import { withClient } from '../../../prisma/database/open-client.ts'
import { printFigure } from '../../../prisma/database/walls/print-figure.ts'
import { modules } from '../../../schema/metadata/index.ts'
import { exposedEntities } from '../../../schema/sdl/exposed.ts'
import { messageOf } from '../../../schema/policy/error-codes.ts'
import { atPath, listAt } from '../harness/at-path.ts'
import { personaNamed, type Answer } from '../harness/door.ts'
import { openWorld, type World } from '../harness/open-world.ts'
import { REFUSALS, type Refusal } from './refusals.ts'

const { superuserUrl, connectionFor } = testDatabase()
const nobody = { ...personaNamed('member'), clearances: [], orgs: [], workspaces: [] }
const brandId = String(personaNamed('analyst').brandId)
const metricNames = modules.flatMap(exposedEntities).flatMap(({ metrics = [] }) => metrics.map(({ name }) => name))
const lines: string[] = []
let world: World
beforeAll(async () => { world = await openWorld({ connectionFor, isQuiet: true }) })
afterAll(async () => {
  await world.stop()
  printFigure([`refused figures: ${lines.length} requests, each with a code, a reason and an alternative`, ...lines].join('\n'))
})

const ask = (question: string, as: Refusal['as']): Promise<Answer> => world.ask(`{ metrics { ${question} { rows { value } } } }`, { as: as === 'nobody' ? nobody : 'analyst' })
const figures = async (question: string): Promise<readonly unknown[]> => {
  const { data, codes } = await world.ask(`{ metrics { ${question} { rows { value group { value } } } } }`, { as: 'analyst' })
  expect(codes).toEqual([])
  return listAt(data, 'metrics', question.split('(')[0] ?? '', 'rows')
}
const count = (sql: string): Promise<string> => withClient(superuserUrl, async (client) => String((await client.query<{ n: string }>({ text: sql, values: [brandId] })).rows[0]?.n))

describe('a question that must not be answered', () => {
  it.each(REFUSALS)('says why and what answers instead: $question', async ({ question, code, coordinate, rule, alternative, as }) => {
    const { codes, errors: [error] } = await ask(question, as)
    expect(codes).toEqual([code])
    expect(error?.message).toBe(messageOf(code))
    const facts = error?.extensions ?? {}
    expect(atPath(facts, 'rule')).toBe(rule)
    if (coordinate !== undefined) expect(atPath(facts, 'coordinate')).toBe(coordinate)
    if (alternative.dimension !== undefined) expect(atPath(facts, 'dimensions')).toContain(alternative.dimension)
    if (alternative.instead !== undefined) expect(atPath(facts, 'instead')).toBe(alternative.instead)
    if (alternative.grain !== undefined) expect(atPath(facts, 'grains')).toContain(alternative.grain)
    const offered = ['instead', 'grains', 'dimensions'].flatMap((name) => atPath(facts, name) === undefined ? [] : [`${name} ${String(atPath(facts, name))}`])
    lines.push(`${question} | ${code} | ${[coordinate, rule].filter((part) => part !== undefined).join(' ')} | ${offered.join('; ')}`)
  })
})

describe('a refusal', () => {
  /** Names by which somebody may group each metric that they know of, as their catalog has them. */
  const known = async (as: string): Promise<ReadonlyMap<unknown, readonly unknown[]>> => {
    const { data } = await world.ask('{ catalog { metrics { name dimensions { name } across } } }', { as })
    return new Map(listAt(data, 'catalog', 'metrics').map((metric) => [atPath(metric, 'name'), [...listAt(metric, 'dimensions').map((dimension) => atPath(dimension, 'name')), ...listAt(metric, 'across')]]))
  }

  it.each(['member', 'support', 'analyst', 'auditor'])('offers %s what their catalog has and nothing else, of figures that it does not have nothing', async (as) => {
    const theirs = await known(as)
    let hidden = 0
    for (const name of metricNames) {
      const { errors: [error] } = await world.ask('query ($metric: String!) { metricAcross(metric: $metric, dimensions: ["no.where"], groupBy: []) { unit } }', { as, variables: { metric: name } })
      const offered = listAt(error?.extensions, 'dimensions')
      expect([name, offered]).toEqual([name, theirs.get(name) ?? []])
      hidden += Number(!theirs.has(name))
    }
    expect(hidden > 0).toBe(as === 'member')
  })

  it('of a figure that a module answers says no more either', async () => {
    const { codes, errors: [error] } = await world.ask('{ metrics { webhookCount(groupBy: [ID]) { unit } } }', { as: 'member' })
    expect(codes).toEqual(['METRIC_UNKNOWN_DIMENSION'])
    expect(Object.keys(error?.extensions ?? {})).toEqual(['code', 'rule'])
  })
})

describe('what the seed warns of', () => {
  it('counts a subscription that is canceled for later as long as it is in force', async () => {
    const rows = await figures('activeSubscriptions(grain: null, statuses: [ACTIVE])')
    expect(String(atPath(rows[0], 'value'))).toBe(await count(`select count(*) as n from billing.subscriptions where brand_id = $1 and status = 'ACTIVE'`))
    expect(Number(await count(`select count(*) as n from billing.subscriptions where brand_id = $1 and status = 'ACTIVE' and canceled_at is not null`))).toBeGreaterThan(0)
  })

  it('tells revenue by plan from the lines of subscriptions, where the join over invoices would count some of it twice', async () => {
    expect((await ask('totalRevenue(groupBy: [CURRENCY, SUBSCRIPTION_ITEMS_PLAN_ID])', undefined)).codes).toEqual(['METRIC_FANOUT'])
    const rows = await figures('totalRevenueReal(groupBy: [CURRENCY, PLAN_ID])')
    const total = rows.reduce<bigint>((sum, row) => sum + BigInt(String(atPath(row, 'value'))), 0n)
    expect(String(total)).toBe(await count('select sum(unit_price_cents * seats) as n from billing.subscription_items where brand_id = $1 and removed_at is null'))
    const twice = await count(`select sum(i.invoice_total_cents) as n from billing.invoices i join billing.subscription_items s on s.brand_id = i.brand_id and s.subscription_id = i.subscription_id where i.brand_id = $1 and i.issued_at is not null and i.status <> 'VOID'`)
    const once = await count(`select sum(invoice_total_cents) as n from billing.invoices where brand_id = $1 and issued_at is not null and status <> 'VOID' and subscription_id is not null`)
    expect(BigInt(twice)).toBeGreaterThan(BigInt(once))
  })

  it('joins along what was declared, and nowhere else', async () => {
    expect((await ask('totalRevenue(groupBy: [CURRENCY, PLAN_CODE])', undefined)).codes).toEqual([])
    expect((await ask('totalRevenue(groupBy: [CURRENCY, BILLING_ACCOUNT_STATUS])', undefined)).codes).toEqual(['METRIC_UNKNOWN_DIMENSION'])
  })
})
