import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gatewayState, modules } from '../../../schema/metadata/index.ts'
import type { Entity } from '../../../schema/model.ts'
import { withClient } from '../open-client.ts'
import { createPrismaClient } from '../prisma-client.ts'
import type { TenantPrisma, TenantPrismaClient } from '../prisma-client.ts'
import { testDatabase } from '../test-database.ts'
import { printFigure } from './print-figure.ts'

const PARALLEL_READS = 200

const database = testDatabase()
const clients = new Map<string, TenantPrismaClient>()
let brands: readonly string[]

beforeAll(async () => {
  const { rows } = await withClient(database.connectionFor('migration'), (client) => client.query<{ id: string }>('select id from platform.brands order by id'))
  brands = rows.map(({ id }) => id)
})

afterAll(async () => {
  for (const client of clients.values()) await client.end()
})

function clientOf({ schema }: Entity): TenantPrismaClient {
  const role = `vg_${schema}`
  const client = clients.get(role) ?? createPrismaClient({ connectionString: database.connectionFor(role), max: 3 })
  clients.set(role, client)
  return client
}

/** A method of a model by its name: the test is about every model, also about those that nobody has thought of yet. */
async function call(db: TenantPrisma, { type }: Entity, method: string, args: object): Promise<unknown> {
  const model: unknown = Reflect.get(db, type.charAt(0).toLowerCase() + type.slice(1))
  if (typeof model !== 'object' || model === null) throw new TypeError(`The Prisma client has no model ${type}.`)
  const run: unknown = Reflect.get(model, method)
  if (typeof run !== 'function') throw new TypeError(`The model ${type} has no ${method}.`)
  return run.call(model, args)
}

/** The row of a brand with the smallest key, as Prisma's unique key of the model; undefined where the brand has no row. */
async function keyOf(entity: Entity, brandId: string): Promise<{ readonly where: object; readonly brandId: string } | undefined> {
  const fields = keyFields(entity)
  const select = Object.fromEntries([...fields, 'brandId'].map((field) => [field, true]))
  const row = await clientOf(entity).unsealed.run(brandId, (db) => call(db, entity, 'findFirst', { select, orderBy: fields.map((field) => ({ [field]: 'asc' })) }))
  if (typeof row !== 'object' || row === null) return undefined
  const key = Object.fromEntries(fields.map((field) => [field, Reflect.get(row, field)]))
  return { brandId, where: fields.length === 1 ? key : { [fields.join('_')]: key } }
}

/** Fields of the primary key: the first unique index that Prisma knows. */
function keyFields({ columns, indexes }: Entity): readonly string[] {
  const key = indexes.find(({ unique, where }) => unique && where === undefined)
  return (key?.columns ?? []).map((name) => columns.find((column) => column.name === name)?.field ?? name)
}

const read = (entity: Entity, brandId: string, where: object, method: string): Promise<unknown> =>
  clientOf(entity).unsealed.run(brandId, (db) => call(db, entity, method, { where, select: { brandId: true } }))

describe('the Prisma client of a module', () => {
  it('gives two brands that ask for both brands\' rows in the same tick their own rows only, in every model', async () => {
    const wrong: string[] = []
    const tested: string[] = []
    let reads = 0
    for (const entity of [...modules, gatewayState].flatMap(({ entities }) => entities)) {
      const keys = await Promise.all(brands.map((brand) => keyOf(entity, brand)))
      const [mine, theirs] = keys
      if (mine === undefined || theirs === undefined) continue
      const asked = [mine, theirs, mine, theirs].flatMap((key) => brands.map((brand) => ({ key, brand })))
      const found = await Promise.all(asked.map(({ key, brand }) => read(entity, brand, key.where, 'findUnique')))
      const lists = await Promise.all(brands.map((brand) => clientOf(entity).unsealed.run(brand, (db) => call(db, entity, 'findMany', { select: { brandId: true }, distinct: ['brandId'] }))))
      asked.forEach(({ key, brand }, n) => {
        if (JSON.stringify(found[n]) !== JSON.stringify(key.brandId === brand ? { brandId: brand } : null)) wrong.push(`${entity.type} by key`)
      })
      lists.forEach((list, n) => {
        if (JSON.stringify(list) !== JSON.stringify([{ brandId: brands[n] }])) wrong.push(`${entity.type} by list`)
      })
      reads += asked.length + lists.length
      tested.push(entity.type)
    }
    printFigure(`Prisma walls: ${tested.length} models, ${reads} reads in pairs of brands, ${wrong.length} wrong`)
    expect(wrong).toEqual([])
    expect(tested.length).toBeGreaterThan(60)
  })

  it(`keeps ${PARALLEL_READS} reads apart that start in one tick, alternating between two brands and four ways to read`, async () => {
    const entity = modules.flatMap(({ entities }) => entities).find(({ type }) => type === 'Person')
    if (entity === undefined) throw new Error('no Person')
    const keys = await Promise.all(brands.map((brand) => keyOf(entity, brand)))
    const ways = ['findUnique', 'findFirst', 'findUniqueOrThrow', 'findFirstOrThrow']
    const asked = Array.from({ length: PARALLEL_READS }, (_, n) => ({ brand: brands[n % 2] ?? '', key: keys[(n >> 1) % 2], way: ways[(n >> 2) % 4] ?? '' }))
    const answers = await Promise.allSettled(asked.map(({ brand, key, way }) => read(entity, brand, way.startsWith('findFirst') ? { brandId: key?.brandId } : key?.where ?? {}, way)))
    const wrong = asked.filter(({ brand, key, way }, n) => {
      const answer = answers[n]
      if (key?.brandId === brand) return answer?.status !== 'fulfilled' || JSON.stringify(answer.value) !== JSON.stringify({ brandId: brand })
      return way.endsWith('OrThrow') ? answer?.status !== 'rejected' : answer?.status !== 'fulfilled' || answer.value !== null
    })
    expect(wrong).toEqual([])
  })

  it('writes nothing into another brand, whatever the data say', async () => {
    const [own = '', other = ''] = brands
    const entity = modules.flatMap(({ entities }) => entities).find(({ type }) => type === 'Person')
    if (entity === undefined) throw new Error('no Person')
    const key = await keyOf(entity, other)
    const write = (method: string, args: object) => clientOf(entity).unsealed.run(own, (db) => call(db, entity, method, args))
    await expect(write('create', { data: { brandId: other, displayName: 'smuggled' } })).rejects.toThrow('row-level security')
    await expect(write('update', { where: key?.where, data: { displayName: 'smuggled' } })).rejects.toMatchObject({ code: 'P2025' })
    await expect(write('updateMany', { where: { brandId: other }, data: { displayName: 'smuggled' } })).resolves.toEqual({ count: 0 })
    await expect(write('deleteMany', { where: { brandId: other } })).resolves.toEqual({ count: 0 })
    await expect(write('updateMany', { data: { brandId: other } })).rejects.toThrow()
  })
})
