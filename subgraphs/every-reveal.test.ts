import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../prisma/database/test-database.ts'
import { personas } from '../prisma/seed/personas.ts'
import { modules } from '../schema/metadata/index.ts'
import type { Column, Entity } from '../schema/model.ts'
import type { Principal } from '../schema/policy/principal.ts'
import { exposedColumns, exposedEntities } from '../schema/sdl/exposed.ts'
import { isObject } from './engine/read/decode.ts'
import { envelopeOf, fixtureKeys } from './engine/testing/fixture-subgraph.ts'
import { truth } from './engine/testing/seeded.ts'
import { openSubgraphs, type OpenSubgraph } from './serve.ts'

let subgraphs: readonly OpenSubgraph[]
const seen = { raw: 0, hidden: 0 }

beforeAll(async () => {
  subgraphs = await openSubgraphs({ connectionFor: testDatabase().connectionFor, keys: fixtureKeys, poolSize: 2 })
})
afterAll(() => Promise.all(subgraphs.map((subgraph) => subgraph.close())))

const acme = personas.find(({ name }) => name === 'member')
if (!acme) throw new Error('The demo world has no member.')
const base = { kind: 'PERSON', brandId: acme.brandId, id: 'reader', personId: acme.personId, userId: acme.userId, scopes: [], brandPermissions: ['*'] } as const

/** One who may see everything for a reason, and one who may on some rows among all. */
const readers: readonly Principal[] = [
  { ...base, clearances: ['privacy_officer'], assignments: [], purposes: ['LEGAL'], purpose: 'LEGAL' },
  {
    ...base, clearances: [], purposes: ['SERVICE', 'BILLING'], purpose: 'SERVICE',
    assignments: [
      ...acme.workspaces.map((workspaceId) => ({ clearance: 'admin', workspaceId, permissions: ['*'] } as const)),
      ...acme.orgs.map((orgId) => ({ clearance: 'billing_admin', orgId, permissions: ['*'] } as const)),
    ],
  },
]
const purposeOf = ({ purpose }: Principal): string => purpose === 'SERVICE' ? 'BILLING' : purpose

/** Texts can be compared with what the table holds; anything else is decided alike. */
function sensitiveTexts(entity: Entity): readonly Column[] {
  return exposedColumns(entity).filter(({ label, pgType, list }) => !label.public && label.category !== 'CREDENTIAL' && pgType === 'text' && !list)
}

interface Leaf {
  readonly id: unknown
  readonly column: Column
}

/** Fields of the answer that hold just what the table holds. */
async function rawLeaves({ schema, table }: Entity, columns: readonly Column[], nodes: readonly Record<string, unknown>[]): Promise<readonly Leaf[]> {
  const rows = new Map((await truth(`select * from ${schema}.${table} where id = any($1)`, [nodes.map(({ id }) => id)])).map((row) => [row.id, row]))
  return nodes.flatMap((node) => columns.filter(({ field, name }) => node[field] !== null && node[field] === rows.get(node.id)?.[name]).map((column) => ({ id: node.id, column })))
}


describe.each(modules.map((module) => ({ module, name: module.name })))('every reveal of $name', ({ module, name }) => {
  const entities = exposedEntities(module).filter((entity) => sensitiveTexts(entity).length > 0)

  it.skipIf(entities.length === 0).each(entities.map((entity) => ({ entity, type: entity.type })))('is logged, and nothing else: $type', async ({ entity }) => {
    const subgraph = subgraphs.find((each) => each.name === name)
    const columns = sensitiveTexts(entity)
    for (const principal of readers) {
      const requestId = `every-reveal ${randomUUID()}`
      const query = `{ ${entity.plural}(first: 20) { nodes { id ${columns.map(({ field }) => `${field} @reveal(reason: "r0", purpose: ${purposeOf(principal)})`).join(' ')} } } }`
      const reveals = [{ reason: 'every reveal of a test', purpose: principal.purpose === 'SERVICE' ? 'BILLING' : principal.purpose }]
      const answer = await subgraph?.execute({ query, envelope: envelopeOf(principal, { requestId, reveals, budgets: { subjects: 20 * columns.length } }) })
      expect(answer?.errors).toBeUndefined()
      const list = answer?.data?.[entity.plural]
      const nodes = isObject(list) && Array.isArray(list.nodes) ? list.nodes.filter(isObject) : []
      const leaves = await rawLeaves(entity, columns, nodes)
      seen.raw += leaves.length
      seen.hidden += nodes.length * columns.length - leaves.length
      const logged = await truth(`select l.details from ${entity.schema}.audit_log l join ${entity.schema}.outbox o on o.id = l.id where l.request_id = $1`, [requestId])
      const details = logged.map((row) => row.details).filter(isObject)
      expect(details.reduce((sum, { count }) => sum + Number(count), 0)).toBe(leaves.length)
      expect(new Set(details.flatMap(({ coordinates }): readonly unknown[] => Array.isArray(coordinates) ? coordinates : []))).toEqual(new Set(leaves.map(({ column }) => `${entity.type}.${column.field}`)))
    }
  })
})

it('was asked about many values, shown and hidden', () => {
  expect(seen.raw).toBeGreaterThan(500)
  expect(seen.hidden).toBeGreaterThan(500)
})
