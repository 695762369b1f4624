import type { Browser, HTTPRequest, Page } from 'puppeteer-core'
import { PATIENCE_MS } from './until.ts'

/** A page in a window of its own: no cookies, no storage of the one before. */
export interface OpenPage {
  readonly page: Page
  readonly requests: readonly HTTPRequest[]
  /** What the browser complained about: scripts that failed, and what the policy of the page forbade. */
  readonly complaints: readonly string[]
  text(selector: string): Promise<string>
  /** Texts of all elements that match. */
  texts(selector: string): Promise<readonly string[]>
}

/** Opens a page at an address; `prepare` is done before it is there. */
export const openPage = async (browser: Browser, url: string, prepare?: (page: Page) => Promise<void>): Promise<OpenPage> => {
  const page = await (await browser.createBrowserContext()).newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  const requests: HTTPRequest[] = []
  const complaints: string[] = []
  page.on('request', request => void requests.push(request))
  page.on('pageerror', failure => void complaints.push(String(failure)))
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await prepare?.(page)
  await page.goto(url)
  return {
    page, requests, complaints,
    // editors draw spaces as others
    text: selector => page.$eval(selector, element => (element.textContent ?? '').replaceAll('\u00a0', ' ')),
    texts: selector => page.$$eval(selector, elements => elements.map(element => (element.textContent ?? '').trim())),
  }
}
