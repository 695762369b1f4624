import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSettings } from '../../prisma/database/settings.ts'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { personas } from '../../prisma/seed/personas.ts'
import { openWorld, type World } from '../e2e/harness/open-world.ts'
import { PATHS } from '../explorer/paths.ts'
import { openChromium } from '../explorer/testing/open-chromium.ts'
import type { OpenPage } from '../explorer/testing/open-page.ts'
import { seriousFaults } from '../explorer/testing/serious-faults.ts'
import { catalogPages } from './catalog-pages.ts'
import { CATALOG_PATHS } from './paths.ts'
import { openPages, type HowOpened } from './testing/open-pages.ts'

const { dataFolder } = readSettings()
const SCREENSHOTS = join(dataFolder, 'screenshots')

let world: World
let browser: Browser

/** The two routes of the explorer that the pages use too, without its editor. */
const withPersonas = (app: FastifyInstance): void => {
  catalogPages(dataFolder)(app)
  app.get(PATHS.personas, async () => personas.map(({ name, description, brand, clearances, purposes }) => ({ name, description, brand, clearances, purposes })))
  app.post<{ Params: { name: string } }>(`${PATHS.token}/:name`, async ({ params }) => ({ token: await world.token(params.name) }))
}

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld({ ...testDatabase(), pages: withPersonas }), openChromium(dataFolder)])
  await mkdir(SCREENSHOTS, { recursive: true })
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await world?.stop()
})

const open = (path: string, how?: HowOpened): Promise<OpenPage> => openPages(browser, `${world.url}${path}`, how)

const shoot = ({ page }: OpenPage, name: string): Promise<unknown> => page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) })

describe('the pages of the catalog in a browser', { timeout: 60_000 }, () => {
  it('list what the reader may know, and find it by its columns', async () => {
    const opened = await open(CATALOG_PATHS.overview, { persona: 'support-lead' })
    const { page, texts, complaints, requests } = opened
    expect(await texts('.cat-tile h3')).toEqual(expect.arrayContaining(['Invoice', 'User', 'SupportTicket']))
    await shoot(opened, 'catalog-overview')
    expect(await seriousFaults(page)).toEqual([])
    await page.type('.cat-search input', 'card brand')
    expect((await texts('.cat-tile h3'))[0]).toBe('PaymentMethod')
    expect(page.url()).toContain('q=card%20brand')
    expect(complaints).toEqual([])
    expect(requests.filter(request => !request.url().startsWith(world.url))).toEqual([])
  })

  it('show an entity with its columns, joins that link, and a query for the explorer; a link names a column', async () => {
    const opened = await open('/catalog/Invoice#invoiceTotalCents', { persona: 'analyst' })
    const { page, text, texts, complaints } = opened
    await page.waitForSelector('tr.cat-target')
    expect(await text('tr.cat-target th')).toContain('invoiceTotalCents')
    await page.evaluate('scrollTo(0, 0)')
    await shoot(opened, 'catalog-entity')
    expect(await seriousFaults(page)).toEqual([])
    expect(await texts('#query ~ figure a, section[aria-labelledby="query"] a')).toEqual(['Open in the explorer'])
    expect(await page.$eval('section[aria-labelledby="query"] a', link => link.getAttribute('href'))).toMatch(/^\/#query=query%20FirstInvoices/)
    await page.click('section[aria-labelledby="joins"] a[href="/catalog/Workspace"]')
    await page.waitForFunction('document.querySelector("h1")?.textContent === "Workspace"')
    await page.goBack()
    await page.waitForFunction('document.querySelector("h1")?.textContent === "Invoice"')
    expect(complaints).toEqual([])
  })

  it('keep apart what one reader sees and another does not', async () => {
    const opened = await open('/catalog/user', { persona: 'member' })
    const { page, texts, text, complaints } = opened
    await page.waitForSelector('tbody tr')
    expect(await texts('tbody th')).not.toEqual(expect.arrayContaining([expect.stringContaining('passwordHash')]))
    await page.select('.cat-reader select', 'support-lead')
    await page.waitForSelector('#passwordHash')
    expect(await text('#passwordHash')).toMatch(/credential.*catastrophic.*never readable/s)
    await shoot(opened, 'catalog-sensitive')
    expect(complaints).toEqual([])
  })

  it('define metrics, by day and by night, for the eyes and for readers of the screen', async () => {
    const opened = await open(`${CATALOG_PATHS.metrics}?q=revenue#total_revenue`, { persona: 'analyst' })
    const { page, text, complaints } = opened
    await page.waitForSelector('.cat-card.cat-target')
    expect(await text('.cat-card.cat-target')).toMatch(/totalRevenue.*workspace\.region/s)
    await shoot(opened, 'catalog-metrics')
    expect(await seriousFaults(page)).toEqual([])
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }])
    await page.goto(`${world.url}/catalog/PaymentMethod`)
    await page.waitForSelector('tbody tr')
    await shoot(opened, 'catalog-dark')
    expect(await seriousFaults(page)).toEqual([])
    expect(complaints).toEqual([])
  })

  it('ask for a token where the gateway gives none, keep it in memory, and show nothing without it', async () => {
    const opened = await open(CATALOG_PATHS.overview, { hasPersonas: false })
    const { page, text, texts, requests } = opened
    expect(await text('h1')).toBe('Catalog')
    expect(requests.filter(request => request.url().endsWith('/graphql'))).toEqual([])
    expect(await seriousFaults(page)).toEqual([])
    await page.type('.cat-token input', await world.token('auditor'))
    await page.click('.cat-token button')
    await page.waitForSelector('.cat-tile')
    expect(await texts('.cat-tile h3')).toContain('AuditLog')
    expect(await texts('.cat-out')).toEqual([])
    expect(await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])')).toBe('[{},{},""]')
  })
})

describe('the pages as files', () => {
  it('hold no fact of the model, no inline script and no inline style, under a policy that forbids them', async () => {
    const response = await fetch(`${world.url}/catalog/Invoice`)
    const html = await response.text()
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\bon\w+=|Invoice/)
    const [script = ''] = /\/catalog\/assets\/main-\w+\.js/.exec(html) ?? []
    const text = await (await fetch(`${world.url}${script}`)).text()
    expect(text).toContain('CatalogOverview')
    for (const name of ['passwordHash', 'invoiceTotalCents', 'total_revenue']) expect(text).not.toContain(name)
  })

  it('say nothing of an address that is none', async () => {
    expect((await fetch(`${world.url}/catalog/assets/nothing.js`)).status).toBe(404)
    expect(await (await fetch(`${world.url}/catalog/%3Cscript%3E`)).text()).not.toContain('<script>')
  })
})
