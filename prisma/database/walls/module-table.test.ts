import { describe, expect, it } from 'vitest'
import { withClient } from '../open-client.ts'
import { testDatabase } from '../test-database.ts'
import { layTable, readFolderTable, readModuleTable } from './module-table.ts'
import { printFigure } from './print-figure.ts'

/** Tables of the seed by module; a later module has others. */
const SEED_TABLES = [['identity', 5], ['organization', 8], ['entitlements', 13], ['billing', 20], ['cooperative', 2], ['audit', 5], ['integration', 2]] as const

describe('the table of modules', () => {
  it('counts the tables of the seed, and none of them without forced row security', async () => {
    const rows = await withClient(testDatabase().connectionFor('migration'), readModuleTable)
    printFigure(layTable(rows))
    const ofSeed = new Map(rows.map(({ module, seedTables }) => [module, seedTables]))
    expect(SEED_TABLES.map(([module]) => [module, ofSeed.get(module)])).toEqual(SEED_TABLES)
    expect(rows.every(({ tables, seedTables, notForced }) => tables > seedTables && notForced === 0)).toBe(true)
    expect(rows.every(({ types, fields, labelled, sdlLines }) => types > 0 && fields > types && labelled > 0 && sdlLines > fields)).toBe(true)
  })

  it('counts code and tests of every folder', () => {
    const rows = readFolderTable()
    printFigure(layTable(rows))
    expect(rows.find(({ folder }) => folder === 'prisma/database')).toMatchObject({ files: expect.any(Number), testFiles: expect.any(Number) })
    expect(rows.every(({ files, testFiles }) => files + testFiles > 0)).toBe(true)
  })

  it('is laid out in columns with sums', () => {
    expect(layTable([{ of: 'a', n: 1 }, { of: 'bcd', n: 22 }])).toBe('of         n\na          1\nbcd       22\ntogether  23')
  })
})
