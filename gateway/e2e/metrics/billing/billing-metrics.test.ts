import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../../../prisma/database/test-database.ts'
import { personaNamed } from '../../harness/door.ts'
import { openWorld, type World } from '../../harness/open-world.ts'
import { compareFigures, type FigureAsker } from './compare-figures.ts'
import { moneyQuestions } from './money-questions.ts'
import type { Question } from './question.ts'
import { recurringQuestions } from './recurring-questions.ts'

const { superuserUrl, connectionFor } = testDatabase()
let world: World
beforeAll(async () => { world = await openWorld({ connectionFor, isQuiet: true }) })
afterAll(() => world.stop())

const brandOf = (name: string): string => String(personaNamed(name).brandId)
const analyst: FigureAsker = { as: 'analyst', brandId: brandOf('analyst') }
const billingAdmin: FigureAsker = { as: 'billing-admin', brandId: brandOf('billing-admin'), orgId: personaNamed('billing-admin').orgs[0] }

const titled = ({ metric, groupBy, window }: Question): string => `${metric} by ${groupBy.join(', ')}${window ? `, each ${window.grain} of ${window.zone}` : ''}`
const questions = [...recurringQuestions, ...moneyQuestions].map((question) => ({ title: titled(question), question }))

describe('what is told of all rows of a brand', () => {
  it.each(questions)('is what its tables hold: $title', async ({ question }) => {
    const { differences, figures } = await compareFigures(world, superuserUrl, question, analyst)
    expect(differences).toEqual([])
    expect(figures).toBeGreaterThan(0)
  })
})

describe('what is told of one organization', () => {
  it.each(questions.filter(({ question: { window } }) => window === undefined || window.zone === 'UTC'))('is what its rows hold: $title', async ({ question }) => {
    expect((await compareFigures(world, superuserUrl, question, billingAdmin)).differences).toEqual([])
  })
})
