import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'puppeteer-core'
import * as z from 'zod'

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } as const

const results = z.object({
  violations: z.array(z.object({ id: z.string(), impact: z.string().nullish(), nodes: z.array(z.object({ html: z.string(), any: z.array(z.object({ message: z.string() })) })) })),
})

/**
 * What axe finds on a page as it stands that is serious or critical: the rule, the element and what is wrong with it, a line each. The script is
 * handed over by the debugger, so the policy of the page does not have to let it in.
 */
export const seriousFaults = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(SOURCE)
  const found: unknown = await page.evaluate(`axe.run(document, ${JSON.stringify(RULES)}).then(({ violations }) => ({ violations }))`)
  return results.parse(found).violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, any: [check] }) => `${id}: ${html.slice(0, 200)} ${check?.message ?? ''}`))
}
