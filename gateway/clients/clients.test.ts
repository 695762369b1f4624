import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { HttpError } from 'ra-core'
import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSettings } from '../../prisma/database/settings.ts'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { personas } from '../../prisma/seed/personas.ts'
import { modules } from '../../schema/metadata/index.ts'
import { issueDevelopmentToken } from '../authenticate/development-token.ts'
import { clearBudgets } from '../e2e/harness/clear-budgets.ts'
import { openWorld } from '../e2e/harness/open-world.ts'
import type { World } from '../e2e/harness/open-world.ts'
import { TEST_KEYS } from '../e2e/harness/test-keys.ts'
import { loadKeys } from '../../prisma/database/keys.ts'
import type { ErrorFacts } from '../refusal.ts'
import { openChromium } from '../explorer/testing/open-chromium.ts'
import { seriousFaults } from '../explorer/testing/serious-faults.ts'
import { until } from '../explorer/testing/until.ts'
import { registerExplorer } from '../explorer/serve-explorer.ts'
import { graphDataProvider } from './react-admin/provider/graph-data-provider.ts'
import type { GraphProviderOptions, AnyCommands } from './react-admin/provider/graph-data-provider.ts'
import { rowOf, textOf } from './react-admin/provider/json.ts'
import { markIn } from './react-admin/provider/marks.ts'
import { serveConsole } from './react-admin/serve-console.ts'
import { importExample } from './testing/import-example.ts'
import type { ExampleModules } from './testing/import-example.ts'
import { openConsole } from './testing/open-console.ts'
import type { GraphErrorFacts } from './typed/runtime/graph-error.ts'

const { dataFolder } = readSettings()
const { envelope } = loadKeys({ mode: 'distributed', folder: '', environment: TEST_KEYS })

const EXAMPLE = { variants: ['staff'], only: ['SupportTicket', 'User', 'Invoice'] } as const

let world: World
let browser: Browser
/** An open ticket, and who asks there. */
let ticket: { readonly id: string, readonly user: string }

beforeAll(async () => {
  world = await openWorld({
    ...testDatabase(), isReal: true,
    pages(app) {
      registerExplorer(app, { folder: '', host: '127.0.0.1', personas, token: persona => issueDevelopmentToken(envelope, persona) })
      serveConsole(app, dataFolder)
    },
  })
  await clearBudgets()
  const { data: [first] } = await as('support-lead').getList('supportTickets', { filter: { status: 'OPEN', userId_isNull: false }, meta: { fields: ['userId'] } })
  ticket = { id: textOf(first.id), user: textOf(first.userId) }
})
afterAll(async () => {
  await browser?.close()
  await world?.stop()
})

type Options = Partial<GraphProviderOptions<AnyCommands>>

const as = (persona: string, options: Options = {}) =>
  graphDataProvider({ url: `${world.url}/graphql`, headers: async () => ({ authorization: `Bearer ${await world.token(persona)}` }), ...options })

const failureOf = async (asked: Promise<unknown>): Promise<{ readonly status: number, readonly message: string, readonly body: Readonly<Record<string, unknown>> }> => {
  const failure: unknown = await asked.then(() => undefined, (cause: unknown) => cause)
  if (!(failure instanceof HttpError)) throw new Error(`It did not fail as react-admin expects: ${String(failure)}`)
  return { status: failure.status, message: failure.message, body: rowOf(failure.body) }
}

/** A provider that keeps what it sends. */
const listening = (persona: string, options: Options = {}) => {
  const sent: Readonly<Record<string, unknown>>[] = []
  const provider = as(persona, {
    ...options,
    fetch: async (input, init) => {
      sent.push(rowOf(JSON.parse(String(init?.body))))
      return fetch(input, init)
    },
  })
  return { provider, sent, variables: () => sent.map(({ variables }) => rowOf(variables)) }
}

const idsOf = (rows: readonly unknown[]): readonly string[] => rows.map(row => textOf(rowOf(row).id))

describe('the provider for react-admin', () => {
  it('finds every entity of the caller’s schema, whatever the modules', async () => {
    const { resources } = await as('privacy-officer').schema()
    const missing = modules.flatMap(({ entities }) => entities).filter(({ exposed, plural }) => exposed && !resources.has(plural)).map(({ plural }) => plural)
    expect(missing).toEqual([])
    expect((await as('member').schema()).resources.size).toBeLessThan(resources.size)
  })

  it('follows cursors behind page numbers, jumps where it knows none, and counts only where it is asked to', async () => {
    const { provider, variables } = listening('auditor')
    const page = (number: number, meta: object = {}) => provider.getList('users', { pagination: { page: number, perPage: 5 }, sort: { field: 'id', order: 'ASC' }, meta: { fields: ['role'], ...meta } })
    const [first, second] = [await page(1), await page(2)]
    expect(first.pageInfo).toEqual({ hasNextPage: true, hasPreviousPage: false })
    expect(first.total).toBeUndefined()
    expect(variables().at(-1)?.after).toEqual(expect.any(String))
    const jumped = await as('auditor').getList('users', { pagination: { page: 2, perPage: 5 }, sort: { field: 'id', order: 'ASC' }, meta: { fields: ['role'] } })
    expect(idsOf(jumped.data)).toEqual(idsOf(second.data))
    expect(new Set([...idsOf(first.data), ...idsOf(second.data)]).size).toBe(10)
    expect((await page(1, { total: true })).total).toBeGreaterThan(10)
    const long = await provider.getList('users', { pagination: { page: 1, perPage: 150 }, meta: { fields: [] } })
    expect(new Set(idsOf(long.data)).size).toBe(150)
  })

  it('jumps over a cursor that is not taken any longer', async () => {
    let who = 'auditor'
    const { provider, variables } = listening('nobody', { headers: async () => ({ authorization: `Bearer ${await world.token(who)}` }) })
    const page = (number: number) => provider.getList('users', { pagination: { page: number, perPage: 5 }, meta: { fields: [] } })
    await page(1)
    // cursors are their reader's own
    who = 'support'
    expect((await page(2)).data).toHaveLength(5)
    expect(variables().slice(-2)).toEqual([{ first: 5, after: expect.any(String) }, { first: 5, offset: 5 }])
  })

  it('filters as react-admin writes it, and refuses what the list does not have', async () => {
    const { provider, variables } = listening('auditor')
    const { data } = await provider.getList('supportTickets', { filter: { status: ['OPEN', 'RESOLVED'], createdAt_gte: '2020-01-01T00:00:00Z', createdAt_lt: '2100-01-01T00:00:00Z', q: undefined }, meta: { fields: ['status'] } })
    expect(new Set(data.map(row => textOf(rowOf(row).status)))).toEqual(new Set(['OPEN', 'RESOLVED']))
    expect(variables().at(-1)?.filter).toEqual({ and: [{ status: { in: ['OPEN', 'RESOLVED'] } }, { createdAt: { gte: '2020-01-01T00:00:00Z' } }, { createdAt: { lt: '2100-01-01T00:00:00Z' } }] })
    const refused = await failureOf(provider.getList('supportTickets', { filter: { colour: 'red' } }))
    expect(refused).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED', allowed: expect.arrayContaining(['status']) } })
    const pii = await failureOf(as('support').getList('users', { filter: { email_startsWith: 'a' } }))
    expect(pii).toMatchObject({ status: 422, body: { code: 'PII_FILTER_REFUSED', coordinate: 'User.email' } })
  })

  it('sorts by what the caller may order by, and says by what otherwise', async () => {
    const refused = await failureOf(as('support').getList('users', { sort: { field: 'email', order: 'ASC' } }))
    expect(refused.message).toMatch(/^This list cannot be ordered by "email" for you: .* Order by .*id/)
    expect(refused.body).toMatchObject({ code: 'SORT_NOT_OFFERED', allowed: expect.arrayContaining(['id']) })
  })

  it('reads many records in one request, in their order, and those of a reference', async () => {
    const { provider, sent } = listening('auditor')
    const { data } = await provider.getList('supportTickets', { pagination: { page: 1, perPage: 3 }, meta: { fields: ['orgId'] } })
    const [a = '', b = '', c = ''] = idsOf(data)
    const before = sent.length
    const many = await provider.getMany('supportTickets', { ids: [c, '00000000-0000-7000-8000-000000000000', a, b], meta: { fields: ['orgId'] } })
    expect([idsOf(many.data), sent.length - before]).toEqual([[c, a, b], 1])
    const orgId = textOf(rowOf(data[0]).orgId)
    const of = await provider.getManyReference('supportTickets', { target: 'orgId', id: orgId, filter: {}, pagination: { page: 1, perPage: 5 }, sort: { field: 'id', order: 'DESC' }, meta: { fields: ['orgId'] } })
    expect(new Set(of.data.map(row => rowOf(row).orgId))).toEqual(new Set([orgId]))
    expect(await failureOf(provider.getOne('users', { id: '00000000-0000-7000-8000-000000000000' }))).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
  })

  it('marks what is not simply shown, and reveals it for a reason', async () => {
    const { data: seen } = await as('support').getOne('users', { id: ticket.user })
    expect(markIn(seen, 'email')).toMatchObject({ state: 'MASKED', action: 'MASK', category: 'CONTACT', unlock: { by: 'OTHERS', purpose: 'SUPPORT', needsTicket: true } })
    expect(markIn(seen, 'passwordHash')).toMatchObject({ state: 'WITHHELD', unlock: { by: 'NEVER' } })
    expect(markIn(seen, 'status')).toBeUndefined()
    expect(markIn((await as('analyst').getOne('users', { id: ticket.user })).data, 'email')?.state).toBe('PSEUDONYM')
    const officer = as('privacy-officer')
    const { value, mark } = await officer.reveal('users', ticket.user, 'email', { reason: 'Answers an access request', purpose: 'DSAR' })
    expect([value, mark]).toEqual([expect.stringMatching(/^[^•]+@[^•]+$/), undefined])
    expect(await failureOf(officer.reveal('users', ticket.user, 'email', { reason: 'curious', purpose: 'DSAR' }))).toMatchObject({ status: 422, body: { code: 'REASON_REQUIRED' } })
    expect((await as('support').reveal('users', ticket.user, 'email', { reason: 'Answers the ticket by mail', ticket: ticket.id })).mark?.state).toBe('MASKED')
  })

  it('runs the command that serves an action, refuses others with their names, and sends no mask back', async () => {
    const refused = await failureOf(as('admin').update('orgMembers', { id: ticket.id, data: {}, previousData: { id: ticket.id } }))
    expect(refused).toMatchObject({ status: 405, body: { code: 'ACTION_NOT_SERVED', commands: expect.arrayContaining(['suspendMember']) } })
    const nobody = await failureOf(as('admin').run('suspendMember', { id: '00000000-0000-7000-8000-000000000000' }))
    expect(nobody).toMatchObject({ status: 404, body: { code: 'NOT_FOUND', errors: { id: expect.any(String) } } })
    const { provider, variables } = listening('member', {
      commands: {
        personalAccessTokens: {
          create: ({ data }, call) => call('createPersonalAccessToken', { name: data.name, scopes: data.scopes }),
          update: ({ data }, call) => call('createPersonalAccessToken', { name: 'again', scopes: [], ...data }),
          delete: ({ id }, call) => call('revokePersonalAccessToken', { id }),
        },
      },
    })
    const { data } = await provider.create('personalAccessTokens', { data: { name: 'reads workspaces', scopes: ['organization.workspace.read'] } })
    const previousData = { ...data, name: 'r•••', $sensitivity: { name: { state: 'MASKED', action: 'MASK' } } }
    await failureOf(provider.update('personalAccessTokens', { id: data.id, data: { ...previousData, expiresInDays: 0 }, previousData }))
    expect(Object.keys(rowOf(variables().at(-1)?.input))).toContain('expiresInDays')
    expect(JSON.stringify(variables().at(-1))).not.toMatch(/•|sensitivity/)
    const ended = await provider.delete('personalAccessTokens', { id: data.id, previousData: data })
    expect(rowOf(ended.data).status).toBe('REVOKED')
  })

  it('says that nobody is signed in with the status that react-admin waits for', async () => {
    expect(await failureOf(as('member', { headers: () => ({ authorization: 'Bearer nothing' }) }).getList('users', {}))).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } })
  })
})

describe('a typed client', () => {
  let modulesOfExample: ExampleModules
  beforeAll(async () => {
    modulesOfExample = await importExample(EXAMPLE)
  })
  const open = (persona: string, purpose?: string) =>
    modulesOfExample.client.openGraph({ url: `${world.url}/graphql`, token: () => world.token(persona), ...purpose !== undefined && { purpose } })

  it('prints who waits, with masks for the screen and an address only where it is raw', async () => {
    const { waitingCustomers, customerToAnswer } = modulesOfExample.example
    const [first] = await waitingCustomers(open('support'))
    expect(first).toMatchObject({ from: expect.stringContaining('•••@•••'), writeTo: undefined })
    const known = await customerToAnswer(open('support-lead'), ticket.id)
    expect(known?.writeTo).toMatch(/^[^•]+@[^•]+$/)
  })

  it('rejects with the codes of the graph, and takes no mask for a plain value', async () => {
    const { isGraphError } = modulesOfExample.client
    const refusal: unknown = await open('support').query({ users: { $: { filter: { email: { startsWith: 'a' } } }, nodes: { id: true } } }).catch((cause: unknown) => cause)
    expect([isGraphError(refusal, 'PII_FILTER_REFUSED'), isGraphError(refusal, 'FORBIDDEN')]).toEqual([true, false])
    // as if the address had been public when the client was generated
    const old = await importExample({ ...EXAMPLE, change: text => text.replaceAll("email: { covered: true }", 'email: {}') })
    const graph = old.client.openGraph({ url: `${world.url}/graphql`, token: () => world.token('support') })
    const asked: unknown = await graph.query({ users: { $: { first: 1 }, nodes: { email: true } } }).catch((cause: unknown) => cause)
    expect(old.client.isGraphError(asked, 'CLIENT_STALE')).toBe(true)
  })

  it('knows every fact that an error can have', () => {
    // one that the gateway gets and the client does not know of stops the compiler
    const known = (facts: Required<ErrorFacts>): Required<GraphErrorFacts> => facts
    const facts = known({ coordinate: '', rule: '', limit: 0, estimated: 0, dimensions: [], instead: '', grains: [] })
    expect(Object.keys(facts)).toHaveLength(7)
  })

  it('asks for figures by the name of a metric', async () => {
    const { unit, rows } = await open('analyst').metric('totalRevenue', { grain: 'YEAR', groupBy: ['CURRENCY'] })
    expect(unit).toBe('MINOR_UNITS')
    expect(rows[0]).toMatchObject({ group: { CURRENCY: expect.stringMatching(/^[A-Z]{3}$/) }, value: { is: 'FIGURE' } })
  })
})

describe('the console in a browser', { timeout: 60_000 }, () => {
  it('lists, filters, pages and sorts, shows masks, and reveals one with a reason', async () => {
    browser = await openChromium(dataFolder)
    const { page, signIn, go, texts, complaints, requests } = await openConsole(browser, world.url)
    expect(await seriousFaults(page)).toEqual([])
    await signIn('support-lead')

    await go('/supportTickets')
    await page.click('.add-filter')
    await page.select('[name=column]', 'status')
    await page.select('[name=value]', 'OPEN')
    await page.click('.filter-form [type=submit]')
    const statuses = async () => new Set((await texts('td .word')).filter(word => ['open', 'closed', 'resolved', 'pending customer'].includes(word)))
    await until(async () => (await statuses()).size === 1)
    expect([await texts('.chip'), [...await statuses()]]).toEqual([['Status is open'], ['open']])

    await go('/users')
    const [first] = await texts('tbody th')
    await page.click('.pager button:nth-of-type(2)')
    await until(async () => (await texts('.pager span'))[0]?.startsWith('page 2') === true && (await texts('tbody th'))[0] !== first)
    await page.click('.sort')
    await until(async () => (await texts('.pager span'))[0]?.startsWith('page 1') === true && (await page.$('th[aria-sort=ascending]')) !== null)
    expect((await texts('.protected .value')).length).toBeGreaterThan(20)
    expect(await seriousFaults(page)).toEqual([])

    await go(`/users?filter=${encodeURIComponent(JSON.stringify({ id_eq: ticket.user }))}`)
    await until(async () => (await texts('tbody th')).length === 1)
    await page.click('[aria-label^="Reveal email"]')
    await page.waitForSelector('dialog[open]')
    await page.type('[name=reason]', 'Asked to be written to')
    await page.waitForSelector(`[name=ticket] option[value="${ticket.id}"]`)
    await page.select('select[name=ticket]', ticket.id)
    expect(await seriousFaults(page)).toEqual([])
    await page.click('dialog .primary')
    await page.waitForSelector('.revealed')
    expect((await texts('.revealed .value'))[0]).toMatch(/^[^•]+@[^•]+$/)
    await mkdir(join(dataFolder, 'screenshots'), { recursive: true })
    await page.screenshot({ path: join(dataFolder, 'screenshots/console.png') })

    await go(`/users/${ticket.user}/show`)
    await page.waitForSelector('.fact')
    expect((await texts('.fact dt')).slice(0, 3)).toEqual(['Idp subject', 'Username', 'Email'])
    expect(await seriousFaults(page)).toEqual([])
    expect(complaints).toEqual([])
    expect(requests.map(request => request.url()).filter(url => !url.startsWith(`${world.url}/`))).toEqual([])
  })
})
