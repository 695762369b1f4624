import { Kind, parse } from 'graphql'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { printFigure } from '../../prisma/database/walls/print-figure.ts'
import { modules } from '../../schema/metadata/index.ts'
import { isRecord } from '../../schema/is-record.ts'
import { openWorld } from './harness/open-world.ts'
import type { Fetch, World } from './harness/open-world.ts'
import { readCases } from './harness/read-cases.ts'
import { openWireTap } from './harness/wire-tap.ts'
import type { WireTap } from './harness/wire-tap.ts'

let tap: WireTap
let world: World

beforeAll(async () => {
  tap = await openWireTap(testDatabase().connectionFor)
  world = await openWorld({ connectionFor: tap.connectionFor, isQuiet: true })
})
afterAll(async () => {
  await world.stop()
  await tap.close()
})
beforeEach(() => {
  world.fetches()
  tap.completed()
})

/** One for each root field and each entity type of a fetch, whatever the number of rows. */
function dueStatements({ request: { query, variables = {} } }: Fetch): number {
  const roots = parse(query).definitions.flatMap((definition) => (definition.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : []))
    .filter((selection) => selection.kind === Kind.FIELD && !['_entities', '__typename'].includes(selection.name.value))
  const representations: unknown = variables['representations']
  const types = Array.isArray(representations) ? representations.filter(isRecord).map((each) => each['__typename']) : []
  return roots.length + new Set(types).size
}

/** What Postgres itself counts, without the frame of the transactions and the records of what was read. */
const onServer = (): number => tap.completed().filter((tag) => !['BEGIN', 'SET', 'COMMIT', 'INSERT'].includes(tag.split(' ')[0] ?? '')).length

const reads = ({ statements }: Fetch): readonly string[] => statements.filter((text) => !text.includes('insert into'))

describe('a request over eight modules', () => {
  const example = readCases().find(({ name }) => name === 'one-organization-eight-modules')

  it('costs one statement a root field or entity type of every fetch, counted on the server', async () => {
    const asked = async () => {
      // the door takes what the caller may spend in this minute, once
      await world.ask('{ __typename }', { as: 'auditor' })
      world.fetches()
      tap.completed()
      const { errors } = await world.ask(example?.query ?? '', { ...example?.how, as: 'auditor' })
      return { errors, fetches: world.fetches(), counted: onServer() }
    }
    // a minute may have begun in between
    const [first, second] = [await asked(), await asked()]
    const { errors, fetches, counted } = first.counted <= second.counted ? first : second
    printFigure(`eight modules in one request: ${counted} statements on the server\n${fetches.map((fetch) => `  ${fetch.subgraph.padEnd(13)} ${reads(fetch).length} of ${dueStatements(fetch)}`).join('\n')}`)
    expect(errors).toEqual([])
    expect(fetches.map((fetch) => `${fetch.subgraph} ${reads(fetch).length}`)).toEqual(fetches.map((fetch) => `${fetch.subgraph} ${dueStatements(fetch)}`))
    expect(counted).toBe(fetches.reduce((sum, fetch) => sum + dueStatements(fetch), 0))
    expect(new Set(fetches.map(({ subgraph }) => subgraph))).toEqual(new Set(modules.map(({ name }) => name)))
  })

  it('costs no more for more rows', async () => {
    const ask = async (first: number): Promise<number> => {
      await world.ask(`{ workspaces(first: ${first}) { nodes { organization { ownerPerson { displayName } } invoices(first: 5) { nodes { lines { nodes { amountCents } } } } supportTickets(first: 2) { nodes { user { email } } } } } }`, { as: 'auditor' })
      world.fetches()
      return onServer()
    }
    const few = await ask(2)
    expect(few).toBeGreaterThan(3)
    expect(await ask(100)).toBe(few)
  })

  it('costs no statement for what is not shown', async () => {
    const { data } = await world.ask('{ users(first: 3) { nodes { passwordHash } } }', { as: 'auditor' })
    expect(data).toEqual({ users: { nodes: [{ passwordHash: null }, { passwordHash: null }, { passwordHash: null }] } })
    expect(world.fetches().flatMap(({ statements }) => statements).join()).not.toContain('password_hash')
  })

  it('counts rows only where the count is asked for', async () => {
    await world.ask('{ invoices(first: 1) { nodes { id } } }', { as: 'auditor' })
    expect(world.fetches().flatMap(({ statements }) => statements).join()).not.toMatch(/count\(/i)
    await world.ask('{ invoices(first: 1) { totalCount } }', { as: 'auditor' })
    expect(world.fetches().flatMap(({ statements }) => statements).join()).toMatch(/count\(/i)
    expect(onServer()).toBe(2)
  })
})
