import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { findPostmaster } from './postmaster.ts'

const data = mkdtempSync(join(tmpdir(), 'veilgraph-postmaster-'))
const lock = join(data, 'postmaster.pid')
afterAll(() => { rmSync(data, { recursive: true }) })

it('leaves the lock file of a server that has not written it yet', async () => {
  writeFileSync(lock, '')
  expect(await findPostmaster(data)).toBeUndefined()
  expect(existsSync(lock)).toBe(true)
})

it('removes an empty one that nobody will write any more', async () => {
  writeFileSync(lock, '')
  const longAgo = Date.now() / 1000 - 3600
  utimesSync(lock, longAgo, longAgo)
  await findPostmaster(data)
  expect(existsSync(lock)).toBe(false)
})

it('removes that of a stranger with the same process id', async () => {
  writeFileSync(lock, `${process.pid}\n${data}\n`)
  expect(await findPostmaster(data)).toBeUndefined()
  expect(existsSync(lock)).toBe(false)
})
