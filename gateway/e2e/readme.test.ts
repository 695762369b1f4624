import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { openWorld } from './harness/open-world.ts'
import type { World } from './harness/open-world.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
// a pseudonym is made with a key of one's own, so the page prints its beginning only
const PSEUDONYM = /(psn_[A-Z]+_)[A-Za-z0-9_-]{22}/g

let world: World
beforeAll(async () => {
  world = await openWorld({ connectionFor: testDatabase().connectionFor })
})
afterAll(() => world.stop())

describe('the first query of the README', () => {
  const [, query = ''] = /-d '\{"query": "([^"]+)"\}'/.exec(readme) ?? []
  const printed = [...readme.matchAll(/As `([a-z-]+)`[^\n]*\n+```json\n([\s\S]+?)\n```/g)]

  it('is there, with the views of three people', () => {
    expect(query).toContain('workspaces')
    expect(printed.map(([, persona]) => persona)).toEqual(['member', 'analyst', 'billing-admin'])
    expect(new Set(printed.map(([, , answer]) => answer)).size).toBe(3)
  })

  it.each(printed.map(([, persona = '', answer = '']) => ({ persona, answer })))('is answered to $persona as printed', async ({ persona, answer }) => {
    const { data, errors } = await world.ask(query, { as: persona })
    expect(errors).toEqual([])
    expect(JSON.parse(JSON.stringify(data).replaceAll(PSEUDONYM, '$1…'))).toEqual(JSON.parse(answer))
  })
})
