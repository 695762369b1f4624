import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../../../prisma/database/open-client.ts'
import { testDatabase } from '../../../../prisma/database/test-database.ts'
import { modules } from '../../../../schema/metadata/index.ts'
import { metricField } from '../../../../schema/sdl/metric-types.ts'
import { personaNamed, type Answer } from '../../harness/door.ts'
import { openWorld, type World } from '../../harness/open-world.ts'
import { compareFigures, type FigureAsker } from './compare-figures.ts'
import { moneyQuestions } from './money-questions.ts'
import type { Question } from './question.ts'
import { readFigures } from './read-figures.ts'
import { recurringQuestions } from './recurring-questions.ts'

const { superuserUrl, connectionFor } = testDatabase()
let world: World
beforeAll(async () => { world = await openWorld({ connectionFor, isQuiet: true }) })
afterAll(() => world.stop())

const brandOf = (name: string): string => String(personaNamed(name).brandId)
const analyst: FigureAsker = { as: 'analyst', brandId: brandOf('analyst') }
const billingAdmin: FigureAsker = { as: 'billing-admin', brandId: brandOf('billing-admin'), orgId: personaNamed('billing-admin').orgs[0] }

const titled = ({ metric, groupBy, window }: Question): string => `${metric} by ${groupBy.join(', ')}${window ? `, each ${window.grain} of ${window.zone}` : ''}`
const questions = [...recurringQuestions, ...moneyQuestions].map((question) => ({ title: titled(question), question }))

describe('what is told of all rows of a brand', () => {
  it.each(questions)('is what its tables hold: $title', async ({ question }) => {
    const { differences, figures } = await compareFigures(world, superuserUrl, question, analyst)
    expect(differences).toEqual([])
    expect(figures).toBeGreaterThan(0)
  })
})

describe('what is told of one organization', () => {
  it.each(questions.filter(({ question: { window } }) => window === undefined || window.zone === 'UTC'))('is what its rows hold: $title', async ({ question }) => {
    expect((await compareFigures(world, superuserUrl, question, billingAdmin)).differences).toEqual([])
  })
})

const newcomer = { ...personaNamed('member'), clearances: [], orgs: [], workspaces: [] }
const ask = (question: string, as: Parameters<World['ask']>[1] = { as: 'analyst' }): Promise<Answer> =>
  world.ask(`{ metrics { ${question} { rows { period group { value } value previous } } } }`, as)
const told = async (question: string): Promise<ReadonlyMap<string, string>> => readFigures(await ask(question))

async function counted(sql: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await withClient(superuserUrl, (client) => client.query<[string, string]>({ text: sql, values: [analyst.brandId], rowMode: 'array' }))
  return new Map(rows)
}

const YEAR = 'range: {from: "2025-07-01T00:00:00Z", to: "2026-07-01T00:00:00Z"}'

describe('recurring revenue', () => {
  it('is at last what the subscriptions say of themselves', async () => {
    const now = await told('mrr(grain: DAY, range: {from: "2026-06-30T00:00:00Z", to: "2026-07-01T00:00:00Z"}, groupBy: [CURRENCY])')
    const subscriptions = await counted(`select '2026-06-30T00:00:00.000Z ' || currency, sum(mrr_cents)::text from billing.subscriptions where brand_id = $1 group by currency`)
    expect(now).toEqual(subscriptions)
  })

  it.each(['EUR', 'USD'])('at the start and all movements of a year make that at the end, in %s', async (currency) => {
    const filter = `filter: {currency: {eq: "${currency}"}}`
    const mrr = await told(`mrr(range: {from: "2025-06-01T00:00:00Z", to: "2026-07-01T00:00:00Z"}, ${filter})`)
    const moves = await told(`mrrMovement(${YEAR}, ${filter}, groupBy: [MOVEMENT])`)
    const sum = [...moves.values()].reduce((total, value) => total + BigInt(value), 0n)
    expect(BigInt(mrr.get('2025-06-01T00:00:00.000Z') ?? 0) + sum).toBe(BigInt(mrr.get('2026-06-01T00:00:00.000Z') ?? 0))
    expect(new Set([...moves.keys()].map((name) => name.split(' ')[1]))).toEqual(new Set(['NEW', 'EXPANSION', 'CONTRACTION', 'CHURN', 'REACTIVATION']))
  })

  it('of a plan is the same as a group and as a filter', async () => {
    const groups = await told(`mrr(${YEAR}, filter: {currency: {eq: "EUR"}}, groupBy: [PLAN_ID])`)
    const plan = [...groups.keys()][0]?.split(' ')[1] ?? ''
    const filtered = await told(`mrr(${YEAR}, filter: {currency: {eq: "EUR"}, toPlanId: {eq: "${plan}"}})`)
    expect(filtered).toEqual(new Map([...groups].filter(([name]) => name.endsWith(plan)).map(([name, value]) => [name.split(' ')[0] ?? '', value])))
  })

  it('without buckets is that at the end of the range, and now without one', async () => {
    const [last] = [...await told(`mrr(${YEAR}, filter: {currency: {eq: "EUR"}}, orderBy: {field: PERIOD, direction: DESC}, limit: 1)`)].map(([, value]) => value)
    expect([...(await told(`mrr(grain: null, ${YEAR}, filter: {currency: {eq: "EUR"}})`)).values()]).toEqual([last])
    expect([...(await told('mrr(grain: null, filter: {currency: {eq: "EUR"}})')).values()]).toEqual([last])
  })

  it('is compared with that of a year ago', async () => {
    const { data } = await ask('mrr(range: {from: "2026-05-01T00:00:00Z", to: "2026-06-01T00:00:00Z"}, filter: {currency: {eq: "EUR"}}, compareTo: PREVIOUS_YEAR)')
    const [earlier] = [...(await told('mrr(range: {from: "2025-05-01T00:00:00Z", to: "2025-06-01T00:00:00Z"}, filter: {currency: {eq: "EUR"}})')).values()]
    expect(earlier).toMatch(/^[1-9]/)
    expect(data).toMatchObject({ metrics: { mrr: { rows: [{ period: '2026-05-01T00:00:00.000Z', previous: earlier }] } } })
  })
})

describe('money', () => {
  it('that is owed to customers is what the ledger says', async () => {
    const credit = await told('creditLiability(grain: DAY, range: {from: "2026-06-30T00:00:00Z", to: "2026-07-01T00:00:00Z"}, groupBy: [CURRENCY])')
    const ledger = await counted(`select '2026-06-30T00:00:00.000Z ' || a.currency, (-sum(e.amount_cents))::text from billing.ledger_entries e
      join billing.ledger_accounts a on a.brand_id = e.brand_id and a.id = e.ledger_account_id where e.brand_id = $1 and a.code = 'CUSTOMER_CREDIT' group by a.currency`)
    expect(credit).toEqual(ledger)
  })

  it('that did not come on a day is 0 there, where gaps are filled', async () => {
    const days = 'grain: DAY, range: {from: "2026-03-22T23:00:00Z", to: "2026-04-05T22:00:00Z"}, timeZone: "Europe/Berlin", filter: {currency: {eq: "USD"}}, groupBy: [TENDER_TYPE]'
    const [gapped, filled] = [await told(`collected(${days})`), await told(`collected(${days}, fill: true)`)]
    const tenders = new Set([...gapped.keys()].map((name) => name.split(' ')[1]))
    expect(filled.size).toBe(14 * tenders.size)
    expect(gapped.size).toBeLessThan(filled.size)
    expect([...filled].filter(([name, value]) => value !== (gapped.get(name) ?? '0'))).toEqual([])
  })

  it('of one kind of card is the same as a group and as a filter', async () => {
    const groups = await told(`collected(${YEAR}, filter: {currency: {eq: "EUR"}}, groupBy: [CARD_BRAND])`)
    const filtered = await told(`collected(${YEAR}, filter: {currency: {eq: "EUR"}, paymentMethod: {cardBrand: {eq: "visa"}}})`)
    expect(filtered.size).toBe(12)
    expect(filtered).toEqual(new Map([...groups].filter(([name]) => name.endsWith(' visa')).map(([name, value]) => [name.split(' ')[0] ?? '', value])))
  })
})

describe('what is refused', () => {
  it.each(['mrr', 'mrrMovement', 'netRevenueRetention', 'grossRevenueRetention', 'arpa', 'collected', 'collectionRate', 'receivablesAging', 'creditLiability'])('adds no two currencies: %s', async (metric) => {
    expect((await ask(`${metric}(groupBy: [])`)).codes).toEqual(['METRIC_CURRENCY_REQUIRED'])
  })

  it.each([
    ['mrr(groupBy: [CURRENCY, CHANGE_TYPE])', 'METRIC_UNKNOWN_DIMENSION'],
    ['collected(groupBy: [CURRENCY, EXTERNAL_REFERENCE])', 'PII_GROUP_REFUSED'],
    ['receivablesAging(groupBy: [CURRENCY, BILL_TO_EMAIL])', 'PII_GROUP_REFUSED'],
    ['collected(groupBy: [CURRENCY], filter: {paymentMethod: {holderName: {eq: "x"}}})', 'PII_FILTER_REFUSED'],
  ])('%s: %s', async (question, code) => {
    expect((await ask(question)).codes).toEqual([code])
  })

  const unpublished = modules.flatMap(({ name, entities }) => name === 'billing' ? entities.flatMap(({ metrics = [] }) => metrics.filter(({ cube }) => cube === undefined).map(metricField)) : [])

  it('is everything that is not published, to somebody who lists no rows', async () => {
    expect(unpublished).toContain('mrr')
    for (const metric of unpublished) expect([metric, (await ask(`${metric}(groupBy: [CURRENCY])`, { as: newcomer })).codes]).toEqual([metric, ['METRIC_CUBE_ONLY']])
  })
})
