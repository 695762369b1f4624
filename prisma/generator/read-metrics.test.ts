import { describe, expect, it } from 'vitest'
import { fixtureEntity, generateFixture, plant } from './fixture.ts'

const MODEL = '/// Isolation boundary. @table(DOMAIN)'
const METRIC = '@metric(workspaces_made, definition: "Workspaces by the day of making.", time: createdAt, grains: DAY MONTH, dimensions: region orgId, published: MONTH, cube: region, unit: orgId)'
const OWNER = '/// Governance container. @table(DOMAIN)'
const metricOf = (...annotations: readonly string[]): NonNullable<ReturnType<typeof fixtureEntity>['metrics']>[number] | undefined =>
  fixtureEntity('Workspace', MODEL, `${MODEL} ${annotations.join(' ')}`).metrics?.[0]
const advice = (annotation: string): readonly string[] => generateFixture(plant(MODEL, `${MODEL} ${annotation}`)).problems.map((problem) => `${problem.code} ${problem.at} ${problem.advice}`)
const column = (name: string) => ({ name, path: [], column: name })

describe('readMetrics', () => {
  it('is nothing where nothing is declared', () => {
    expect(fixtureEntity('Workspace').metrics).toBeUndefined()
  })

  it('counts rows, or adds up a column', () => {
    expect(metricOf(METRIC)).toMatchObject({
      name: 'workspaces_made', definition: 'Workspaces by the day of making.', kind: 'ROWS', unit: 'ROWS', isCumulative: false, time: 'created_at', grains: ['DAY', 'MONTH'], defaultGrain: 'MONTH',
      parts: [{ entity: 'Workspace', aggregation: 'COUNT', where: [], time: 'created_at', sign: 1 }], dimensions: [column('region'), column('org_id')], fanOuts: [], flags: [],
      cube: { grain: 'MONTH', dimensions: ['region'], unit: 'org_id', fewestUnits: 5 },
    })
    expect(metricOf(METRIC.replace('time:', 'sum: rowVersion, time:'))?.parts[0]).toMatchObject({ aggregation: 'SUM', measure: { kind: 'COLUMN', path: [], column: 'row_version' } })
  })

  it.each([
    ['sum: rowVersion * rowVersion', 'AMOUNT', { aggregation: 'SUM', measure: { kind: 'PRODUCT' } }],
    ['sum: -rowVersion', 'AMOUNT', { aggregation: 'SUM', sign: -1 }],
    ['countDistinct: orgId', 'ROWS', { aggregation: 'COUNT_DISTINCT', measure: { kind: 'COLUMN', column: 'org_id' } }],
    ['p95: now - createdAt, in: DAYS', 'DAYS', { aggregation: 'P95', measure: { kind: 'ELAPSED', from: { path: [], column: 'created_at' }, to: undefined, in: 'DAYS' } }],
    ['avg: updatedAt - createdAt, in: SECONDS', 'SECONDS', { aggregation: 'AVG', measure: { kind: 'ELAPSED', to: { path: [], column: 'updated_at' } } }],
  ])('measures %s in %s', (written, unit, part) => {
    expect(metricOf(METRIC.replace('time:', `${written}, time:`))).toMatchObject({ unit, parts: [part] })
  })

  it('takes rows by conditions, some of which an argument lifts', () => {
    expect(metricOf(METRIC.replace('time:', 'where: region <> EU unless includeEurope and rowVersion > 0 and createdAt is ahead, time:'))).toMatchObject({
      flags: [{ name: 'includeEurope', kind: 'LIFTS' }], takesAsOf: true,
      parts: [{ where: [
        { column: 'region', operator: 'NOT_IN', values: ['EU'], flag: 'includeEurope' }, { column: 'row_version', operator: 'POSITIVE' }, { column: 'created_at', operator: 'AHEAD' },
      ] }],
    })
  })

  it('groups along a path to one row, by a name of its own', () => {
    expect(metricOf(METRIC.replace('region orgId,', 'region orgId organization.id owner=organization.id,'))?.dimensions.slice(2)).toEqual([
      { name: 'organization_id', path: ['organization'], column: 'id' }, { name: 'owner', path: ['organization'], column: 'id' },
    ])
  })

  it('divides one part by another', () => {
    expect(metricOf(METRIC.replace('time:', 'where: region = EU, time:'), '@metricPart(workspaces_made, role: DENOMINATOR)')).toMatchObject({
      kind: 'RATIO', unit: 'RATIO', parts: [{ where: [{ operator: 'IN', values: ['EU'] }] }, { aggregation: 'COUNT', where: [], time: 'created_at' }],
    })
  })

  it.each([
    ['a sensitive dimension', 'region orgId', 'region orgId name', 'name is no public column'],
    ['a sensitive measure', 'time:', 'sum: name, time:', 'name is no public column'],
    ['a sensitive condition', 'time:', 'where: name is set, time:', 'name is no public column'],
    ['a column that is not there', 'unit: orgId', 'unit: personId', 'personId is no column; write the name of a field'],
    ['a path that is none', 'region orgId', 'region orgId nowhere.id', 'has no relation nowhere'],
    ['no protected unit', ', unit: orgId', '', 'unit: names the column of whom the figures protect'],
    ['a grain that is none', 'DAY MONTH', 'DAY FORTNIGHT', 'grains: takes some of HOUR, DAY'],
    ['hours for everybody', 'published: MONTH', 'published: HOUR', 'published: takes a grain of DAY or wider'],
    ['a published dimension that is not declared', 'cube: region', 'cube: rowVersion', 'row_version is not among the dimensions'],
    ['four published dimensions', 'region orgId, published: MONTH, cube: region', 'region orgId rowVersion id, published: MONTH, cube: region orgId rowVersion id', 'at most 3 dimensions'],
    ['a cube that nobody publishes', 'published: MONTH, ', '', 'say published: with a grain'],
    ['no definition', 'definition: "Workspaces by the day of making.", ', '', 'definition: says in a sentence'],
    ['amounts of several currencies', 'unit: orgId', 'unit: orgId, currency: orgId', 'name the currency'],
    ['a condition that cannot be read', 'time:', 'where: region like EU, time:', 'cannot read "region like EU"; write column = VALUE'],
    ['a difference without a unit', 'time:', 'max: now - createdAt, time:', 'in: says whether'],
    ['two figures', 'time:', 'sum: rowVersion, max: rowVersion, time:', 'declare two metrics'],
    ['a sum of no numbers', 'time:', 'sum: region, time:', 'region is no number'],
    ['a moment as a dimension', 'region orgId', 'region orgId createdAt', 'nearly every row would be a group of its own'],
    ['a fan-out without an answer', 'unit: orgId', 'unit: orgId, fansOut: region', 'name_of_the_metric that answers it'],
  ])('takes for a mistake, and says what to do: %s', (_, from, to, said) => {
    expect(advice(METRIC.replace(from, to)).join('\n')).toContain(said)
  })

  it('refuses a path that meets several rows, and says where it belongs', () => {
    const found = (dimensions: string): readonly string[] => generateFixture(plant(OWNER, `${OWNER} @metric(made, definition: "Made.", time: createdAt, grains: DAY, ${dimensions})`)).problems.map((problem) => problem.advice)
    expect(found('dimensions: workspaces.region').join()).toContain('would count a row more than once; declare it under fansOut:')
    expect(found('dimensions: ownerPersonId, fansOut: workspaces.region>workspaces_made')).toEqual([])
  })
})
