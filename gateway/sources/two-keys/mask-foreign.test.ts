import { composeServices } from '@apollo/composition'
import { parse } from 'graphql'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fixtureGateway } from '../../fixture/fixture-gateway.ts'
import type { FixtureGateway } from '../../fixture/fixture-gateway.ts'
import { serveForeigners } from '../../fixture/foreign-subgraph.ts'
import type { ForeignSubgraph } from '../../fixture/foreign-subgraph.ts'
import { fixtureGraph } from '../../fixture/fixture-graph.ts'
import { ownSupergraph } from '../../supergraph.ts'
import { httpLink } from '../http-link.ts'
import { inProcessLink } from '../in-process-link.ts'

/** Two subgraphs of other people, over HTTP, composed with two of our own. */
let gateway: FixtureGateway
let foreigners: readonly [reviews: ForeignSubgraph, greetings: ForeignSubgraph]

beforeAll(async () => {
  foreigners = await serveForeigners()
  const own = fixtureGraph({ current: 1, keys: new Map() })
  const { supergraphSdl = '', errors } = composeServices([
    ...own.subgraphs.map(({ name, sdl }) => ({ name, url: 'http://127.0.0.1:1/graphql', typeDefs: parse(sdl) })),
    ...foreigners.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  ])
  if (errors) throw new Error(errors.map(({ message }) => message).join(' '))
  const supergraph = ownSupergraph(supergraphSdl, { modules: [], contracts: own.contracts, foreign: ['reviews', 'greetings'] })
  gateway = await fixtureGateway({}, supergraph, async ({ subgraphs }) => [
    ...subgraphs.map(inProcessLink),
    ...foreigners.map(({ name, url }) => httpLink({ name, url, keys: undefined, connectMs: 500, answerMs: 2000, connections: 2 })),
  ])
})
beforeEach(() => {
  for (const { asked } of foreigners) asked.splice(0)
})
afterAll(async () => {
  await gateway.gateway.stop()
  for (const foreigner of foreigners) await foreigner.stop()
})

const rows = '{ reviews { stars authorEmail authorTaxId user { id name email nickname } } }'

describe('a foreign subgraph among our own', () => {
  it('is refused where it is not known as one: its fields are promised by nobody', () => {
    const { contracts, supergraphSdl } = fixtureGraph({ current: 1, keys: new Map() })
    expect(() => ownSupergraph(supergraphSdl, { modules: [], contracts, foreign: ['nobody'] })).toThrow('no subgraph nobody')
  })

  it.each(['privacy_officer', 'support_lead', 'admin', 'member'])('shows its labelled values to %s masked or not at all, and ours as ever', async as => {
    const { body, text } = await gateway.ask(rows, { as })
    expect(body.errors).toBeUndefined()
    expect(text).not.toMatch(/author[0-9]@|DE123456789|Nick of/)
    expect(text).toContain('"stars":1')
    expect(text).toContain('"name":"n1"')
  })

  it('shows the masks that its labels say', async () => {
    const { body } = await gateway.ask('{ reviews { authorEmail user { nickname } } }', { as: 'support_lead' })
    expect(body.data).toMatchObject({ reviews: [{ authorEmail: 'a•••@•••.org', user: { nickname: 'N•••' } }, {}, {}] })
  })

  it('is told of as masked, and as nothing that could be unlocked, where the policy would show one of our own', async () => {
    const { body } = await gateway.ask('{ reviews { body authorEmail } }', { as: 'privacy_officer', headers: { 'x-veil-purpose': 'LEGAL' } })
    expect(body.data).toMatchObject({ reviews: [{ body: '•••' }, {}, {}] })
    expect(body.extensions?.sensitivity).toMatchObject({ fields: [{ path: 'reviews.body', coordinate: 'Review.body', action: 'MASK', category: 'FREE_TEXT' }, { path: 'reviews.authorEmail', action: 'MASK' }] })
    expect(JSON.stringify(body.extensions)).not.toContain('unlock')
  })

  it('leaves what is told of ours as it is', async () => {
    const { body } = await gateway.ask('{ reviews { user { email nickname } } }', { as: 'privacy_officer' })
    expect(body.extensions?.sensitivity).toEqual({
      policy: expect.any(String), fields: [
        { path: 'reviews.user.email', coordinate: 'User.email', action: 'MASK', category: 'CONTACT', unlock: expect.stringContaining('@reveal') },
        { path: 'reviews.user.nickname', coordinate: 'User.nickname', action: 'MASK', category: 'CONTACT' },
      ],
    })
  })

  it('is not asked for what the caller may not see at all', async () => {
    await gateway.ask('{ reviews { authorTaxId } }', { as: 'analyst' })
    expect(foreigners[0].asked.map(({ variables }) => variables)).toEqual([{ __veil_0: false }])
  })

  it('gets no envelope and no token', async () => {
    await gateway.ask(rows)
    expect(foreigners[0].asked.length).toBeGreaterThan(0)
    expect(JSON.stringify(foreigners[0].asked.map(({ headers }) => headers))).not.toMatch(/envelope|authorization|bearer/i)
  })

  it('is masked before another subgraph is told', async () => {
    const { body } = await gateway.ask('{ reviews { user { greeting } } }', { as: 'support_lead' })
    expect(JSON.stringify(foreigners[1].asked.map(({ variables }) => variables))).not.toContain('Nick of')
    expect(body.data).toMatchObject({ reviews: [{ user: { greeting: 'Hello N•••' } }, {}, {}] })
  })

  it.each([
    ['a filter', '{ reviews(filter: { authorEmail: { eq: "author1@example.org" } }) { stars } }'],
    ['a filter for presence', '{ reviews(filter: { authorEmail: { isNull: true } }) { stars } }'],
    ['an argument', '{ reviews(author: "author1@example.org") { stars } }'],
    ['an argument that reads a column of ours', '{ reviewsAbout(email: "u1@example.org") { stars } }'],
  ])('never takes a labelled input: %s', async (_, query) => {
    const { status, body } = await gateway.ask(query, { as: 'privacy_officer' })
    expect({ status, code: body.errors?.[0]?.extensions.code }).toEqual({ status: 403, code: 'PII_FILTER_REFUSED' })
    expect(foreigners[0].asked).toEqual([])
  })

  it('takes an input without a label', async () => {
    expect((await gateway.ask('{ reviews(filter: { stars: { gt: 0 } }) { stars } }')).body.errors).toBeUndefined()
  })

  it('never shows a raw value for a reason either', async () => {
    const { text } = await gateway.ask('{ reviews { authorEmail @reveal(reason: "to call them back today", purpose: SERVICE) } }', { as: 'admin' })
    expect(text).not.toContain('author1@')
  })
})
