import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scratchDatabase } from '../database/test-database.ts'
import type { ScratchDatabase } from '../database/test-database.ts'
import { withClient } from '../database/open-client.ts'
import { seedOnce } from './seed-once.ts'

let database: ScratchDatabase
const dataFolder = mkdtempSync(join(tmpdir(), 'veilgraph-seed-'))
const mark = join(dataFolder, 'loading-demo-data')
let seeded = 0

const run = (statement: string): Promise<void> => withClient(database.connectionFor('migration'), async client => void await client.query(statement))

const seed = async (): Promise<void> => {
  seeded++
  expect(existsSync(mark)).toBe(true)
  await run('insert into platform.brands values (1)')
}

const start = (how = seed): Promise<void> => seedOnce(database, { dataFolder, say: () => {}, seed: how })

beforeAll(async () => {
  database = await scratchDatabase()
  await run('create schema platform')
  await run('create table platform.brands (id int)')
})
afterAll(() => database.drop())

describe('the demo data', () => {
  it('that was loaded by half is not served', async () => {
    await expect(start(async () => {
      await seed()
      throw new Error('killed')
    })).rejects.toThrow('killed')
    await expect(start()).rejects.toThrow('interrupted')
    expect(seeded).toBe(1)
  })

  it('is loaded into an empty database, once', async () => {
    await run('truncate platform.brands')
    await start()
    await start()
    expect(seeded).toBe(2)
    expect(existsSync(mark)).toBe(false)
  })
})
