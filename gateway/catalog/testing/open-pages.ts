import type { Browser, Page } from 'puppeteer-core'
import { openPage, type OpenPage } from '../../explorer/testing/open-page.ts'

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
export const openPages = async (browser: Browser, url: string, { persona, hasPersonas = true }: HowOpened = {}): Promise<OpenPage> => {
  const opened = await openPage(browser, url, async page => {
    if (!hasPersonas) await withoutPersonas(page)
    if (persona !== undefined) await page.evaluateOnNewDocument(`localStorage.setItem('veilgraph:persona', ${JSON.stringify(persona)})`)
  })
  await opened.page.waitForSelector('h1')
  return opened
}
