import type { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openClient } from '../../prisma/database/open-client.ts'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { atPath, listAt } from '../e2e/harness/at-path.ts'
import { personaNamed, type Answer, type Ask } from '../e2e/harness/door.ts'
import { openWorld, type World } from '../e2e/harness/open-world.ts'

let world: World
let superuser: Client
beforeAll(async () => {
  const database = testDatabase()
  world = await openWorld(database)
  superuser = await openClient(database.superuserUrl)
})
afterAll(async () => {
  await superuser.end()
  await world.stop()
})

const ask = (args: string, how: Ask = {}): Promise<Answer> =>
  world.ask(`{ metricAcross(${args}) { source unit definition dimensions rows { period group { dimension value } value suppressed } } }`, { as: 'analyst', ...how })

/** Rows as text, so that they can be compared with those of a statement. */
const linesOf = ({ data }: Answer): readonly string[] => listAt(data, 'metricAcross', 'rows')
  .map(row => [atPath(row, 'period') ?? '-', ...listAt(row, 'group').map(group => atPath(group, 'value') ?? '-'), atPath(row, 'value')].join(' '))

/** The same by hand, over the schemas of both modules, which only a superuser may. */
const sqlLines = async (text: string, values: readonly unknown[] = []): Promise<readonly string[]> => {
  const { rows } = await superuser.query<Record<string, string | null>>({ text, values: [...values] })
  return rows.map(row => Object.values(row).map(value => value ?? '-').join(' '))
}

const MONTH = `to_char(date_trunc('month', i.issued_at at time zone 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const factsOf = ({ errors: [error] }: Answer, fact: string): unknown => error && Object.entries(error.extensions).find(([name]) => name === fact)?.[1]
const brandOf = (name: string): string => personaNamed(name).brandId

describe('a metric grouped by what another module knows', () => {
  it('is what one statement over both schemas says, for somebody who sees all rows of the brand', async () => {
    const answer = await ask('metric: "total_revenue", dimensions: ["workspace.region"], groupBy: ["CURRENCY"], grain: MONTH')
    expect([answer.codes, atPath(answer.data, 'metricAcross', 'source'), atPath(answer.data, 'metricAcross', 'unit')]).toEqual([[], 'ROWS', 'MINOR_UNITS'])
    const expected = await sqlLines(`select ${MONTH}, i.currency, w.region, sum(i.invoice_total_cents)::text from billing.invoices i
      join organization.workspaces w on w.brand_id = i.brand_id and w.id = i.workspace_id
      where i.brand_id = $1 and i.issued_at is not null and i.status <> 'VOID' group by 1, 2, 3`, [brandOf('analyst')])
    expect(linesOf(answer).length).toBeGreaterThan(20)
    expect([...linesOf(answer)].sort()).toEqual([...expected].sort())
  })

  it('groups by two modules at once, along two references', async () => {
    const answer = await ask('metric: "total_revenue", dimensions: ["workspace.planTier", "organization.kind"], groupBy: ["CURRENCY"], grain: YEAR')
    const expected = await sqlLines(`select to_char(date_trunc('year', i.issued_at at time zone 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), i.currency, w.plan_tier, o.kind, sum(i.invoice_total_cents)::text
      from billing.invoices i join organization.workspaces w on w.brand_id = i.brand_id and w.id = i.workspace_id join organization.organizations o on o.brand_id = i.brand_id and o.id = i.org_id
      where i.brand_id = $1 and i.issued_at is not null and i.status <> 'VOID' group by 1, 2, 3, 4`, [brandOf('analyst')])
    expect(answer.codes).toEqual([])
    expect([...linesOf(answer)].sort()).toEqual([...expected].sort())
  })

  it('counts for somebody of one organization its rows and no others', async () => {
    const persona = personaNamed('billing-admin')
    const answer = await ask('metric: "total_revenue", dimensions: ["workspace.region"], groupBy: ["CURRENCY"], grain: MONTH', { as: 'billing-admin' })
    const expected = await sqlLines(`select ${MONTH}, i.currency, w.region, sum(i.invoice_total_cents)::text from billing.invoices i
      join organization.workspaces w on w.brand_id = i.brand_id and w.id = i.workspace_id
      where i.brand_id = $1 and i.org_id = any($2) and i.issued_at is not null and i.status <> 'VOID' group by 1, 2, 3`, [persona.brandId, persona.orgs])
    expect(answer.codes).toEqual([])
    expect(linesOf(answer).length).toBeGreaterThan(2)
    expect([...linesOf(answer)].sort()).toEqual([...expected].sort())
  })

  it('is answered to nobody who cannot list the rows, though some of it is published', async () => {
    const newcomer = { ...personaNamed('member'), clearances: [], orgs: [], workspaces: [] }
    expect((await ask('metric: "total_revenue", dimensions: ["workspace.region"], groupBy: ["CURRENCY"]', { as: newcomer })).codes).toEqual(['METRIC_CUBE_ONLY'])
  })

  it.each([
    ['total_revenue', 'totalRevenue', 'workspace.status'], ['mrr', 'mrr', 'subscription.workspace.region'],
  ])('adds up to %s itself', async (metric, field, dimension) => {
    const range = 'range: {from: "2026-01-01T00:00:00Z", to: "2026-05-01T00:00:00Z"}'
    const across = await ask(`metric: "${metric}", dimensions: ["${dimension}"], groupBy: ["CURRENCY"], ${range}, timeZone: "Europe/Berlin"`)
    const whole = await world.ask(`{ metrics { ${field}(grain: MONTH, groupBy: [CURRENCY], ${range}, timeZone: "Europe/Berlin") { rows { period group { value } value } } } }`, { as: 'analyst' })
    const sums = new Map<string, bigint>()
    for (const row of listAt(across.data, 'metricAcross', 'rows')) {
      const key = `${atPath(row, 'period')} ${atPath(listAt(row, 'group')[0], 'value')}`
      sums.set(key, (sums.get(key) ?? 0n) + BigInt(String(atPath(row, 'value'))))
    }
    expect([...sums].map(([key, sum]) => `${key} ${sum}`).sort()).toEqual(listAt(whole.data, 'metrics', field, 'rows').map(row => `${atPath(row, 'period')} ${atPath(listAt(row, 'group')[0], 'value')} ${atPath(row, 'value')}`).sort())
    expect(sums.size).toBeGreaterThan(3)
  })
})

describe('what is refused across modules', () => {
  it.each([
    ['workspace.name', 'PII_GROUP_REFUSED', 'Workspace.name'], ['workspace.createdAt', 'METRIC_UNKNOWN_DIMENSION', 'Workspace.createdAt'],
    ['workspace.invoices.status', 'METRIC_FANOUT', undefined], ['workspace.password', 'METRIC_UNKNOWN_DIMENSION', undefined],
  ])('%s ends with %s and with what is allowed, before any module is asked', async (dimension, code, coordinate) => {
    world.fetches()
    const answer = await ask(`metric: "total_revenue", dimensions: ["${dimension}"], groupBy: ["CURRENCY"]`)
    expect([answer.codes, factsOf(answer, 'coordinate')]).toEqual([[code], coordinate])
    expect(factsOf(answer, 'dimensions')).toEqual(expect.arrayContaining(['workspace.region', 'CURRENCY']))
    expect(world.fetches()).toEqual([])
    expect(answer.text).not.toContain('password')
  })

  it('is money of two currencies, by the module that owns the figure', async () => {
    expect((await ask('metric: "total_revenue", dimensions: ["workspace.region"]')).codes).toEqual(['METRIC_CURRENCY_REQUIRED'])
  })

  it('leaves no fault of ours behind', () => {
    expect(world.faults()).toEqual([])
  })
})
