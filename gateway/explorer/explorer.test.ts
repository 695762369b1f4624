import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
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
import { explorerPages } from './explorer-pages.ts'
import { readExamples } from './read-examples.ts'
import { openChromium } from './testing/open-chromium.ts'
import { openExplorer, until } from './testing/open-explorer.ts'
import type { OpenExplorer } from './testing/open-explorer.ts'
import { tokenAnswer } from './wire.ts'
import type { Example } from './wire.ts'

const { dataFolder } = readSettings()
const SCREENSHOTS = join(dataFolder, 'screenshots')
const MASKED = /"email": "\S•••@•••\.\w+"/

let subgraphs: readonly OpenSubgraph[] = []
let state: ReturnType<typeof openDoorState>
let authentication: Authentication
let gateway: RunningGateway
let browser: Browser
const faults: unknown[] = []

beforeAll(async () => {
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
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await gateway?.stop()
  await state?.close()
  await authentication?.close()
  await Promise.all(subgraphs.map(subgraph => subgraph.close()))
  expect(faults).toEqual([])
})

const open = (): Promise<OpenExplorer> => openExplorer(browser, gateway.url)

describe('the explorer in a browser', { timeout: 60_000 }, () => {
  it('runs an example with the run button, and the e-mail is masked', async () => {
    const { page, choose, query, run, text, complaints } = await open()
    await choose('examples', 'masked-emails')
    expect(await query()).toContain('query MaskedEmails')
    expect(await run()).toMatch(MASKED)
    expect(await text('.veil-panel')).toContain('answered to support for SUPPORT')
    expect(await text('.veil-table')).toMatch(/users\.nodes\.email(masked|by row)contact/)
    await mkdir(SCREENSHOTS, { recursive: true })
    await page.screenshot({ path: join(SCREENSHOTS, 'explorer.png') })
    expect(complaints).toEqual([])
  })

  it('switches the persona: reads the schema anew, runs nothing, and asks as the other one next', async () => {
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
  })

  it('names what was refused, and for what purpose was asked', async () => {
    const { choose, run, text, sent } = await open()
    await choose('examples', 'refused-filter')
    expect(await text('.veil-bar')).toContain('asking as analystfor ANALYTICS')
    expect(await run()).toContain('PII_FILTER_REFUSED')
    expect(await text('.veil-refusal')).toContain('Person.registrationNumber')
    expect(sent().map(request => request.headers()['x-veil-purpose'])).toEqual(['ANALYTICS'])
  })

  it('works from the keyboard', async () => {
    const { page, text } = await open()
    await page.focus('.veil-persona')
    await page.keyboard.press('Enter')
    await page.waitForSelector('[data-persona="member"]')
    await page.keyboard.type('privacy')
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
  })

  it('is stopped by its policy where a script would ask another origin', async () => {
    const { page, complaints } = await open()
    expect(await page.evaluate(() => fetch('http://127.0.0.1:1/').then(() => 'answered', failure => String(failure)))).toContain('Failed to fetch')
    expect(complaints.join()).toContain('Content Security Policy')
  })

  it('names every control for those who do not see it', async () => {
    const { page } = await open()
    const unnamed = await page.$$eval('button, [role=button], [role=menuitem], select', controls =>
      controls.filter(control => (control.getAttribute('aria-label') ?? control.textContent ?? '').trim() === '').map(control => control.outerHTML))
    expect(unnamed).toEqual([])
    expect(await page.$eval('html', html => html.lang)).toBe('en')
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
