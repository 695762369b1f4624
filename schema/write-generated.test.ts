import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeGenerated } from './write-generated.ts'

let folder = ''
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'veilgraph-')) })
afterEach(() => rm(folder, { recursive: true }))

it('writes what changed and names it', async () => {
  const file = { path: join(folder, 'a.graphql'), text: 'scalar A\n' }
  expect(await writeGenerated([file], { check: false })).toEqual([file.path])
  expect(await readFile(file.path, 'utf8')).toBe('scalar A\n')
  expect(await writeGenerated([file], { check: false })).toEqual([])
})

it('names a missing and a changed file without writing when it only checks', async () => {
  const file = { path: join(folder, 'a.graphql'), text: 'scalar A\n' }
  expect(await writeGenerated([file], { check: true })).toEqual([file.path])
  await writeGenerated([file], { check: false })
  expect(await writeGenerated([{ ...file, text: 'scalar B\n' }], { check: true })).toEqual([file.path])
  expect(await readFile(file.path, 'utf8')).toBe('scalar A\n')
})
