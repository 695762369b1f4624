import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { findCycle } from './find-cycle.ts'
import { wrongWay } from './layers.ts'
import { readImports } from './read-imports.ts'

const imports = readImports(fileURLToPath(new URL('../..', import.meta.url)))

describe('the structure of the code', () => {
  it('has imports to look at', () => {
    expect(imports.length).toBeGreaterThan(100)
  })

  it('has no ring of imports', () => {
    expect(findCycle(imports)).toBeUndefined()
  })

  it('asks only downwards', () => {
    expect(wrongWay(imports).map(({ from, to }) => `${from} asks for ${to}`)).toEqual([])
  })

  it('would see a ring', () => {
    const planted = [{ from: 'a.ts', to: 'b.ts', types: false }, { from: 'b.ts', to: 'c.ts', types: false }, { from: 'c.ts', to: 'b.ts', types: false }]
    expect(findCycle(planted)).toEqual(['b.ts', 'c.ts', 'b.ts'])
    expect(findCycle(planted.map((one) => ({ ...one, types: one.from === 'c.ts' })))).toBeUndefined()
  })

  it.each([
    ['subgraphs/billing/resolvers.ts', 'subgraphs/identity/rules.ts'],
    ['subgraphs/engine/read/plan.ts', 'subgraphs/billing/module.ts'],
    ['schema/policy/decide.ts', 'prisma/database/tenant-pool.ts'],
    ['gateway/server.ts', 'subgraphs/serve.ts'],
    ['prisma/database/migrate.ts', 'gateway/config.ts'],
    ['prisma/seed/seed.ts', 'subgraphs/engine/module.ts'],
  ])('would see %s ask for %s', (from, to) => {
    expect(wrongWay([{ from, to, types: true }])).toHaveLength(1)
  })
})
