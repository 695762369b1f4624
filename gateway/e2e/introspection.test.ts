import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { openWorld, type World } from './harness/open-world.ts'

let world: World
beforeAll(async () => { world = await openWorld(testDatabase()) })
afterAll(() => world.stop())

describe('the schema as callers read it', () => {
  it('differs by what they are cleared for, and is the same again for the next of them', async () => {
    const [member, analyst, officer, again] = await Promise.all(['member', 'analyst', 'privacy-officer', 'member'].map(as => world.ask(getIntrospectionQuery(), { as })))
    expect([member, analyst, officer].map(answer => answer?.codes)).toEqual([[], [], []])
    expect(member?.text).toBe(again?.text)
    expect(member?.text).not.toContain('"RetentionHold"')
    expect(officer?.text).toContain('"RetentionHold"')
    expect(analyst?.text).toContain('"BillingProfile"')
    expect(analyst?.text).not.toContain('"nationalId"')
    expect(member?.text).not.toContain('"passwordHash"')
  }, 60_000)

  it('comes together with data in one answer, in the order of the question', async () => {
    const { data, codes } = await world.ask('{ a: __type(name: "PersonMerge") { name } me { kind } b: __type(name: "User") { name } __typename }', { as: 'member' })
    expect(codes).toEqual([])
    expect(JSON.stringify(data)).toBe('{"a":null,"me":{"kind":"PERSON"},"b":{"name":"User"},"__typename":"Query"}')
  })

  it('never names what is hidden in the answer to a mistake, and runs what is hidden as before', async () => {
    const mistake = await world.ask('{ retentionHold { id } users { nodes { passwordHas } } personMerge }', { as: 'member' })
    expect(mistake.codes).toEqual(['GRAPHQL_VALIDATION_FAILED'])
    expect(mistake.text).not.toMatch(/retentionHolds|passwordHash|personMerges|Did you mean/)
    const hidden = await world.ask('{ retentionHolds(first: 1) { nodes { id } } users(first: 1) { nodes { passwordHash } } }', { as: 'member' })
    expect(hidden.codes).toEqual([])
    expect(JSON.stringify(hidden.data)).toMatch(/^\{"retentionHolds":\{"nodes":\[\]\},"users":\{"nodes":\[\{"passwordHash":null\}/)
  })

  it('is not read over and over in one operation', async () => {
    const deep = `{ __schema { types { ${'fields { type { '.repeat(4)} fields { name } ${'} } '.repeat(4)} } } }`
    const { codes } = await world.ask(deep, { as: 'member' })
    expect(codes).toEqual(['GRAPHQL_VALIDATION_FAILED'])
    const whole = '{ types { name description fields { name description args { name description } } inputFields { name description } } }'
    const wide = await world.ask(`{ ${Array.from({ length: 12 }, (_, place) => `a${place}: __schema ${whole}`).join(' ')} }`, { as: 'member' })
    expect(wide.codes).toEqual(['COST_LIMIT'])
  })
})
