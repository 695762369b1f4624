import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openClient } from '../../prisma/database/open-client.ts'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { printFigure } from '../../prisma/database/walls/print-figure.ts'
import { modules } from '../../schema/metadata/index.ts'
import type { Entity } from '../../schema/model.ts'
import { exposedEntities } from '../../schema/sdl/exposed.ts'
import { isRecord } from '../../schema/is-record.ts'
import { atPath, listAt } from './harness/at-path.ts'
import { personaNamed } from './harness/door.ts'
import { openWorld } from './harness/open-world.ts'
import type { World } from './harness/open-world.ts'

const MOST_PAGES = 20
const entities = modules.flatMap(exposedEntities)

/** Tables that everybody of a brand reads: catalogs without a customer in them. Written down here once more, so that a new one is a decision. */
const REFERENCE = [
  'entitlements.resource_keys', 'entitlements.entitlement_sets', 'entitlements.entitlement_set_rules', 'billing.products', 'billing.plans', 'billing.prices', 'billing.price_tiers', 'billing.tax_rates',
]

let world: World
let database: pg.Client
let rows = 0

beforeAll(async () => {
  world = await openWorld(testDatabase())
  database = await openClient(testDatabase().superuserUrl)
})
afterAll(async () => {
  await world.stop()
  await database.end()
  printFigure(`row scopes: ${rows} rows shown to people with places, each of them in a place of theirs or about themselves`)
})

async function idsShown({ plural }: Entity, as: string): Promise<readonly string[]> {
  const ids: string[] = []
  let after: unknown = null
  for (let page = 0; page < MOST_PAGES; page++) {
    const { data, errors } = await world.ask(`query ($after: String) { list: ${plural}(first: 100, after: $after) { pageInfo { endCursor hasNextPage } nodes { id } } }`, { as, variables: { after } })
    expect(errors).toEqual([])
    ids.push(...listAt(data, 'list', 'nodes').map((node) => String(atPath(node, 'id'))))
    if (atPath(data, 'list', 'pageInfo', 'hasNextPage') !== true) break
    after = atPath(data, 'list', 'pageInfo', 'endCursor')
  }
  return ids
}

interface Place {
  readonly orgs: readonly string[]
  readonly workspaces: readonly string[]
  readonly people: readonly string[]
  /** Sees all workspaces of an organization, and not only those of the token. */
  readonly wholeOrganization: boolean
}

/**
 * Rows that stand in no place of the caller. The oracle knows nothing of scopes: it looks for ids of places and people in the row itself,
 * and where there are none, in the rows that it refers to.
 */
async function strangers(table: string, ids: readonly string[], place: Place): Promise<readonly string[]> {
  const { rows: found } = await database.query<{ id: string; row: Record<string, unknown> }>(`select id::text, to_jsonb(t) as row from ${table} t where id = any ($1::uuid[])`, [ids])
  const strange: string[] = []
  for (const { id, row } of found) if (!await stands(table, row, place)) strange.push(id)
  return strange
}

async function stands(table: string, row: Record<string, unknown>, place: Place, depth = 0): Promise<boolean> {
  // roles that every organization has are catalog too
  if (row['is_system'] === true) return true
  const values = Object.values(row).filter((value) => typeof value === 'string')
  if (values.some((value) => place.people.includes(value))) return true
  const workspace = table === 'organization.workspaces' ? row['id'] : row['workspace_id']
  const org = table === 'organization.organizations' ? row['id'] : row['org_id']
  if (typeof workspace === 'string' && place.workspaces.includes(workspace)) return true
  if (typeof workspace === 'string' && !place.wholeOrganization) return false
  if (typeof org === 'string') return place.orgs.includes(org)
  if (table === 'identity.persons' || table === 'identity.users') return isKnown(row, place)
  return depth < 3 && someParentStands(table, row, { place, depth })
}

async function someParentStands(table: string, row: Record<string, unknown>, { place, depth }: { readonly place: Place; readonly depth: number }): Promise<boolean> {
  const { rows: parents } = await database.query<{ column: string; parent: string }>(`
    select a.attname as column, k.confrelid::regclass::text as parent from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey) and a.attname <> 'brand_id'
    where k.conrelid = $1::regclass and k.contype = 'f'`, [table])
  for (const { column, parent } of parents) {
    const { rows: [found] } = await database.query<{ row: Record<string, unknown> }>(`select to_jsonb(t) as row from ${parent} t where id = $1`, [row[column]])
    if (found && await stands(parent, found.row, place, depth + 1)) return true
  }
  return false
}

/** People are known where they share a place with the caller that has not ended. */
async function isKnown(row: Record<string, unknown>, { orgs, workspaces }: Place): Promise<boolean> {
  const person = row['person_id'] ?? row['id']
  const { rowCount } = await database.query(`select from identity.person_visibility where person_id = $1 and is_active and (org_id = any ($2::uuid[]) or workspace_id = any ($3::uuid[]))`, [person, orgs, workspaces])
  return (rowCount ?? 0) > 0
}

describe.each(['member', 'admin', 'billing-admin', 'other-brand-admin'])('%s', (as) => {
  it('is shown rows of the places of the token, about themselves, and the catalogs', async () => {
    const { orgs, workspaces, personId, userId } = personaNamed(as)
    const place: Place = { orgs, workspaces, people: [personId, userId], wholeOrganization: as === 'billing-admin' }
    const wrong: string[] = []
    let seen = 0
    for (const entity of entities) {
      const table = `${entity.schema}.${entity.table}`
      const ids = await idsShown(entity, as)
      seen += Number(ids.length > 0)
      if (REFERENCE.includes(table)) continue
      rows += ids.length
      wrong.push(...(await strangers(table, ids, place)).map((id) => `${entity.type} ${id}`))
    }
    expect(wrong.slice(0, 40)).toEqual([])
    expect(seen).toBeGreaterThan(15)
  }, 120_000)
})

describe('somebody without any place', () => {
  it('is shown the catalogs and themselves', async () => {
    const nobody = { ...personaNamed('member'), orgs: [], workspaces: [], personId: crypto.randomUUID(), userId: crypto.randomUUID() }
    const shown: string[] = []
    for (const { plural, schema, table } of entities) {
      const { data } = await world.ask(`{ list: ${plural} { totalCount } }`, { as: nobody })
      if (isRecord(data) && atPath(data, 'list', 'totalCount') !== 0) shown.push(`${schema}.${table}`)
    }
    expect(shown.filter((table) => !REFERENCE.includes(table))).toEqual(['organization.roles'])
  })
})
