import type { Browser, HTTPRequest } from 'puppeteer-core'
import { openPage, type OpenPage } from './open-page.ts'
import { until } from './until.ts'

/** The explorer in a window of its own. */
export interface OpenExplorer extends OpenPage {
  /** Picks an item of one of the menus of the bar. */
  choose(menu: 'examples' | 'persona' | 'purpose', item: string): Promise<void>
  query(): Promise<string>
  /** Presses the run button; what the answer shows then. */
  run(): Promise<string>
  /** Looks at the answer in another form. */
  look(view: 'answer' | 'table' | 'chart' | 'privacy' | 'viewAs' | 'plan' | 'export'): Promise<void>
  /** The last file that was handed to the browser. */
  file(): Promise<Buffer>
  /** Queries that were sent, those for the schema and the policy apart. */
  sent(): readonly HTTPRequest[]
}

const MENUS = { examples: 'data-example', persona: 'data-persona', purpose: 'data-purpose' } as const

/** Questions of the page's own. */
const OWN = /"operationName":"(IntrospectionQuery|PrivacyPlan)"/

const isQuery = (request: HTTPRequest): boolean => request.method() === 'POST' && request.url().endsWith('/graphql') && !OWN.test(request.postData() ?? '')

/** Opens the explorer at an address, ready to be used; by night where `isDark`. */
export const openExplorer = async (browser: Browser, url: string, { isDark = false } = {}): Promise<OpenExplorer> => {
  const opened = await openPage(browser, url, async page => {
    if (isDark) await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }])
    // a browser without a window saves no file, so it is kept where it is made
    await page.evaluateOnNewDocument(`{
      const make = URL.createObjectURL.bind(URL)
      URL.createObjectURL = blob => make(globalThis.lastFile = blob)
    }`)
  })
  const { page, requests, text } = opened
  await page.waitForSelector('.veil-examples:not(:disabled)')
  // the editor draws only the lines that are in sight
  const query = (): Promise<string> => text('.graphiql-query-editor .view-lines')
  return {
    ...opened,
    async choose(menu, item) {
      await page.click(`.veil-${menu}`)
      await (await page.waitForSelector(`[${MENUS[menu]}="${item}"]`))?.click()
      await page.waitForSelector('.veil-menu', { hidden: true })
      // the interface reads the name of the operation a moment after its text has changed
      const [, name = ''] = /query (\w+)/.exec(await query()) ?? []
      await until(async () => (await text('.graphiql-tab-active')).includes(name))
    },
    query,
    async run() {
      const before = requests.filter(isQuery).length
      await page.click('.graphiql-execute-button')
      await until(() => requests.filter(isQuery).length > before)
      await page.waitForSelector('.graphiql-response .graphiql-spinner', { hidden: true })
      await page.waitForSelector('.veil-provenance')
      return text('.result-window .view-lines')
    },
    async look(view) {
      await page.click(`.veil-view[data-view="${view}"]`)
      await page.waitForSelector(`.veil-dock[data-view="${view}"]`)
    },
    async file() {
      const base64: unknown = await page.evaluate(`new Promise(resolve => {
        const reader = new FileReader()
        reader.onload = () => resolve(reader.result.replace(/^[^,]*,/, ''))
        reader.readAsDataURL(globalThis.lastFile)
      })`)
      return Buffer.from(String(base64), 'base64')
    },
    sent: () => requests.filter(isQuery),
  }
}
