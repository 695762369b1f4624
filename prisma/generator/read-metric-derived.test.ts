import { describe, expect, it } from 'vitest'
import { fixtureEntity, generateFixture, plant } from './fixture.ts'

const MODEL = '/// Isolation boundary. @table(DOMAIN)'
const SIZE = '@metric(size, definition: "What workspaces are worth.", subject: orgId, value: rowVersion, order: id, time: updatedAt, grains: MONTH, dimensions: region)'
const DERIVED = '@metric(leaving, definition: "Who leaves.", of: size, figure: CHURN, per: organization.id, grains: MONTH, dimensions: region)'
const AGES = '@metric(idle, definition: "By age.", ages: updatedAt 1 31 91, dimensions: region)'
const metricsOf = (...annotations: readonly string[]): ReturnType<typeof fixtureEntity>['metrics'] => fixtureEntity('Workspace', MODEL, `${MODEL} ${annotations.join(' ')}`).metrics
const advice = (...annotations: readonly string[]): string => generateFixture(plant(MODEL, `${MODEL} ${annotations.join(' ')}`)).problems.map((problem) => problem.advice).join('\n')

describe('a metric of values after events', () => {
  it('says whose value it is and in which column it stands', () => {
    expect(metricsOf(SIZE)).toMatchObject([{ kind: 'AS_OF', time: 'updated_at', asOf: { subject: 'org_id', value: 'row_version', order: 'id' } }])
  })

  it('without a subject adds the events up', () => {
    expect(metricsOf(SIZE.replace('subject: orgId, ', ''))).toMatchObject([{ kind: 'AS_OF', asOf: { subject: undefined, value: 'row_version' } }])
  })

  it('is what others are made of', () => {
    expect(metricsOf(SIZE, DERIVED)?.[1]).toMatchObject({ kind: 'COHORT', unit: 'RATIO', from: { metric: 'size', figure: 'CHURN', unit: { path: ['organization'], column: 'id' } } })
    expect(metricsOf(SIZE, DERIVED.replace('CHURN, per: organization.id', 'MOVEMENT'))?.[1]).toMatchObject({
      kind: 'MOVEMENT', dimensions: [{ name: 'region' }, { name: 'movement', values: ['NEW', 'EXPANSION', 'CONTRACTION', 'CHURN', 'REACTIVATION'] }],
    })
  })
})

describe('a metric of ages', () => {
  it('names its buckets by the days at which they begin', () => {
    expect(metricsOf(AGES)).toMatchObject([{ kind: 'SNAPSHOT', takesAsOf: true, ages: { column: 'updated_at', steps: [1, 31, 91] }, dimensions: [{ name: 'region' }, { name: 'bucket', values: ['CURRENT', '1-30', '31-90', '90+'] }] }])
  })
})

it.each([
  ['a subject without a value', [SIZE.replace('value: rowVersion, ', '')], 'value: names the column'],
  ['a figure of nothing', [DERIVED], 'of: size is no metric of Workspace with value:'],
  ['a figure that is none', [SIZE, DERIVED.replace('CHURN', 'LOSS')], 'figure: takes one of MOVEMENT, CHURN'],
  ['heads of nobody', [SIZE, DERIVED.replace(', per: organization.id', '')], 'per: says whose heads are counted'],
  ['two kinds at once', [SIZE, DERIVED.replace('of: size', 'of: size, value: rowVersion')], 'make three kinds of metrics; choose one'],
  ['days that do not rise', [AGES.replace('1 31 91', '31 1')], 'in rising order'],
  ['the age of a text', [AGES.replace('updatedAt', 'region')], 'ages: begins with a moment'],
])('takes for a mistake, and says what to do: %s', (_, annotations, said) => {
  expect(advice(...annotations)).toContain(said)
})
