import { parse, specifiedRules, validate } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { isRecord } from '../../schema/is-record.ts'
import { atPath } from '../e2e/harness/at-path.ts'
import { introspect } from '../e2e/harness/introspect.ts'
import { openWorld } from '../e2e/harness/open-world.ts'
import type { World } from '../e2e/harness/open-world.ts'
import { randomPages } from './random-pages.ts'

const OPERATIONS = 200
const AS = ['auditor', 'privacy-officer', 'admin']

let world: World
let schema: GraphQLSchema

beforeAll(async () => {
  world = await openWorld({ ...testDatabase(), isQuiet: true })
  schema = await introspect(world)
})
afterAll(() => world.stop())

const costOf = (extensions: unknown): { readonly estimated: number, readonly actual: number } => {
  const cost = atPath(extensions, 'cost')
  if (!isRecord(cost) || typeof cost.estimated !== 'number' || typeof cost.actual !== 'number') throw new Error('no cost')
  return { estimated: cost.estimated, actual: cost.actual }
}

/** Rows of all pages in an answer, counted by somebody who knows nothing of programs. */
const rowsIn = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + rowsIn(item), 0)
  if (!isRecord(value)) return 0
  return Object.entries(value).reduce((sum, [key, item]) => sum + rowsIn(item) + (key === 'nodes' && Array.isArray(item) ? item.length : 0) + (key === 'node' && isRecord(item) ? 1 : 0), 0)
}

describe(`${OPERATIONS} random operations over the seeded database`, () => {
  it('never cost more than was estimated, nor less than the rows that came', async () => {
    const wrong: string[] = []
    let [asked, refused, actualSum] = [0, 0, 0]
    const exact = { estimated: 0 }
    for (let seed = 1; asked < OPERATIONS; seed++) {
      const { query, variables } = randomPages(schema, seed)
      if (validate(schema, parse(query), specifiedRules.filter(({ name }) => name !== 'NoUnusedVariablesRule')).length > 0) continue
      const used = Object.keys(variables).filter(name => query.split(`$${name}`).length > 2)
      if (used.length < Object.keys(variables).length) continue
      asked += 1
      const answer = await world.ask(query, { as: AS[asked % AS.length], variables })
      if (answer.codes.includes('COST_LIMIT')) refused += 1
      if (!isRecord(answer.data)) continue
      const { estimated, actual } = costOf(answer.extensions)
      if (actual > estimated || actual < rowsIn(answer.data)) wrong.push(`${estimated} ${actual} ${rowsIn(answer.data)} ${query} ${JSON.stringify(variables)}`)
      if (actual === estimated) exact.estimated += 1
      actualSum += actual
    }
    expect(wrong).toEqual([])
    // it proves something: most were answered, with rows, and full pages cost what was estimated
    expect(refused).toBeLessThan(OPERATIONS / 4)
    expect(actualSum).toBeGreaterThan(OPERATIONS)
    expect(exact.estimated).toBeGreaterThan(OPERATIONS / 20)
  }, 180_000)
})

describe('what an operation costs', () => {
  it('multiplies pages inside pages', async () => {
    const query = 'query ($n: Int) { workspaces(first: $n) { nodes { subscriptions(first: 5) { nodes { invoices(first: 5) { nodes { id } } } } } } }'
    const { extensions } = await world.ask(query, { variables: { n: 20 } })
    // 20 rows, then for each: 2 for asking another module, 5 rows, and for each of those 1 for asking and 5 rows
    expect(costOf(extensions).estimated).toBe(20 * (1 + 2 + 5 * (1 + 1 + 5)))
    const { codes, errors } = await world.ask(query.replaceAll('first: 5', 'first: 100'), { variables: { n: 100 } })
    expect(codes).toEqual(['COST_LIMIT'])
    expect(errors[0]?.extensions).toEqual({ code: 'COST_LIMIT', rule: 'cost', estimated: 100 * (1 + 2 + 100 * (1 + 1 + 100)), limit: 15_000 })
  })

  it('does not tell what somebody may not see: a row of another organization costs what a missing one does', async () => {
    const ids = ['00000000-0000-7000-8000-000000000000']
    const { data } = await world.ask('{ workspaces(first: 50) { nodes { id } } }', { as: 'auditor' })
    const own = JSON.stringify((await world.ask('{ workspaces(first: 100) { nodes { id } } }', { as: 'admin' })).data)
    const nodes = atPath(data, 'workspaces', 'nodes')
    for (const node of Array.isArray(nodes) ? nodes : []) {
      const id = atPath(node, 'id')
      if (typeof id === 'string' && !own.includes(id)) ids.push(id)
    }
    expect(ids.length).toBeGreaterThan(2)
    const costs = await Promise.all(ids.slice(0, 5).map(async id => costOf((await world.ask('query ($id: ID!) { workspace(id: $id) { id organization { id } invoices { nodes { id } } } }', { as: 'admin', variables: { id } })).extensions)))
    expect(new Set(costs.map(cost => JSON.stringify(cost))).size).toBe(1)
  })
})
