import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, HTTPRequest, Page } from 'puppeteer-core'
import { until } from '../../explorer/testing/open-explorer.ts'

/** The console in a window of its own. */
export interface OpenConsole {
  readonly page: Page
  readonly requests: readonly HTTPRequest[]
  /** What the browser complained about. */
  readonly complaints: readonly string[]
  signIn(persona: string): Promise<void>
  /** Opens a place of the console, `/users?…`, and waits for its rows or facts. */
  go(place: string): Promise<void>
  /** Texts of all elements that match. */
  texts(selector: string): Promise<readonly string[]>
  until(holds: () => Promise<boolean>): Promise<void>
  /** What axe finds that is serious or worse, as `rule: element`. */
  barriers(): Promise<readonly string[]>
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const FIND_BARRIERS = `axe.run().then(({ violations }) => violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  .flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 160))))`

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter(one => typeof one === 'string') : [])

/** Opens the console at the address of a gateway. */
export const openConsole = async (browser: Browser, url: string): Promise<OpenConsole> => {
  const page = await (await browser.createBrowserContext()).newPage()
  const requests: HTTPRequest[] = []
  const complaints: string[] = []
  page.on('request', request => void requests.push(request))
  page.on('pageerror', failure => void complaints.push(String(failure)))
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.goto(`${url}/console`)
  return {
    page, requests, complaints, until,
    async signIn(persona) {
      await (await page.waitForSelector(`[data-persona="${persona}"]`))?.click()
      await page.waitForSelector('.tiles a')
    },
    async go(place) {
      await page.evaluate(`location.hash = ${JSON.stringify(place)}`)
      await page.waitForSelector('.scroll[aria-busy="false"] tbody tr, .fact')
    },
    texts: selector => page.$$eval(selector, elements => elements.map(element => (element.textContent ?? '').trim())),
    async barriers() {
      // the policy of the page lets no script in; this one comes with the browser's own tools
      await page.evaluate(AXE)
      return listOf(await page.evaluate(FIND_BARRIERS))
    },
  }
}
