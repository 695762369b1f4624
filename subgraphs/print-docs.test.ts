import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { modules } from '../schema/metadata/index.ts'
import type { DocumentedPage } from '../schema/docs/module-docs.ts'
import { exposedEntities } from '../schema/sdl/exposed.ts'
import { modulePages, strayPages } from './print-docs.ts'

const folder = fileURLToPath(new URL('../docs/modules', import.meta.url))

let pages: readonly DocumentedPage[] = []
beforeAll(async () => { pages = await modulePages() }, 60_000)

const pageAt = (path: string): string => pages.find(page => page.path === path)?.text ?? ''

const headings = (text: string): ReadonlySet<string> => new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading.toLowerCase().replaceAll(' ', '-')))

describe('the pages of the modules', () => {
  it('are those that the model and the declarations give, and no others', async () => {
    const differing = (await Promise.all(pages.map(async ({ path, text }) => (await readFile(join(folder, path), 'utf8').catch(() => '') === text ? [] : [path])))).flat()
    expect({ differing, stray: await strayPages(pages) }).toEqual({ differing: [], stray: [] })
    expect(await strayPages(pages.slice(1))).toEqual([pages[0]?.path])
  })

  it('have three for each module, and name every table and every field of the graph', () => {
    expect(pages).toHaveLength(3 * modules.length + 1)
    for (const module of modules) {
      const model = pageAt(`${module.name}/model.md`)
      const missing = exposedEntities(module).flatMap(({ type, table, columns }) => [`## ${type}\n`, `\`${module.schema}.${table}\``, ...columns.map(({ name }) => `| \`${name}\` |`)].filter(text => !model.includes(text)))
      expect(missing).toEqual([])
      expect(pageAt('README.md')).toContain(`[overview](${module.name}/README.md)`)
    }
  })

  it('tell the states of a row, what is sensitive, and what modules give each other', () => {
    expect(pageAt('billing/model.md')).toMatch(/## Invoice\n[^]*?### States\n\n- `DRAFT` → [^\n]*`OPEN`/)
    expect(pageAt('identity/model.md')).toContain('CATASTROPHIC: CREDENTIAL')
    expect(pageAt('billing/interfaces.md')).toContain('`Workspace.invoices`')
    expect(pageAt('organization/interfaces.md')).toMatch(/## Fields that it adds to entities of others\n[^#]*`User\.workspace`/)
    expect(pageAt('identity/interfaces.md')).toMatch(/## Events that it takes\n[^#]*`organization\.member\.removed\.v1` \| \[organization\]/)
  })

  it('have no link that leads nowhere', () => {
    const broken = pages.flatMap(({ path, text }) => [...text.matchAll(/\]\(([^)#\s]*)(?:#([^)\s]+))?\)/g)].flatMap(([, to = '', part]) => {
      const target = join(dirname(path), to === '' ? path.split('/').at(-1) ?? '' : to)
      if (!pages.some(page => page.path === target)) return existsSync(join(folder, target)) ? [] : [`${path}: ${to}`]
      return part === undefined || headings(pageAt(target)).has(part) ? [] : [`${path}: ${to}#${part}`]
    }))
    expect(broken).toEqual([])
  })
})
