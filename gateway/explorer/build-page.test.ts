import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildPage } from './build-page.ts'
import type { PageSource } from './page-source.ts'
import { sourceHash } from './source-hash.ts'

// a page as small as can be; the explorer itself is built for its own test
const TINY: PageSource = {
  name: 'tiny', title: 'A tiny page', client: 'gateway/explorer/testing/tiny-page', assets: '/tiny/assets', body: '<main></main>',
  sources: { folders: ['gateway/explorer/testing/tiny-page'], files: [] },
  prepare: async outdir => {
    await mkdir(outdir, { recursive: true })
    await writeFile(join(outdir, 'prepared.js'), '')
    return { PREPARED: 'true' }
  },
}

let scratch: string
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'veilgraph-explorer-'))
})
afterAll(() => rm(scratch, { recursive: true }))

describe('the page', () => {
  let pages: string
  let folders: readonly string[]
  beforeAll(async () => {
    pages = join(scratch, 'tiny')
    for (const name of ['0123456789abcdef0123', 'new-interrupted', 'new-underway']) await mkdir(join(pages, name), { recursive: true })
    await utimes(join(pages, 'new-interrupted'), 0, 0)
    folders = await Promise.all([buildPage(scratch, TINY), buildPage(scratch, TINY)])
  })

  it('is one, also when two processes build it at once', () => {
    expect(new Set(folders).size).toBe(1)
  })

  it('is found the next time and not built again', async () => {
    const started = performance.now()
    expect(await buildPage(scratch, TINY)).toBe(folders[0])
    expect(performance.now() - started).toBeLessThan(500)
  })

  it('names files that are there, plain and compressed', async () => {
    const page = await readFile(join(folders[0] ?? '', 'index.html'), 'utf8')
    const named = [...page.matchAll(/"\/tiny\/assets\/([^"]*)"/g)].map(([, name = '']) => name)
    expect(named.length).toBeGreaterThan(2)
    expect(await readdir(join(folders[0] ?? '', 'assets'))).toEqual(expect.arrayContaining([...named, ...named.map(name => `${name}.gz`)]))
  })

  it('clears older ones away, and builds that were interrupted, but none that is under way', async () => {
    expect((await readdir(pages)).map(name => join(pages, name)).sort()).toEqual([folders[0], join(pages, 'new-underway')].sort())
  })
})

it('knows a changed source from the same one', async () => {
  const root = join(scratch, 'sources')
  const hash = (): Promise<string> => sourceHash(root, { folders: ['client'], files: ['lock.json'] })
  await mkdir(join(root, 'client/deep'), { recursive: true })
  await writeFile(join(root, 'client/deep/a.ts'), 'a')
  await writeFile(join(root, 'lock.json'), '{}')
  const first = await hash()
  await writeFile(join(root, 'client/a.test.ts'), 'a test is no source of the page')
  expect(await hash()).toBe(first)
  await writeFile(join(root, 'client/deep/a.ts'), 'b')
  const second = await hash()
  expect(second).not.toBe(first)
  await writeFile(join(root, 'lock.json'), '{"a": 1}')
  expect(await hash()).not.toBe(second)
})
