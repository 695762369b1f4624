import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadKeys } from '../../prisma/database/keys.ts'
import { readSettings } from '../../prisma/database/settings.ts'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { personas } from '../../prisma/seed/personas.ts'
import { modules } from '../../schema/metadata/index.ts'
import { openSubgraphs } from '../../subgraphs/serve.ts'
import type { OpenSubgraph } from '../../subgraphs/serve.ts'
import { openAuthentication } from '../authenticate/open-authentication.ts'
import type { Authentication } from '../authenticate/open-authentication.ts'
import { openDoorState } from '../budgets/open-door-state.ts'
import { clearBudgets } from '../e2e/harness/clear-budgets.ts'
import { startGateway } from '../server.ts'
import type { RunningGateway } from '../server.ts'
import { inProcessLink } from '../sources/in-process-link.ts'
import { loadSupergraph } from '../supergraph.ts'
import { buildPage } from './build-page.ts'
import { readQueryLink, writeQueryLink } from './client/link/query-link.ts'
import { explorerPages } from './explorer-pages.ts'
import { explorerSource } from './explorer-source.ts'
import { readExamples } from './read-examples.ts'
import { openChromium } from './testing/open-chromium.ts'
import { openExplorer } from './testing/open-explorer.ts'
import type { OpenExplorer } from './testing/open-explorer.ts'
import { seriousFaults } from './testing/serious-faults.ts'
import { until } from './testing/until.ts'
import { tokenAnswer } from './wire.ts'
import type { Example } from './wire.ts'

const { dataFolder } = readSettings()
const SCREENSHOTS = join(dataFolder, 'screenshots')
const SHARED = { query: 'query Shared($n: Int) {\n  workspaces(first: $n) {\n    totalCount\n    nodes { id region }\n  }\n}', variables: '{ "n": 2 }', persona: 'analyst', purpose: 'ANALYTICS' }
const MASKED = /"email": "\S•••@•••\.\w+"/

let subgraphs: readonly OpenSubgraph[] = []
let state: ReturnType<typeof openDoorState>
let authentication: Authentication
let gateway: RunningGateway
let browser: Browser
const faults: unknown[] = []

beforeAll(async () => {
  // no page waits for it then
  await buildPage(dataFolder, explorerSource)
  const { connectionFor } = testDatabase()
  const keys = loadKeys({ mode: 'embedded', folder: dataFolder })
  subgraphs = await openSubgraphs({ connectionFor, keys, poolSize: 2, onFault: cause => void faults.push(cause) })
  state = openDoorState({ connectionFor })
  authentication = openAuthentication({ settings: readSettings({ VEIL_ENVIRONMENT: 'development' }), keys, connectionFor })
  gateway = await startGateway({
    supergraph: loadSupergraph(undefined, modules),
    links: subgraphs.map(inProcessLink),
    authenticate: authentication.authenticate,
    envelopeKeys: keys.envelope, state, isDevelopment: true, host: '127.0.0.1', port: 0,
    onFault: fault => void faults.push(fault),
    pages: explorerPages({ dataFolder, host: '127.0.0.1', envelopeKeys: keys.envelope, personas }),
  })
  browser = await openChromium(dataFolder)
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await gateway?.stop()
  await state?.close()
  await authentication?.close()
  await Promise.all(subgraphs.map(subgraph => subgraph.close()))
  expect(faults).toEqual([])
})

const open = (): Promise<OpenExplorer> => openExplorer(browser, gateway.url)

describe('the explorer in a browser', { timeout: 120_000 }, () => {
  it('runs an example with the run button, and the e-mail is masked', async () => {
    const { page, choose, query, run, text, complaints } = await open()
    await choose('examples', 'masked-emails')
    expect(await query()).toContain('query MaskedEmails')
    expect(await run()).toMatch(MASKED)
    expect(await text('.veil-provenance')).toContain('answered to support for SUPPORT')
    expect(await text('.veil-notes')).toMatch(/email (masked|by row)/)
    await mkdir(SCREENSHOTS, { recursive: true })
    await page.screenshot({ path: join(SCREENSHOTS, 'explorer.png') })
    expect(complaints).toEqual([])
  })

  it('switches the persona: reads the schema anew, runs nothing, and asks as the other one next; names what was refused', async () => {
    const { requests, choose, run, text, sent } = await open()
    await choose('examples', 'masked-emails')
    expect(await run()).toMatch(MASKED)
    const before = requests.length
    await choose('persona', 'analyst')
    expect(await text('.veil-bar')).toContain('asking as analyst')
    expect(await text('.veil-description')).toContain(personas.find(({ name }) => name === 'analyst')?.description)
    const asked = () => requests.slice(before).filter(request => request.method() === 'POST')
    await until(() => asked().at(-1)?.response()?.url() === `${gateway.url}/graphql`)
    expect(asked().map(request => request.url().slice(gateway.url.length))).toEqual(['/explorer/token/analyst', '/graphql'])
    expect(sent()).toHaveLength(1)
    expect(await text('.veil-stale')).toContain('as analyst')
    expect(await run()).toMatch(/"email": "psn_/)
    const [first, second] = sent().map(request => request.headers().authorization)
    expect(first).not.toBe(second)
    await choose('examples', 'refused-filter')
    expect(await text('.veil-bar')).toContain('asking as analystfor ANALYTICS')
    expect(await run()).toContain('PII_FILTER_REFUSED')
    expect(await text('.veil-refusal')).toContain('Person.registrationNumber')
    expect(sent().map(request => request.headers()['x-veil-purpose'])).toEqual(['SUPPORT', 'ANALYTICS', 'ANALYTICS'])
  })

  it('works from the keyboard', async () => {
    const { page, text } = await open()
    await page.focus('.veil-persona')
    await page.keyboard.press('Enter')
    await page.waitForSelector('[data-persona="member"]')
    await page.keyboard.press('End')
    await page.waitForSelector('[data-persona="other-brand-admin"][data-highlighted]')
    await page.keyboard.press('ArrowUp')
    await page.waitForSelector('[data-persona="privacy-officer"][data-highlighted]')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.veil-menu', { hidden: true })
    expect(await text('.veil-persona')).toContain('privacy-officer')
    await page.click('.graphiql-query-editor .view-lines')
    await page.keyboard.down('Control')
    await page.keyboard.press('Enter')
    await page.keyboard.up('Control')
    await page.waitForSelector('.veil-provenance')
    expect(await text('.veil-provenance')).toContain('privacy-officer')
  })

  it('takes a new token when the old one is not taken any longer', async () => {
    const { page, choose, run, requests } = await open()
    await choose('examples', 'masked-emails')
    await page.setRequestInterception(true)
    let refused = 0
    page.on('request', request => {
      const isFirst = request.url().endsWith('/graphql') && refused === 0
      if (isFirst) refused += 1
      void (isFirst ? request.respond({ status: 401, contentType: 'application/json', body: '{"errors":[]}' }) : request.continue())
    })
    expect(await run()).toMatch(MASKED)
    expect(requests.filter(request => request.url().includes('/explorer/token/'))).toHaveLength(2)
  })

  it('asks nothing of any other origin, whatever is opened', async () => {
    const { page, requests, complaints, choose, run } = await open()
    await choose('examples', 'one-workspace')
    await run()
    for (const label of ['Show Documentation Explorer', 'Show History', 'Prettify query (Shift-Ctrl-P)', 'Copy query (Shift-Ctrl-C)', 'Open settings dialog']) {
      await page.click(`button[aria-label="${label}"]`)
    }
    await page.waitForSelector('.graphiql-dialog')
    await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('/explorer/assets/standalone-')))
    const outside = requests.map(request => request.url()).filter(url => !url.startsWith(`${gateway.url}/`) && !url.startsWith('data:'))
    expect(outside).toEqual([])
    expect(new Set(requests.map(request => request.url()).filter(url => url.includes('.worker-'))).size).toBe(3)
    expect(complaints).toEqual([])
    // and is stopped by its policy where a script would
    expect(await page.evaluate(() => fetch('http://127.0.0.1:1/').then(() => 'answered', failure => String(failure)))).toContain('Failed to fetch')
    expect(complaints.join()).toContain('Content Security Policy')
  })
})

describe('the work with an answer', { timeout: 120_000 }, () => {
  beforeAll(clearBudgets)

  it('draws a metric for the analyst, and writes its figures into files', async () => {
    const { page, choose, run, look, text, file, complaints } = await open()
    await choose('examples', 'revenue')
    await run()
    await look('chart')
    await page.waitForSelector('.veil-chart polyline')
    expect(await text('.veil-figure')).toMatch(/^totalRevenue, [A-Z]{3}/)
    // all that is drawn can be read: one place after the other, and in the table beside it
    await page.focus('.veil-chart')
    await page.keyboard.press('End')
    expect(await text('.veil-readout')).toMatch(/[A-Z][a-z]{2} 20\d\d.*\d/)
    const rows = await page.$$eval('.veil-rows tbody tr', found => found.length)
    expect(rows).toBeGreaterThan(20)
    expect(await seriousFaults(page)).toEqual([])
    await page.click('.veil-choice button:last-child')
    await page.waitForSelector('.veil-bar-of-chart')
    await page.screenshot({ path: join(SCREENSHOTS, 'explorer-chart.png') })

    await look('export')
    await page.waitForSelector('.veil-export')
    expect(await seriousFaults(page)).toEqual([])
    const written = async (format: string): Promise<Buffer> => {
      await page.click(`.veil-export input[value="${format}"]`)
      await page.click('.veil-export button[type="submit"]')
      await until(async () => (await text('.veil-status [role="status"]')).includes(`.${format.toLowerCase()}`))
      return file()
    }
    const csv = (await written('CSV')).toString().trimEnd().split('\r\n')
    expect([csv[0], csv.length]).toEqual(['period,CURRENCY,BILL_TO_COUNTRY_CODE,value,suppressed', rows + 1])
    const lines = (await written('JSONL')).toString().trimEnd().split('\n')
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ suppressed: false, value: expect.stringMatching(/^-?\d+$/) })
    const parquet = await written('PARQUET')
    const read = await parquetReadObjects({ file: Uint8Array.from(parquet).buffer })
    expect(read).toHaveLength(rows)
    expect(read.map(({ value }) => value)).toEqual(lines.map(line => JSON.parse(line).value))
    expect(read[0]?.period).toBeInstanceOf(Date)
    expect(complaints).toEqual([])

    // who may not list the rows gets published figures, and sees which of them are hidden
    await choose('persona', 'member')
    await run()
    await look('chart')
    await page.waitForSelector('.veil-too-small')
    expect(await text('.veil-dock')).toContain('published figures')
    expect(await text('.veil-rows')).toContain('too small to show')
  })

  it('masks for the support lead, says why, and reveals for a ticket; what was revealed comes into no file', async () => {
    const { page, choose, run, look, query, text, texts, file, complaints } = await open()
    await choose('examples', 'reveal-for-ticket')
    expect(await run()).toMatch(MASKED)
    await look('table')
    expect(await text('.veil-rows thead')).toMatch(/user\.email(masked|by row)/)
    await look('privacy')
    await page.waitForSelector('.veil-reveal')
    expect(await text('.veil-table')).toContain('support_lead = R* for SUPPORT')
    await page.click('input[aria-label="Reveal supportTickets.nodes.user.email"]')
    await page.type('.veil-reveal input[name="reason"]', 'The requester asked to have the address checked')
    const ticket = await (await page.waitForSelector('.veil-reveal datalist option'))?.evaluate(option => option.getAttribute('value') ?? '')
    await page.type('.veil-reveal input[name="ticket"]', ticket ?? '')
    expect(await seriousFaults(page)).toEqual([])
    await page.screenshot({ path: join(SCREENSHOTS, 'explorer-reveal.png') })
    await page.click('.veil-reveal button[type="submit"]')
    await until(async () => (await text('.veil-dock')).includes('were asked for'))
    expect(await query()).toMatch(/email\s+@reveal\(\s+reason: "The requester/)
    await look('table')
    const emails = await texts('.veil-rows tbody td:nth-child(5)')
    expect(emails.some(email => /^[^•@]+@[^•@]+$/.test(email))).toBe(true)
    expect(emails.some(email => email.includes('•••@•••'))).toBe(true)

    // a file is asked for without the reason
    await look('export')
    await page.waitForSelector('.veil-export')
    await page.click('.veil-export button[type="submit"]')
    await until(async () => (await text('.veil-status [role="status"]')).includes('.csv'))
    const lines = (await file()).toString().trimEnd().split('\r\n')
    expect([lines.length, lines[0]]).toEqual([emails.length + 1, 'ticketNumber,status,user.fullName,user.email,workspace.name'])
    expect(lines.slice(1).every(line => line.includes('•••@•••'))).toBe(true)
    expect(complaints).toEqual([])
  })

  it('sets personas side by side, shows the plan, and says in the documentation what one gets', async () => {
    const { page, choose, run, look, text, texts } = await open()
    await choose('examples', 'masked-emails')
    await run()
    await look('viewAs')
    await until(async () => !(await text('.veil-matrix')).includes('…'))
    const row = (await texts('.veil-matrix tbody tr')).find(line => line.includes('users.nodes.email'))
    expect(row).toMatch(/^users\.nodes\.emailcontact(by row){3}maskedmaskedpseudonym/)
    expect(await seriousFaults(page)).toEqual([])
    await look('plan')
    expect(await text('.veil-fetch')).toMatch(/^identity at the root.*users\(first: 10\)/s)
    expect(await text('.veil-cost')).toMatch(/^\d+ of \d+ rows/)
    await page.click('button[aria-label="Show Documentation Explorer"]')
    await page.type('.graphiql-doc-explorer-search input', 'User')
    await until(async () => (await texts('[role="option"]'))[0] === 'User')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.veil-sense')
    const badges = await texts('.graphiql-doc-explorer-item')
    expect(badges.find(line => line.startsWith('email') && !line.startsWith('emailV'))).toMatch(/^emailcontactmasked: String/)
    expect(badges.find(line => line.startsWith('id:'))).toBeDefined()
    expect(await page.$eval('.veil-catalog-link a', link => link.getAttribute('href'))).toBe('/catalog/User')
    expect(await seriousFaults(page)).toEqual([])
  })

  it('opens a shared query without running it, beside what was there, and keeps tabs, history and variables; follows a list to its end', async () => {
    const { page, choose, run, look, text, texts, sent, file } = await open()
    await choose('examples', 'masked-emails')
    await run()
    await page.evaluate(`location.hash = ${JSON.stringify(writeQueryLink(SHARED))}`)
    await until(async () => (await text('.graphiql-tab-active')).includes('Shared'))
    expect(await texts('.graphiql-tab-button')).toEqual(['MaskedEmails', 'Shared'])
    expect(await text('.veil-bar')).toContain('asking as analyst')
    expect(page.url()).toBe(`${gateway.url}/`)
    expect(sent()).toHaveLength(1)
    const [, total = ''] = /"totalCount": (\d+)/.exec(await run()) ?? []
    await look('table')
    expect(await texts('.veil-rows tbody tr')).toHaveLength(2)
    await page.click('button[aria-label="Show History"]')
    // GraphiQL notes an operation once more where its tab settles while it runs
    expect([...new Set(await texts('.graphiql-history-item-label'))]).toEqual(['Shared', 'MaskedEmails'])
    expect(await seriousFaults(page)).toEqual([])
    await page.click('.veil-share')
    await until(() => page.url().includes('#query='))
    expect(readQueryLink(new URL(page.url()).hash)).toEqual(SHARED)

    await look('export')
    const finished = async (said: string): Promise<void> => {
      await page.click('.veil-export button[type="submit"]')
      await until(async () => (await text('.veil-status [role="status"]')).startsWith(said))
    }
    await (await page.waitForSelector('.veil-export input[value="all"]'))?.click()
    await finished(`${total} rows`)
    const rows = (await file()).toString().trimEnd().split('\r\n').slice(1)
    expect([rows.length, new Set(rows).size]).toEqual([Number(total), Number(total)])
    await page.click('input[name="most"]', { count: 3 })
    await page.keyboard.type('7')
    await finished('7 rows')
    expect(await text('.veil-status [role="status"]')).toContain('There are more rows')
  })
})

describe('the examples', () => {
  // those of other tests that ran in this hour were paid by the same people
  beforeAll(clearBudgets)

  const ask = async ({ persona, purpose, query }: Example): Promise<string> => {
    const { token } = tokenAnswer.parse(await (await fetch(`${gateway.url}/explorer/token/${persona}`, { method: 'POST', headers: { origin: gateway.url } })).json())
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-veil-purpose': purpose }
    return (await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) })).text()
  }

  it.each(readExamples().filter(({ name }) => name !== 'refused-filter').map(example => [example.name, example] as const))('%s finds rows in every list of the demo data', async (_name, example) => {
    const answer = await ask(example)
    expect(answer).not.toContain('"errors"')
    expect(answer).not.toContain('"nodes":[]')
  })
})
