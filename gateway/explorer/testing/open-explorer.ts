import type { Browser, HTTPRequest, Page } from 'puppeteer-core'

/** The explorer in a window of its own: no cookies, no storage of the one before. */
export interface OpenExplorer {
  readonly page: Page
  readonly requests: readonly HTTPRequest[]
  /** What the browser complained about: scripts that failed, and what the policy of the page forbade. */
  readonly complaints: readonly string[]
  /** Picks an item of one of the menus of the bar. */
  choose(menu: 'examples' | 'persona' | 'purpose', item: string): Promise<void>
  query(): Promise<string>
  /** Presses the run button; what the answer shows then. */
  run(): Promise<string>
  text(selector: string): Promise<string>
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

/** For a machine that does twenty other things. */
const PATIENCE_MS = 60_000

/** Waits for what no event of the browser tells. */
export const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + PATIENCE_MS
  while (!await holds()) {
    if (Date.now() > deadline) throw new Error(`It did not happen: ${holds}`)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

/** Opens the explorer at an address, ready to be used; by night where `isDark`. */
export const openExplorer = async (browser: Browser, url: string, { isDark = false } = {}): Promise<OpenExplorer> => {
  const page = await (await browser.createBrowserContext()).newPage()
  if (isDark) await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }])
  page.setDefaultTimeout(PATIENCE_MS)
  const requests: HTTPRequest[] = []
  const complaints: string[] = []
  page.on('request', request => void requests.push(request))
  page.on('pageerror', failure => void complaints.push(String(failure)))
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  // a browser without a window saves no file, so it is kept where it is made
  await page.evaluateOnNewDocument(`{
    const make = URL.createObjectURL.bind(URL)
    URL.createObjectURL = blob => make(globalThis.lastFile = blob)
  }`)
  await page.goto(url)
  await page.waitForSelector('.veil-examples:not(:disabled)')
  // the editor draws spaces as others, and only the lines that are in sight
  const text = (selector: string): Promise<string> => page.$eval(selector, element => (element.textContent ?? '').replaceAll('\u00a0', ' '))
  const query = (): Promise<string> => text('.graphiql-query-editor .view-lines')
  return {
    page, requests, complaints, text,
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
