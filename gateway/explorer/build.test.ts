import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildExplorer } from './build.ts'
import { sourceHash } from './source-hash.ts'

let scratch: string
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'veilgraph-explorer-'))
})
afterAll(() => rm(scratch, { recursive: true }))

describe('the page', () => {
  let explorer: string
  let folders: readonly string[]
  beforeAll(async () => {
    explorer = join(scratch, 'explorer')
    for (const name of ['0123456789abcdef0123', 'new-interrupted', 'new-underway']) await mkdir(join(explorer, name), { recursive: true })
    await utimes(join(explorer, 'new-interrupted'), 0, 0)
    folders = await Promise.all([buildExplorer(scratch), buildExplorer(scratch)])
  })

  it('is one, also when two processes build it at once', () => {
    expect(new Set(folders).size).toBe(1)
  })

  it('is found the next time and not built again', async () => {
    const started = performance.now()
    expect(await buildExplorer(scratch)).toBe(folders[0])
    expect(performance.now() - started).toBeLessThan(500)
  })

  it('names files that are there, plain and compressed', async () => {
    const page = await readFile(join(folders[0] ?? '', 'index.html'), 'utf8')
    const named = [...page.matchAll(/"\/explorer\/assets\/([^"]*)"/g)].map(([, name = '']) => name)
    expect(named.length).toBeGreaterThan(2)
    expect(await readdir(join(folders[0] ?? '', 'assets'))).toEqual(expect.arrayContaining([...named, ...named.map(name => `${name}.gz`)]))
  })

  it('clears older ones away, and builds that were interrupted, but none that is under way', async () => {
    expect((await readdir(explorer)).map(name => join(explorer, name)).sort()).toEqual([folders[0], join(explorer, 'new-underway')].sort())
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
