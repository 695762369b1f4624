import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../../prisma/database/test-database.ts'
import { modules } from '../../../schema/metadata/index.ts'
import { camelCase } from '../../../schema/sdl/camel-case.ts'
import { personaNamed } from '../harness/door.ts'
import { openWorld, type World } from '../harness/open-world.ts'
import { ALL_EXPECTATIONS } from './all-expectations.ts'
import { askerOf } from './askers.ts'
import { recurringQuestions } from './billing/recurring-questions.ts'
import { moneyQuestions } from './billing/money-questions.ts'
import { compareMetric, questionOf } from './compare-metric.ts'

const { superuserUrl, connectionFor } = testDatabase()
let world: World
beforeAll(async () => { world = await openWorld({ connectionFor, isQuiet: true }) })
afterAll(() => world.stop())

const cases = ALL_EXPECTATIONS.map((expectation) => ({ title: `${expectation.metric} by ${expectation.by.join(', ') || 'nothing'}`, expectation }))

it('knows by hand what every metric of every module is', () => {
  const known = new Set([...ALL_EXPECTATIONS, ...recurringQuestions, ...moneyQuestions].map(({ metric }) => metric))
  const declared = modules.flatMap(({ entities }) => entities.flatMap(({ metrics = [] }) => metrics.map(({ name }) => camelCase(name))))
  expect(declared.filter((name) => !known.has(name))).toEqual([])
})

describe('who lists all rows of the brand', () => {
  it.each(cases)('is told what they hold: $title', async ({ expectation }) => {
    const compared = await Promise.all((expectation.windows ?? [undefined]).map((window) => compareMetric({ door: world, superuserUrl }, expectation, { asker: askerOf('analyst'), window })))
    expect(compared.flatMap(({ differences }) => differences)).toEqual([])
  })
})

describe('who lists the rows of one organization', () => {
  it.each(cases.filter(({ expectation }) => expectation.isOfPlaces))('is told what these hold: $title', async ({ expectation }) => {
    const { differences } = await compareMetric({ door: world, superuserUrl }, expectation, { asker: askerOf('one organization'), window: expectation.windows?.[0] })
    expect(differences).toEqual([])
  })

  it.each(cases.filter(({ expectation }) => !expectation.isOfPlaces))('is told nothing of tables without places: $title', async ({ expectation }) => {
    expect((await world.ask(questionOf(expectation, expectation.windows?.[0]), { as: askerOf('one organization').as })).codes).toEqual(['METRIC_CUBE_ONLY'])
  })
})

describe('who lists no rows', () => {
  const newcomer = { ...personaNamed('member'), clearances: [], orgs: [], workspaces: [], personId: '01900000-0000-7000-8000-00000000000a', userId: '01900000-0000-7000-8000-00000000000b' }

  it.each(cases)('reads no live figure: $title', async ({ expectation }) => {
    const { codes, text } = await world.ask(questionOf(expectation, expectation.windows?.[0]), { as: newcomer })
    if (codes.length === 0) expect(text).not.toMatch(/"value":"[1-9]/)
    else expect(codes).toEqual(['METRIC_CUBE_ONLY'])
  })
})
