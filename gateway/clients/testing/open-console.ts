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
}

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
  }
}
