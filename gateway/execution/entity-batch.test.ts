import { buildSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { compileBatch } from './entity-batch.ts'
import type { Requirement } from './query-plan.ts'

const schema = buildSchema('type Query { a: A named: Named } interface Named { id: ID! } type A implements Named { id: ID! } type B implements Named { id: ID! }')

const field = (name: string, selections?: Requirement[]): Requirement => ({ kind: 'Field', name, ...(selections && { selections }) })
const on = (typeCondition: string, ...selections: Requirement[]): Requirement => ({ kind: 'InlineFragment', typeCondition, selections })

const a1 = { __typename: 'A', id: '1' }

describe('a batch by one key', () => {
  const batchOf = compileBatch(schema, [on('A', field('__typename'), field('id'))], [])

  it('asks for each entity once, for all that wait for it', () => {
    const [first, second, third] = [{ ...a1 }, { ...a1, id: '2' }, { ...a1 }]
    const { representations, owners } = batchOf([first, second, third])
    expect(representations).toEqual([a1, { ...a1, id: '2' }])
    expect(owners[0]?.map(owner => owner === first || owner === third)).toEqual([true, true])
    expect(owners[1]).toEqual([second])
  })

  it('leaves out other types and entities whose key could not be fetched', () => {
    expect(batchOf([{ __typename: 'B', id: '1' }, { __typename: 'A' }, { id: '1' }]).representations).toEqual([])
  })

  it('never takes a key for a printed reference, nor a number for a text', () => {
    const strange = [{ ...a1, id: JSON.stringify(a1) }, { ...a1, id: 1 }, a1, { ...a1, id: null }]
    expect(batchOf(strange).representations).toEqual(strange)
  })
})

describe('a batch by anything else', () => {
  it('selects below objects and lists, and compares the whole', () => {
    const batchOf = compileBatch(schema, [on('Named', field('__typename'), field('of', [field('key')]))], [])
    const { representations } = batchOf([
      { __typename: 'A', of: [{ key: 1, more: 1 }, null] }, { __typename: 'A', of: [{ key: 1, more: 2 }, null] }, { __typename: 'B', of: { key: 1 } },
    ])
    expect(representations).toEqual([{ __typename: 'A', of: [{ key: 1 }, null] }, { __typename: 'B', of: { key: 1 } }])
  })

  it('applies rewrites to what is sent, not to what was fetched', () => {
    const batchOf = compileBatch(schema, [on('A', field('__typename'), field('id'))], [{ kind: 'ValueSetter', path: ['... on A', '__typename'], setValueTo: 'Named' }])
    const entity = { ...a1 }
    expect(batchOf([entity]).representations).toEqual([{ __typename: 'Named', id: '1' }])
    expect(entity).toEqual(a1)
  })
})
