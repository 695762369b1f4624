import { isEnumType, isInputObjectType, isObjectType, getNamedType, isLeafType, isRequiredArgument, type GraphQLInputType, type GraphQLObjectType, type GraphQLSchema } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../prisma/database/test-database.ts'
import { personas } from '../prisma/seed/personas.ts'
import { modules } from '../schema/metadata/index.ts'
import { exposedEntities } from '../schema/sdl/exposed.ts'
import type { Principal } from '../schema/policy/principal.ts'
import { nobody } from './engine/testing/fixture-people.ts'
import { envelopeOf, fixtureKeys } from './engine/testing/fixture-subgraph.ts'
import { openSubgraphs, type OpenSubgraph } from './serve.ts'

let subgraphs: OpenSubgraph[]
const faults: unknown[] = []

beforeAll(async () => {
  const { connectionFor } = testDatabase()
  subgraphs = await openSubgraphs({ connectionFor, keys: fixtureKeys, poolSize: 2, onFault: (fault) => { faults.push(fault) } })
})
afterAll(() => Promise.all(subgraphs.map((subgraph) => subgraph.close())))

const acme = personas.find(({ name }) => name === 'member')
if (!acme) throw new Error('The demo world has no member.')
const base = { kind: 'PERSON', brandId: acme.brandId, personId: acme.personId, userId: acme.userId, scopes: [] } as const

const callers: readonly Principal[] = [
  { ...base, id: 'support', clearances: ['support'], assignments: [], brandPermissions: ['*'], purposes: ['SUPPORT'], purpose: 'SUPPORT' },
  { ...base, id: 'analyst', clearances: ['analyst'], assignments: [], brandPermissions: ['*'], purposes: ['ANALYTICS'], purpose: 'ANALYTICS' },
  {
    ...base, id: 'everything in places', clearances: [], brandPermissions: [], purposes: ['SERVICE', 'BILLING'], purpose: 'SERVICE',
    assignments: [
      ...acme.workspaces.map((workspaceId) => ({ clearance: 'admin', workspaceId, permissions: ['*'] } as const)),
      ...acme.orgs.flatMap((orgId) => (['member', 'admin', 'billing_admin'] as const).map((clearance) => ({ clearance, orgId, permissions: ['*'] }))),
    ],
  },
]

/** All leaves of a type, and the objects below it one level down. */
function selectionOf(schema: GraphQLSchema, type: GraphQLObjectType, depth: number): string {
  return Object.values(type.getFields()).map((field) => {
    if (field.args.some(isRequiredArgument)) return ''
    const named = getNamedType(field.type)
    if (isLeafType(named)) return field.name
    if (!isObjectType(named) || depth === 0) return ''
    const inner = selectionOf(schema, named, named.name.endsWith('Connection') || named.name.endsWith('Edge') || named.name === 'Money' || named.name === 'PageInfo' ? depth : depth - 1)
    return inner.trim() === '' ? '' : `${field.name} { ${inner} }`
  }).join(' ')
}

function typeNamed(schema: GraphQLSchema, name: string): GraphQLObjectType {
  const type = schema.getType(name)
  if (!isObjectType(type)) throw new Error(`no type ${name}`)
  return type
}

const SAMPLES: Readonly<Record<string, unknown>> = {
  ID: acme.personId, String: 'x\\', Int: 1, SafeInt: 1, Boolean: true, Decimal: '1.5', DateTime: '2026-01-01T00:00:00Z', Date: '2026-01-01',
  CurrencyCode: 'EUR', CountryCode: 'DE', IPAddress: '192.0.2.1/24',
}

/** One filter for each operator of each column. */
function filtersOf(schema: GraphQLSchema, name: string): readonly Record<string, unknown>[] {
  const type = schema.getType(name)
  if (!isInputObjectType(type)) return []
  return Object.values(type.getFields()).flatMap((member) => {
    const operators = getNamedType(member.type)
    if (!isInputObjectType(operators) || 'and' in operators.getFields() || 'some' in operators.getFields()) return []
    return Object.values(operators.getFields()).filter((operator) => operator.name !== 'caseSensitive')
      .map((operator) => ({ [member.name]: { [operator.name]: sampleOf(operator.type) } }))
  })
}

function sampleOf(type: GraphQLInputType): unknown {
  const named = getNamedType(type)
  const one = isEnumType(named) ? named.getValues()[0]?.name : SAMPLES[named.name]
  return String(type).startsWith('[') ? [one, one] : one
}

async function run(subgraph: OpenSubgraph, query: string, { principal, variables }: { readonly principal: Principal, readonly variables?: Record<string, unknown> }): Promise<unknown> {
  const { errors } = await subgraph.execute({ query, variables, envelope: envelopeOf(principal, { budgets: { lookups: 20 } }) })
  return errors?.map(({ extensions: { code }, path }) => ({ code, path }))
}

describe.each(modules.map(({ name }) => name))('every field of %s', (name) => {
  const metadata = modules.find((module) => module.name === name)
  const entities = metadata ? exposedEntities(metadata) : []
  const subgraphOf = (): OpenSubgraph => {
    const subgraph = subgraphs.find((each) => each.name === name)
    if (!subgraph) throw new Error('not open')
    return subgraph
  }

  it.each(entities.map(({ type, plural }) => ({ type, plural })))('can be read: $type', async ({ type, plural }) => {
    const subgraph = subgraphOf()
    const selection = selectionOf(subgraph.schema, typeNamed(subgraph.schema, type), 1)
    for (const principal of callers) expect(await run(subgraph, `{ ${plural}(first: 3) { nodes { ${selection} } pageInfo { endCursor } } }`, { principal })).toBeUndefined()
  })

  it.each(entities.map(({ type, plural }) => ({ type, plural })))('can be filtered by every operator, or is refused: $type', async ({ type, plural }) => {
    const subgraph = subgraphOf()
    await Promise.all(callers.flatMap((principal) => filtersOf(subgraph.schema, `${type}Filter`).map(async (filter) => {
      const errors = await run(subgraph, `query ($filter: ${type}Filter) { ${plural}(first: 1, filter: $filter) { nodes { id } } }`, { principal, variables: { filter } })
      expect([undefined, [{ code: 'PII_FILTER_REFUSED', path: undefined }]], `${JSON.stringify(filter)} as ${principal.id}`).toContainEqual(errors)
    })))
  })

  it.each(entities.map(({ type, plural }) => ({ type, plural })))('can be ordered by, or is refused: $type', async ({ type, plural }) => {
    const subgraph = subgraphOf()
    const fields = subgraph.schema.getType(`${type}OrderField`)
    const values = isEnumType(fields) ? fields.getValues().map((value) => value.name) : []
    for (const field of values) {
      for (const direction of ['ASC', 'DESC']) {
        const errors = await run(subgraph, `{ ${plural}(first: 2, orderBy: [{ field: ${field}, direction: ${direction} }]) { nodes { id } pageInfo { endCursor hasNextPage } } }`, { principal: callers[0] ?? nobody })
        expect([undefined, [{ code: 'PII_ORDER_REFUSED', path: undefined }]], field).toContainEqual(errors)
      }
    }
  })
})

it('meets no fault on the way', () => {
  expect(faults).toEqual([])
})
