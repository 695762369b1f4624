import { describe, expect, it } from 'vitest'
import { KEYS } from './testing/written-keys.ts'
import { buildSubgraph } from './build-subgraph.ts'
import type { SubgraphOptions } from './build-subgraph.ts'

const SDL = `
extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
type Query { place(code: ID!): Place }
type Place @key(fields: "code") @key(fields: "at { x }") { code: ID! name: String at: Point }
type Point { x: Int }
`
const places = [{ code: 'A', name: 'Harbor', at: { x: 1 } }, { code: 'B', name: 'Tower', at: { x: 2 } }]
const noTable = () => Promise.reject(new Error('There is no table.'))

/** A module without a table: everything is written by hand. */
const module = (more: Partial<SubgraphOptions> = {}) => buildSubgraph({
  metadata: { name: 'places', order: 0, schema: 'places', entities: [], enums: [] }, sdl: SDL, keys: KEYS, pool: { query: noTable, queryAndWrite: noTable }, isOpen: true,
  resolvers: { Query: { place: (_, { code }) => places.find((place) => place.code === code) } },
  references: { Place: ({ code, at }) => places.find((place) => place.code === code || JSON.stringify(place.at) === JSON.stringify(at)) },
  ...more,
})

const ENTITIES = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Place { code name at { x } } } }'
const find = (representations: readonly object[]) => module().execute({ query: ENTITIES, variables: { r: representations }, envelope: '' })

describe('a module without tables', () => {
  it('answers its root fields', async () => {
    expect(await module().execute({ query: '{ place(code: "B") { name at { x } } }', envelope: '' })).toEqual({ data: { place: { name: 'Tower', at: { x: 2 } } } })
  })

  it('finds entities by each of their keys, in the order of the question', async () => {
    expect(await find([{ __typename: 'Place', at: { x: 2 } }, { __typename: 'Place', code: 'Z' }, { __typename: 'Place', code: 'A' }])).toEqual({
      data: { _entities: [{ code: 'B', name: 'Tower', at: { x: 2 } }, null, { code: 'A', name: 'Harbor', at: { x: 1 } }] },
    })
  })

  it.each(['Nowhere', 'constructor', '__proto__', 'Query'])('refuses entities of the type %s', async (type) => {
    const { data, errors } = await find([JSON.parse(`{"__typename":"${type}","code":"A"}`)])
    expect({ data: data ?? null, code: errors?.[0]?.extensions.code }).toEqual({ data: null, code: 'VALIDATION_FAILED' })
  })

  it('asks for an envelope unless it is open', async () => {
    const { errors } = await module({ isOpen: false }).execute({ query: '{ place(code: "B") { name } }', envelope: '' })
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })

  it('is not open where it has a label', () => {
    const labelled = SDL.replace('type Query', 'directive @sensitivity(category: String) on FIELD_DEFINITION\ntype Query').replace('name: String', 'name: String @sensitivity(category: "CONTACT")')
    expect(() => module({ sdl: labelled })).toThrow('answers under an envelope only')
  })

  it('has no reference to a type that it does not have', () => {
    expect(() => module({ references: { Nowhere: () => undefined } })).toThrow('Nowhere has a reference, but is not in the contract.')
  })
})

describe('a trace', () => {
  const ask = (hasTraces: boolean, wantsTrace: boolean) => module({ hasTraces }).execute({ query: '{ place(code: "A") { name } }', envelope: '', wantsTrace })

  it('is told to who asks for it, by a module that was told to tell', async () => {
    const { extensions } = await ask(true, true)
    expect(Buffer.from(String(extensions?.['ftv1']), 'base64').toString('latin1')).toContain('place')
  })

  it('is told to nobody else', async () => {
    for (const [hasTraces, wantsTrace] of [[false, true], [true, false]] as const) expect((await ask(hasTraces, wantsTrace)).extensions).toBeUndefined()
  })
})
