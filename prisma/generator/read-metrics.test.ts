import { describe, expect, it } from 'vitest'
import { fixtureEntity, problemsAfter } from './fixture.ts'

const MODEL = '/// Isolation boundary. @table(DOMAIN)'
const METRIC = '@metric(workspaces_made, definition: "Workspaces by the day of making.", time: createdAt, grains: DAY MONTH, dimensions: region orgId, published: MONTH, cube: region, unit: orgId)'
const planted = (from: string, to: string): readonly string[] => problemsAfter(MODEL, `${MODEL} ${METRIC.replace(from, to)}`)

describe('readMetrics', () => {
  it('is nothing where nothing is declared', () => {
    expect(fixtureEntity('Workspace').metrics).toBeUndefined()
  })

  it('counts rows, or adds up a column', () => {
    expect(fixtureEntity('Workspace', MODEL, `${MODEL} ${METRIC}`).metrics).toEqual([{
      name: 'workspaces_made', definition: 'Workspaces by the day of making.', aggregation: 'COUNT', measure: undefined, time: 'created_at', grains: ['DAY', 'MONTH'],
      dimensions: ['region', 'org_id'], currency: undefined, except: undefined, cube: { grain: 'MONTH', dimensions: ['region'], unit: 'org_id', fewestUnits: 5 },
    }])
    expect(fixtureEntity('Workspace', MODEL, `${MODEL} ${METRIC.replace('time:', 'sum: rowVersion, time:')}`).metrics?.[0]).toMatchObject({ aggregation: 'SUM', measure: 'row_version' })
  })

  it('leaves rows out, and asks for more units', () => {
    expect(fixtureEntity('Workspace', MODEL, `${MODEL} ${METRIC.replace('unit:', 'fewest: 11, except: region=EU, unit:')}`).metrics?.[0])
      .toMatchObject({ except: { column: 'region', equals: 'EU' }, cube: { fewestUnits: 11 } })
  })

  it.each([
    ['a sensitive dimension', 'region orgId', 'region orgId name'],
    ['a sensitive measure', 'time:', 'sum: name, time:'],
    ['a column that is not there', 'unit: orgId', 'unit: personId'],
    ['no protected unit', ', unit: orgId', ''],
    ['a grain that is none', 'DAY MONTH', 'DAY FORTNIGHT'],
    ['hours for everybody', 'published: MONTH', 'published: HOUR'],
    ['a published dimension that is not declared', 'cube: region', 'cube: region rowVersion'],
    ['four published dimensions', 'region orgId, published: MONTH, cube: region', 'region orgId rowVersion id, published: MONTH, cube: region orgId rowVersion id'],
    ['no definition', 'definition: "Workspaces by the day of making.", ', ''],
    ['amounts of several currencies', 'unit: orgId', 'unit: orgId, currency: orgId'],
  ])('takes for a mistake: %s', (_, from, to) => {
    expect(planted(from, to)).toEqual(['MALFORMED_METRIC Workspace'])
  })
})
