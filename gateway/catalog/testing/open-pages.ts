import type { Browser, HTTPRequest, Page } from 'puppeteer-core'

/** The catalog in a window of its own. */
export interface OpenPages {
  readonly page: Page
  readonly requests: readonly HTTPRequest[]
  /** What the browser complained about: scripts that failed, and what the policy of the page forbade. */
  readonly complaints: readonly string[]
  text(selector: string): Promise<string>
  texts(selector: string): Promise<readonly string[]>
}

/** How the pages are opened. */
export interface HowOpened {
  /** Whom the browser remembers from the explorer. */
  readonly persona?: string
  /** False: the gateway knows no persona, as in the open. */
  readonly hasPersonas?: boolean
}

const withoutPersonas = async (page: Page): Promise<void> => {
  await page.setRequestInterception(true)
  page.on('request', request => void (request.url().includes('/explorer/') ? request.respond({ status: 404, body: '{}' }) : request.continue()))
}

/** Opens a page of the catalog at an address, ready to be read. */
export const openPages = async (browser: Browser, url: string, { persona, hasPersonas = true }: HowOpened = {}): Promise<OpenPages> => {
  const page = await (await browser.createBrowserContext()).newPage()
  const requests: HTTPRequest[] = []
  const complaints: string[] = []
  page.on('request', request => void requests.push(request))
  page.on('pageerror', failure => void complaints.push(String(failure)))
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  if (!hasPersonas) await withoutPersonas(page)
  if (persona !== undefined) await page.evaluateOnNewDocument(`localStorage.setItem('veilgraph:persona', ${JSON.stringify(persona)})`)
  await page.goto(url)
  await page.waitForSelector('h1')
  return {
    page, requests, complaints,
    text: selector => page.$eval(selector, element => element.textContent ?? ''),
    texts: selector => page.$$eval(selector, elements => elements.map(element => element.textContent ?? '')),
  }
}
