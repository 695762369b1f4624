import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { projectFolder } from '../../prisma/database/project-folder.ts'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { openWorld } from './harness/open-world.ts'
import type { World } from './harness/open-world.ts'

const text = readFileSync(join(projectFolder, 'README.md'), 'utf8')
const QUERY = /-d '(\{"query": .+\})'/
const ANSWER = /As `([a-z-]+)`[^\n]*\n\n```json\n([\s\S]*?)\n```/g

let world: World

beforeAll(async () => {
  world = await openWorld({ ...testDatabase(), isReal: true })
})
afterAll(() => world.stop())

describe('the first query of the README', () => {
  const { query } = z.object({ query: z.string() }).parse(JSON.parse(QUERY.exec(text)?.[1] ?? '{}'))
  const answers = [...text.matchAll(ANSWER)].map(([, persona = '', answer = '']) => ({ persona, answer }))

  it('is answered for three people', () => {
    expect(answers.map(({ persona }) => persona)).toEqual(['member', 'analyst', 'billing-admin'])
    expect(new Set(answers.map(({ answer }) => answer)).size).toBe(3)
  })

  it.each(answers)('is answered $persona as printed', async ({ persona, answer }) => {
    const { data, codes } = await world.ask(query, { as: persona })
    expect(codes).toEqual([])
    // pseudonyms depend on the keys of the machine, so the page leaves their ends open
    expect(JSON.parse(JSON.stringify(data).replaceAll(/psn_([A-Z]+)_[\w-]+/g, 'psn_$1_…'))).toEqual(JSON.parse(answer))
  })
})
