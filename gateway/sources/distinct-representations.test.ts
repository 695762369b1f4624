import { describe, expect, it } from 'vitest'
import { fixtureGateway } from '../fixture/fixture-gateway.ts'
import { distinctRepresentations } from './distinct-representations.ts'

describe('representations', () => {
  it('are asked for once each, and every position knows its answer', () => {
    const a = { __typename: 'W', id: '1' }
    expect(distinctRepresentations([a, { __typename: 'W', id: '2' }, { ...a }])).toEqual({ distinct: [a, { __typename: 'W', id: '2' }], positions: [0, 1, 0] })
  })

  it('of other types or keys are others', () => {
    expect(distinctRepresentations([{ __typename: 'A', id: '1' }, { __typename: 'B', id: '1' }, { __typename: 'A', key: '1' }]).distinct).toHaveLength(3)
  })

  it('of twenty invoices of five people are five', async () => {
    const { ask, graph, gateway } = await fixtureGateway()
    const { body } = await ask('{ invoices { nodes { id user { name best { name } friends { cardLast4 } } } } }', { as: 'support_lead' })
    const batches = graph.seen.map(({ variables }) => variables.representations).filter(Array.isArray)
    expect(batches.map(batch => batch.length)).toEqual([5, 5])
    expect(body.errors).toBeUndefined()
    expect(body.data).toMatchObject({ invoices: { nodes: expect.arrayContaining([{ id: 'i19', user: { name: 'n4', best: { name: 'n1' }, friends: [{ cardLast4: '4242' }, { cardLast4: '4242' }] } }]) } })
    await gateway.stop()
  })

  it('that fail are reported at the first place that asked', async () => {
    const { ask, gateway } = await fixtureGateway()
    const { body } = await ask('{ invoices { nodes { user { failing } } } }')
    expect(body.errors?.map(({ path }) => path)).toEqual([0, 1, 2, 3, 4].map(index => ['invoices', 'nodes', index, 'user', 'failing']))
    await gateway.stop()
  })
})
