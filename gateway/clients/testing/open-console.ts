import type { Browser } from 'puppeteer-core'
import { openPage, type OpenPage } from '../../explorer/testing/open-page.ts'

/** The console in a window of its own. */
export interface OpenConsole extends OpenPage {
  signIn(persona: string): Promise<void>
  /** Opens a place of the console, `/users?…`, and waits for its rows or facts. */
  go(place: string): Promise<void>
}

/** Opens the console at the address of a gateway. */
export const openConsole = async (browser: Browser, url: string): Promise<OpenConsole> => {
  const opened = await openPage(browser, `${url}/console`)
  const { page } = opened
  return {
    ...opened,
    async signIn(persona) {
      await (await page.waitForSelector(`[data-persona="${persona}"]`))?.click()
      await page.waitForSelector('.tiles a')
    },
    async go(place) {
      await page.evaluate(`location.hash = ${JSON.stringify(place)}`)
      await page.waitForSelector('.scroll[aria-busy="false"] tbody tr, .fact')
    },
  }
}
