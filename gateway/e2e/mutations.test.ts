import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { atPath } from './harness/at-path.ts'
import type { Answer } from './harness/door.ts'
import { freshHolder } from './harness/fresh-holder.ts'
import { openWorld } from './harness/open-world.ts'
import type { World } from './harness/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld(testDatabase())
})
afterAll(() => world.stop())

const HEADERS = { 'x-veil-purpose': 'SECURITY' }
const officer = () => freshHolder('privacy-officer')
const end = (key = '') => `endBreakGlass(input: { id: "${randomUUID()}"${key === '' ? '' : `, idempotencyKey: "${key}"`} }) { userErrors { code } }`

const ask = (query: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> => world.ask(query, { as: officer(), headers: { ...HEADERS, ...headers } })

describe('a mutation', () => {
  it('gets a key where it is one command and its client sent none', async () => {
    const { data } = await ask(`mutation { ${end()} }`)
    expect(data).toEqual({ endBreakGlass: { userErrors: [{ code: 'NOT_FOUND' }] } })
  })

  it('needs a key for each of several commands', async () => {
    const refused = await ask(`mutation { a: ${end()} b: ${end(randomUUID())} }`)
    expect([refused.status, refused.codes]).toEqual([400, ['IDEMPOTENCY_KEY_REQUIRED']])
    expect((await ask(`mutation { a: ${end(randomUUID())} b: ${end(randomUUID())} }`)).codes).toEqual([])
  })

  it.each([['short', 'x'], ['long', 'x'.repeat(129)], ['with a space', 'one two three']])('refuses a key that is %s', async (_, key) => {
    expect((await ask(`mutation { ${end()} }`, { 'idempotency-key': key })).codes).toEqual(['VALIDATION_FAILED'])
  })

  it('never comes by GET', async () => {
    const query = encodeURIComponent(`mutation { ${end()} }`)
    const answer = await world.send({ headers: { authorization: `Bearer ${await world.token(officer())}`, 'apollo-require-preflight': '1' } }, `/graphql?query=${query}`)
    expect([answer.status, answer.codes]).toEqual([405, ['METHOD_NOT_ALLOWED']])
  })

  it('may write a text that its caller could not search for', async () => {
    const query = `mutation ($input: BreakGlassInput!) { breakGlass(input: $input) { userErrors { code path } } }`
    const input = { subjectPersonId: randomUUID(), categories: ['CONTACT'], purpose: 'SECURITY', reason: 'x', ticket: 'y', minutes: 5 }
    const { data, codes } = await world.ask(query, { as: officer(), headers: HEADERS, variables: { input } })
    expect(codes).toEqual([])
    expect(atPath(data, 'breakGlass', 'userErrors')).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'VALIDATION_FAILED' })]))
  })

  it('reveals nothing in its answer', async () => {
    const answer = await ask(`mutation { endBreakGlass(input: { id: "${randomUUID()}" }) { breakGlassGrant { reason @reveal(reason: "to see what was written", purpose: LEGAL) } } }`)
    expect([answer.status, answer.codes]).toEqual([400, ['VALIDATION_FAILED']])
  })
})
