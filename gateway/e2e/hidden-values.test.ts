import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openClient } from '../../prisma/database/open-client.ts'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { printFigure } from '../../prisma/database/walls/print-figure.ts'
import { modules } from '../../schema/metadata/index.ts'
import type { Column, Entity, Relation } from '../../schema/model.ts'
import { exposedEntities, exposedRelations } from '../../schema/sdl/exposed.ts'
import { filterColumns } from '../../schema/sdl/filter-members.ts'
import { orderMembers } from '../../schema/sdl/order-members.ts'
import { isRecord } from '../../schema/is-record.ts'
import { listAt } from './harness/at-path.ts'
import { openWorld } from './harness/open-world.ts'
import type { World } from './harness/open-world.ts'

const PERSONAS = ['member', 'support', 'analyst']
const ROWS = 100
const VALUES = 1
/** Letters of the prefix that is tried. */
const BEGINNING = 3

const entities = modules.flatMap((module) => exposedEntities(module).map((entity) => ({ module, entity })))

let world: World
let database: pg.Client
const figures = { pairs: 0, refused: 0, same: 0 }

beforeAll(async () => {
  world = await openWorld(testDatabase())
  database = await openClient(testDatabase().superuserUrl)
})
afterAll(async () => {
  await world.stop()
  await database.end()
  printFigure(`hidden values: ${figures.pairs} pairs of a true and a made-up value, ${figures.refused} refused alike, ${figures.same} answered alike`)
})

/** Values of rows that the caller sees, of a column that is not shown to them there. */
async function hiddenValues(entity: Entity, column: Column, as: string): Promise<readonly string[]> {
  const { data } = await world.ask(`{ list: ${entity.plural}(first: ${ROWS}) { nodes { id ${column.field} } } }`, { as })
  const nodes = listAt(data, 'list', 'nodes').filter(isRecord)
  const { rows } = await database.query<{ id: string; value: string | null }>(`select id::text, ${column.pgType === 'inet' ? `host(${column.name})` : `${column.name}::text`} as value from ${entity.schema}.${entity.table} where id = any ($1::uuid[])`, [nodes.map((node) => node['id'])])
  // two people may have one name: a value that begins like one that is shown may be found by it
  const shown = new Set(nodes.map((node) => beginning(node[column.field])))
  return [...new Set(rows.flatMap(({ value }) => (value === null || value.length < 3 || shown.has(beginning(value)) ? [] : [value])))].slice(0, VALUES)
}

const beginning = (value: unknown): string => String(value).slice(0, BEGINNING).toLowerCase()

/** As long as the true one, and nobody's. */
const madeUp = (column: Column, value: string): string => (column.pgType === 'inet' ? '240.0.0.1' : [...value].reverse().join('').replaceAll(/[a-y]/g, 'z'))

const conditions = (column: Column, value: string): readonly object[] => [
  { eq: value }, { in: [value] }, { neq: value }, { nin: [value] },
  ...(column.pgType === 'text' ? [{ startsWith: value.slice(0, BEGINNING) }, { contains: value }, { eq: value.toUpperCase(), caseSensitive: false }] : []),
]

/** Those who look somebody up by a value that they were told: each is charged and logged, and a test of its own is about them. */
const LOOKERS = ['support', 'support-lead', 'privacy-officer']

const isLookup = ({ label }: Column, as: string, filter: object): boolean =>
  !label.public && label.lookup && LOOKERS.includes(as) && Object.values(filter).some((condition: unknown) => isRecord(condition) && !('caseSensitive' in condition) && ('eq' in condition || 'in' in condition))

interface Place {
  readonly root: Entity
  readonly wrap: (leaf: object) => object
}

/** Places in which a condition may stand in a filter of the entity, or of an entity that leads to it. */
function placesOf(entity: Entity): readonly Place[] {
  const direct = [(leaf: object) => leaf, (leaf: object) => ({ not: leaf }), (leaf: object) => ({ or: [leaf, { id: { in: [] } }] })].map((wrap) => ({ root: entity, wrap }))
  const through = entities.flatMap(({ entity: root }) => exposedRelations(root).filter(({ target }) => target === entity.type).slice(0, 1).flatMap((relation) => wrapsOf(relation).map((wrap) => ({ root, wrap }))))
  return [...direct, ...through]
}

const wrapsOf = ({ field, many }: Relation): readonly ((leaf: object) => object)[] =>
  (many ? ['some', 'none', 'every'].map((quantifier) => (leaf: object) => ({ [field]: { [quantifier]: leaf } })) : [(leaf: object) => ({ [field]: leaf })])

async function answerTo(root: Entity, filter: object, as: string): Promise<string> {
  const { text } = await world.ask(`query ($f: ${root.type}Filter) { list: ${root.plural}(first: 100, filter: $f) { totalCount nodes { id } } }`, { as, variables: { f: filter } })
  return text
}

describe.each(PERSONAS)('to %s', (as) => {
  it('no filter tells a true value that is hidden from one that nobody has', async () => {
    const told: string[] = []
    for (const { entity } of entities) {
      for (const column of filterColumns(entity).filter(({ label }) => !label.public)) {
        for (const value of await hiddenValues(entity, column, as)) {
          told.push(...await differences(entity, column, { value, as }))
        }
      }
    }
    expect(told).toEqual([])
  }, 180_000)

  it('an order by what is hidden is refused', async () => {
    for (const { entity } of entities) {
      for (const { value, column } of orderMembers(entity).filter(({ column }) => !column.label.public)) {
        const hidden = await hiddenValues(entity, column, as)
        if (hidden.length === 0) continue
        const answer = await world.ask(`{ list: ${entity.plural}(first: 5, orderBy: [{ field: ${value} }]) { nodes { id } } }`, { as })
        expect({ column: `${entity.type}.${column.field}`, codes: answer.codes }).toEqual({ column: `${entity.type}.${column.field}`, codes: [expect.stringMatching(/^(PII_ORDER_REFUSED|VALIDATION_FAILED)$/)] })
      }
    }
  }, 60_000)
})

describe('a value that is shown', () => {
  it('is told from one that nobody has, so this test can fail', async () => {
    const user = entities.find(({ entity }) => entity.type === 'User')?.entity
    const email = user?.columns.find(({ field }) => field === 'email')
    if (user === undefined || email === undefined) throw new Error('There is no User.email.')
    expect((await differences(user, email, { value: 'zoe.angstrom@example.com', as: 'member' })).length).toBeGreaterThan(5)
    expect(await differences(user, email, { value: 'zoe.angstrom@example.com', as: 'analyst' })).toEqual([])
  })
})

async function differences(entity: Entity, column: Column, { value, as }: { readonly value: string; readonly as: string }): Promise<readonly string[]> {
  const told: string[] = []
  const other = madeUp(column, value)
  const pairs = conditions(column, value).map((condition, n) => [condition, conditions(column, other)[n] ?? {}] as const)
  for (const { root, wrap } of placesOf(entity)) {
    // through a relation the same operators come again; two of them are enough to see that the column is the same
    for (const [mine, theirs] of root === entity ? pairs : pairs.filter((_, n) => n === 0 || n === pairs.length - 2)) {
      if (root === entity && isLookup(column, as, wrap({ [column.field]: mine }))) continue
      figures.pairs++
      const [hit, miss] = [await answerTo(root, wrap({ [column.field]: mine }), as), await answerTo(root, wrap({ [column.field]: theirs }), as)]
      if (hit !== miss) told.push(`${root.type} ${JSON.stringify(wrap({ [column.field]: mine }))}: ${hit.slice(0, 120)} and not ${miss.slice(0, 120)}`)
      else figures[hit.includes('"errors"') ? 'refused' : 'same']++
      // refused before it is looked at: the other conditions would be refused for the same reason
      if (hit.includes('PII_FILTER_REFUSED')) break
    }
  }
  return told
}
