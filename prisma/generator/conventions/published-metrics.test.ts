import { describe, expect, it } from 'vitest'
import { problemsAfter } from '../fixture.ts'

const MODEL = '/// Isolation boundary. @table(DOMAIN)'
const metric = (name: string, words: string, cube = 'cube: region, unit: orgId'): string =>
  `@metric(${name}, definition: "Workspaces.", ${words}, grains: DAY MONTH, dimensions: region orgId, published: MONTH, ${cube})`
const MADE = metric('made', 'time: createdAt')
const problems = (...metrics: readonly string[]): readonly string[] => problemsAfter(MODEL, `${MODEL} ${metrics.join(' ')}`)

describe('what is published', () => {
  it('may be several counts of one table, one within the other', () => {
    expect(problems(MADE, metric('european', 'where: region = EU, time: createdAt'))).toEqual([])
    expect(problems(MADE, metric('versions', 'sum: rowVersion, time: createdAt'))).toEqual([])
  })

  it.each([
    ['two times of one table', [MADE, metric('changed', 'time: updatedAt')]],
    ['two sets of dimensions', [MADE, metric('also', 'time: createdAt', 'cube: orgId, unit: orgId')]],
    ['two numbers of units', [MADE, metric('also', 'time: createdAt', 'cube: region, unit: orgId, fewest: 11')]],
    ['counts of which neither is in the other', [metric('european', 'where: region = EU, time: createdAt'), metric('american', 'where: region = US, time: createdAt')]],
    ['a combination and one of its parts', [MADE, `${metric('both', 'time: createdAt')} @metricPart(both, role: ADD, sum: rowVersion, time: createdAt)`]],
    ['the most, by a dimension', [metric('most', 'max: rowVersion, time: createdAt')]],
    ['a count of what differs, by two dimensions', [metric('some', 'countDistinct: region, time: createdAt', 'cube: region orgId, unit: orgId')]],
    ['a running total', [metric('all', 'time: createdAt, cumulative: true')]],
    ['an age', [metric('age', 'avg: now - createdAt, in: DAYS, time: createdAt')]],
  ])('is not %s', (_, metrics) => {
    expect(problems(...metrics)).toEqual(['UNSAFE_PUBLICATION Workspace'])
  })
})
