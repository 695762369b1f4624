import { randomUUID } from 'node:crypto'
import { getNamedType, isObjectType, isRequiredArgument } from 'graphql'
import type { GraphQLField, GraphQLSchema } from 'graphql'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openClient } from '../../prisma/database/open-client.ts'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { printFigure } from '../../prisma/database/walls/print-figure.ts'
import { modules } from '../../schema/metadata/index.ts'
import type { Entity } from '../../schema/model.ts'
import { localEnvelope } from '../../schema/policy/local-envelope.ts'
import { policyVersion } from '../../schema/policy/policies.ts'
import { contributionsOf } from '../../schema/sdl/contribution.ts'
import { exposedEntities } from '../../schema/sdl/exposed.ts'
import { naturalKeys } from '../../schema/sdl/natural-keys.ts'
import type { NaturalKey } from '../../schema/sdl/natural-keys.ts'
import { principalOf } from '../fixture/claims-authenticator.ts'
import { claims } from '../fixture/claims.ts'
import type { TokenHolder } from '../fixture/claims-issuer.ts'
import { personaNamed } from './harness/door.ts'
import { introspect } from './harness/introspect.ts'
import { openWorld } from './harness/open-world.ts'
import type { World } from './harness/open-world.ts'
import { isRecord } from '../../schema/is-record.ts'
import { atPath, listAt } from './harness/at-path.ts'

const SAMPLE = 5
/** Rows looked through for one that a field leads away from: hundreds of pages would find no more. */
const MOST_PAGES = 40

const entities = modules.flatMap((module) => exposedEntities(module).map((entity) => ({ module, entity })))
const sideOf = (name: string): TokenHolder => ({ ...personaNamed(name), clearances: ['auditor'], purposes: ['SERVICE', 'AUDIT'], orgs: [], workspaces: [] })
/** Two people who see everything of their brand and nothing of the other. */
const acme = sideOf('auditor')
const globex = sideOf('other-brand-admin')
const SIDES = [{ own: acme, other: globex }, { own: globex, other: acme }] as const

let world: World
let database: pg.Client
let schema: GraphQLSchema
let checks = 0
let allWrong = 0
/** Of the test that runs. */
const wrong: string[] = []
beforeEach(() => void wrong.splice(0))

beforeAll(async () => {
  world = await openWorld(testDatabase())
  database = await openClient(testDatabase().superuserUrl)
  schema = await introspect(world)
})
afterAll(async () => {
  await world.stop()
  await database.end()
  printFigure(`isolation: ${entities.length} entities, ${checks} checks, ${allWrong} wrong`)
})

const says = (holds: boolean, what: string): void => {
  checks++
  if (holds) return
  allWrong++
  wrong.push(what)
}

/** Ids of a brand's newest rows, and how many there are; from above, past row security. */
async function truthOf({ schema: name, table }: Entity, brandId: string): Promise<{ readonly ids: readonly string[]; readonly count: number }> {
  const { rows } = await database.query<{ id: string; count: string }>(`select id::text, count(*) over () as count from ${name}.${table} where brand_id::text = $1 order by id desc limit ${SAMPLE}`, [brandId])
  return { ids: rows.map(({ id }) => id), count: Number(rows[0]?.count ?? 0) }
}

async function data(query: string, as: TokenHolder, variables: unknown = {}): Promise<unknown> {
  const answer = await world.ask(query, { as, variables })
  if (answer.errors.length > 0) throw new Error(`${query}\n${answer.text.slice(0, 2000)}`)
  return answer.data
}

/** Straight to the subgraph, as the gateway would ask it for this person. */
async function entitiesOf(module: string, { as, selection, representations }: { readonly as: TokenHolder; readonly selection: string; readonly representations: readonly object[] }): Promise<readonly unknown[]> {
  const subgraph = world.subgraphs.find(({ name }) => name === module)
  const principal = principalOf(claims.parse({ sub: as.userId, jti: randomUUID(), exp: 0, veil: { ...as, scopes: [] } }), undefined)
  const envelope = localEnvelope({ principal, policyVersion: policyVersion(), requestId: 'isolation', operationHash: 'isolation' })
  const answer = await subgraph?.execute({ query: `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`, variables: { representations }, envelope })
  if (answer?.errors) throw new Error(JSON.stringify(answer.errors))
  return listAt(answer?.data, '_entities')
}

const brandOf = (row: unknown): unknown => (isRecord(row) ? row['brandId'] : undefined)

describe.each(entities)('$entity.type', ({ module, entity }) => {
  const { type, singular, plural } = entity

  it('is listed with all rows of the own brand and none of the other', async () => {
    for (const { own } of SIDES) {
      const { count } = await truthOf(entity, own.brandId)
      const answer = await data(`{ list: ${plural}(first: 100) { totalCount nodes { brandId } } }`, own)
      const nodes = listAt(answer, 'list', 'nodes')
      expect(count).toBeGreaterThan(0)
      says(atPath(answer, 'list', 'totalCount') === count, `${type}: counts ${String(atPath(answer, 'list', 'totalCount'))} of ${count} rows`)
      says(nodes.length === Math.min(count, 100), `${type}: lists ${nodes.length} of ${count} rows`)
      says(nodes.every((node) => brandOf(node) === own.brandId), `${type}: lists rows of another brand`)
    }
    expect(wrong).toEqual([])
  })

  it('is found by the id of an own row, and by no id of the other brand', async () => {
    for (const { own, other } of SIDES) {
      const mine = await truthOf(entity, own.brandId)
      const theirs = await truthOf(entity, other.brandId)
      const ask = (ids: readonly string[]) => data(`{ ${ids.map((id, n) => `r${n}: ${singular}(id: "${id}") { brandId }`).join(' ')} list: ${plural}(filter: { id: { in: ${JSON.stringify(ids)} } }) { totalCount nodes { brandId } } }`, own)
      const [found, hidden] = [await ask(mine.ids), await ask(theirs.ids)]
      mine.ids.forEach((_, n) => { says(brandOf(atPath(found, `r${n}`)) === own.brandId, `${type}: an own id finds nothing`) })
      theirs.ids.forEach((_, n) => { says(atPath(hidden, `r${n}`) === null, `${type}: an id of the other brand finds something`) })
      says(listAt(found, 'list', 'nodes').length === mine.ids.length, `${type}: a filter by own ids finds too little`)
      says(atPath(hidden, 'list', 'totalCount') === 0 && listAt(hidden, 'list', 'nodes').length === 0, `${type}: a filter by ids of the other brand finds something`)
    }
    expect(wrong).toEqual([])
  })

  it('is given to the federation for ids of the own brand only', async () => {
    for (const { own, other } of SIDES) {
      const mine = await truthOf(entity, own.brandId)
      const theirs = await truthOf(entity, other.brandId)
      const mixed = [...theirs.ids, ...mine.ids, ...theirs.ids]
      const rows = await entitiesOf(module.name, { as: own, selection: `... on ${type} { id brandId }`, representations: mixed.map((id) => ({ __typename: type, id })) })
      says(rows.length === mixed.length, `${type}: _entities answers ${rows.length} of ${mixed.length}`)
      mixed.forEach((id, n) => {
        says(mine.ids.includes(id) ? brandOf(rows[n]) === own.brandId : rows[n] === null, `${type}: _entities is wrong about ${mine.ids.includes(id) ? 'an own id' : 'an id of the other brand'}`)
      })
    }
    expect(wrong).toEqual([])
  })

  it('is found by the natural keys of own rows only', async () => {
    for (const key of naturalKeys(entity)) {
      for (const { own, other } of SIDES) await checkNaturalKey(entity, key, { own, other })
    }
    expect(wrong).toEqual([])
  })
})

/** A key may mean a row in both brands, such as the code of a plan; then each brand finds its own. */
async function checkNaturalKey(entity: Entity, { field, arguments: args }: NaturalKey, { own, other }: (typeof SIDES)[number]): Promise<void> {
  const names = args.map(({ column }) => column.name)
  const { rows } = await database.query<{ brand: string; id: string; values: Record<string, unknown> }>(
    `select brand_id::text as brand, id::text, json_build_object(${args.map(({ column }) => `'${column.field}', ${column.name}`).join(', ')}) as values
     from (select *, row_number() over (partition by brand_id order by id) as nth from ${entity.schema}.${entity.table} where ${args.map(({ column, nullable }) => (nullable ? 'true' : `${column.name} is not null`)).join(' and ')}) t where nth <= ${SAMPLE} and brand_id::text = any ($1)`,
    [[own.brandId, other.brandId]])
  for (const { brand, id, values } of rows) {
    const literal = args.map(({ column }) => `${column.field}: ${column.enum !== undefined ? String(values[column.field]) : JSON.stringify(asWritten(values[column.field], column.wire))}`).join(', ')
    const found = atPath(await data(`{ row: ${field}(${literal}) { id brandId } }`, own), 'row')
    if (brand === own.brandId) says(atPath(found, 'id') === id, `${entity.type}.${names.join()}: an own key does not find its row`)
    else says(found === null || brandOf(found) === own.brandId, `${entity.type}.${names.join()}: a key of the other brand finds its row`)
  }
}

const asWritten = (value: unknown, wire: string): unknown => (wire === 'DateTime' && typeof value === 'string' ? new Date(value).toISOString() : value)

describe('every field that leads to other rows', () => {
  interface Lead {
    readonly name: string
    readonly selection: string
    readonly isList: boolean
  }

  const leadsOf = (type: string): readonly Lead[] => {
    const object = schema.getType(type)
    return isObjectType(object) ? Object.values(object.getFields()).flatMap(leadOf) : []
  }

  /** The brand is all that is asked of the rows on the other side. */
  function leadOf(field: GraphQLField<unknown, unknown>): readonly Lead[] {
    const target = getNamedType(field.type)
    if (!isObjectType(target) || field.args.some(isRequiredArgument)) return []
    const fields = target.getFields()
    if (fields['brandId']) return [{ name: field.name, selection: `${field.name} { brandId }`, isList: false }]
    if (!fields['nodes']) return []
    return [{ name: field.name, selection: `${field.name}(first: 3) { nodes { brandId } }`, isList: true }]
  }

  /** Follows leads from page to page until each has led to a row, or there are no more rows; gives the leads that never did. */
  async function follow(entity: Entity, leads: readonly Lead[], own: TokenHolder): Promise<readonly Lead[]> {
    let rest = leads
    let after: unknown = null
    for (let page = 0; page < MOST_PAGES && rest.length > 0; page++) {
      const selection = rest.map((lead) => lead.selection).join(' ')
      const answer = await data(`query ($first: Int, $after: String) { list: ${entity.plural}(first: $first, after: $after) { pageInfo { endCursor hasNextPage } nodes { ${selection} } } }`, own, { first: page === 0 ? 20 : 100, after })
      const nodes = listAt(answer, 'list', 'nodes')
      rest = rest.filter((lead) => {
        const rows = rowsOf(lead, nodes)
        rows.forEach((row) => { says(brandOf(row) === own.brandId, `${entity.type}.${lead.name}: leads to another brand`) })
        return rows.length === 0
      })
      if (atPath(answer, 'list', 'pageInfo', 'hasNextPage') !== true) break
      after = atPath(answer, 'list', 'pageInfo', 'endCursor')
    }
    return rest
  }

  const rowsOf = ({ name, isList }: Lead, nodes: readonly unknown[]): readonly unknown[] =>
    nodes.flatMap((node) => (isList ? listAt(node, name, 'nodes') : [atPath(node, name)])).filter((row) => row !== null)

  it('leads to rows of the own brand only', async () => {
    const empty: string[] = []
    let followed = 0
    for (const { entity } of entities) {
      const leads = leadsOf(entity.type)
      for (const { own } of SIDES) {
        const never = await follow(entity, leads, own)
        followed += leads.length - never.length
        if (own === acme) empty.push(...never.map(({ name }) => `${entity.type}.${name}`))
      }
    }
    printFigure(`relations: ${followed} followed to rows in the two brands; ${empty.length} for which the demo data have no row: ${empty.join(', ')}`)
    expect(wrong).toEqual([])
    expect(followed).toBeGreaterThan(empty.length * 10)
  }, 120_000)

  it('leads nowhere from a row of the other brand, asked of the contributing module itself', async () => {
    for (const module of modules) {
      for (const { type, field, reference, single } of contributionsOf(module)) {
        const parent = entities.find(({ entity }) => entity.type === type)
        if (parent === undefined) throw new Error(`nobody owns ${type}`)
        for (const { own, other } of SIDES) {
          const theirs = await keysOf(parent.entity, reference.by, other.brandId)
          const rows = await entitiesOf(module.name, {
            as: own, representations: theirs.map((key) => ({ __typename: type, [reference.by]: key })),
            selection: `... on ${type} { lead: ${field}${single ? ' { brandId }' : '(first: 3) { totalCount nodes { brandId } }'} }`,
          })
          rows.forEach((row) => {
            const brands = single ? [brandOf(atPath(row, 'lead'))].filter((brand) => brand !== undefined) : listAt(row, 'lead', 'nodes').map(brandOf)
            // a key that is a word may stand in both brands, and then leads to own rows
            says(brands.every((brand) => brand === own.brandId && reference.by !== 'id'), `${type}.${field}: leads from another brand's row to rows`)
            says(single || reference.by !== 'id' || atPath(row, 'lead', 'totalCount') === 0 || row === null, `${type}.${field}: counts rows of another brand`)
          })
        }
      }
    }
    expect(wrong).toEqual([])
  })

  async function keysOf({ schema: name, table, columns }: Entity, by: string, brandId: string): Promise<readonly string[]> {
    const column = columns.find((candidate) => candidate.field === by)?.name ?? 'id'
    const { rows } = await database.query<{ key: string }>(`select ${column}::text as key from ${name}.${table} where brand_id::text = $1 order by 1 desc limit ${SAMPLE}`, [brandId])
    return rows.map(({ key }) => key)
  }
})

describe('a token of one brand with the places of another', () => {
  const smuggler = (clearance: string): TokenHolder => ({ ...personaNamed('other-brand-admin'), brandId: acme.brandId, clearances: [clearance], purposes: ['SERVICE', 'BILLING'] })

  it('shows nothing that belongs to somebody, and of the reference data only the own brand', async () => {
    for (const { entity } of entities) {
      for (const clearance of ['member', 'admin', 'billing_admin']) {
        const answer = await data(`{ list: ${entity.plural}(first: 20) { totalCount nodes { brandId } } }`, smuggler(clearance))
        const brands = listAt(answer, 'list', 'nodes').map(brandOf)
        says(brands.every((brand) => brand === acme.brandId), `${entity.type}: shows ${clearance} rows of another brand`)
        const isReference = entity.scopes.some(({ kind, permission }) => kind === 'BRAND' && permission === undefined)
        const mixes = entity.scopes.some(({ kind, where }) => kind === 'BRAND' && where !== undefined)
        says(isReference || mixes || brands.length === 0, `${entity.type}: shows ${clearance} rows that belong to nobody of theirs`)
      }
    }
    expect(wrong).toEqual([])
  })
})

describe('afterwards', () => {
  it('no request has caused a fault of ours', () => {
    expect(world.faults()).toEqual([])
    expect(checks).toBeGreaterThan(3_000)
  })
})
