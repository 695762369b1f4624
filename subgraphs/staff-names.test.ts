import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../prisma/database/test-database.ts'
import { personas } from '../prisma/seed/personas.ts'
import type { Principal } from '../schema/policy/principal.ts'
import { envelopeOf, fixtureKeys } from './engine/testing/fixture-subgraph.ts'
import { principalOf, truth } from './engine/testing/seeded.ts'
import { isObject } from './engine/read/decode.ts'
import { openSubgraphs, type OpenSubgraph } from './serve.ts'

let subgraphs: OpenSubgraph[]
let places: readonly Record<string, unknown>[]

const staff = personas.filter(({ name }) => ['support', 'support-lead', 'analyst', 'auditor', 'privacy-officer'].includes(name))
const brand = staff[0]?.brandId ?? ''

beforeAll(async () => {
  subgraphs = await openSubgraphs({ names: ['organization'], connectionFor: testDatabase().connectionFor, keys: fixtureKeys, poolSize: 2 })
  places = await truth(`select o.id, o.name, o.slug, o.kind, w.id as w_id, w.name as w_name, w.slug as w_slug
    from organization.organizations o join organization.workspaces w on w.brand_id = o.brand_id and w.org_id = o.id where o.brand_id = $1`, [brand])
})
afterAll(() => Promise.all(subgraphs.map((subgraph) => subgraph.close())))

async function nodes(principal: Principal, query: string, variables: Record<string, unknown> = {}): Promise<readonly Record<string, unknown>[]> {
  const [answer] = await Promise.all(subgraphs.map((subgraph) => subgraph.execute({ query, variables, envelope: envelopeOf(principal) })))
  expect(answer?.errors).toBeUndefined()
  const list = answer?.data?.list
  return isObject(list) && Array.isArray(list.nodes) ? list.nodes : []
}

describe.each(staff.map((persona) => ({ who: persona.name, principal: principalOf(persona) })))('$who', ({ principal }) => {
  it('reads the names of organizations and workspaces that are not one person\'s own, and no others', async () => {
    const byId = new Map(places.flatMap(({ id, name, slug, kind, w_id, w_name, w_slug }) => [[id, { name, slug, kind }], [w_id, { name: w_name, slug: w_slug, kind }]]))
    const seen = new Set<unknown>()
    for (const list of ['organizations', 'workspaces']) for (const order of ['ASC', 'DESC']) {
      for (const { id, name, slug } of await nodes(principal, `{ list: ${list}(first: 100, orderBy: [{ field: ID, direction: ${order} }]) { nodes { id name slug } } }`)) {
        const raw = byId.get(id)
        seen.add(`${list} ${String(raw?.kind)}`)
        if (raw?.kind !== 'PERSONAL') expect({ name, slug }).toEqual({ name: raw?.name, slug: raw?.slug })
        else for (const shown of [name, slug]) expect(shown === null || String(shown).endsWith('•••')).toBe(true)
      }
    }
    expect([...seen].filter((kind) => String(kind).endsWith('PERSONAL'))).toHaveLength(2)
    expect(seen.size).toBeGreaterThanOrEqual(4)
  })

  it('finds by name what is not one person\'s own, and nothing else, negated or not', async () => {
    const own = places.find(({ kind }) => kind === 'PERSONAL')
    const shared = places.find(({ kind }) => kind === 'TEAM')
    const query = 'query ($f: OrganizationFilter) { list: organizations(first: 100, filter: $f) { nodes { id } } }'
    expect(await nodes(principal, query, { f: { slug: { eq: shared?.slug } } })).toEqual([{ id: shared?.id }])
    expect(await nodes(principal, query, { f: { slug: { eq: own?.slug } } })).toEqual([])
    expect(await nodes(principal, query, { f: { name: { contains: String(own?.name) } } })).toEqual([])
    const personal = new Set(places.filter(({ kind }) => kind === 'PERSONAL').map(({ id }) => id))
    const others = await nodes(principal, query, { f: { not: { slug: { eq: own?.slug } } } })
    expect(others.filter(({ id }) => personal.has(id))).toEqual([])
    expect(others.length).toBeGreaterThan(0)
    const workspace = 'query ($f: WorkspaceFilter) { list: workspaces(first: 100, filter: $f) { nodes { id } } }'
    expect(await nodes(principal, workspace, { f: { slug: { eq: own?.w_slug } } })).toEqual([])
    expect(await nodes(principal, workspace, { f: { slug: { eq: shared?.w_slug } } })).toEqual([{ id: shared?.w_id }])
  })
})
