import { describe, expect, it } from 'vitest'
import { fixtureEntity, generateFixture, plant, problemsAfter } from './fixture.ts'

const WORKSPACE = '/// Isolation boundary. @table(DOMAIN)'
const MODEL = '/// Governance container. @table(DOMAIN)'

describe('readPersonal', () => {
  it('is nothing where nothing is said', () => {
    expect(fixtureEntity('Organization').personal).toBeUndefined()
  })

  it('is a column of the row with one of its values', () => {
    expect(fixtureEntity('Workspace', WORKSPACE, `${WORKSPACE} @personal(region=EU)`).personal).toEqual({ path: [], column: 'region', equals: 'EU' })
  })

  it('may stand on a row that a relation meets', () => {
    expect(fixtureEntity('SubscriptionNote', '@scope(WORKSPACE, via: subscription)', '@scope(WORKSPACE, via: subscription) @personal(subscription.status=ACTIVE)').personal)
      .toEqual({ path: ['subscription'], column: 'status', equals: 'ACTIVE' })
  })

  it.each([
    ['a value that the column cannot have', WORKSPACE, '@personal(region=PERSONAL)', 'MALFORMED_ANNOTATION Workspace'],
    ['no value', WORKSPACE, '@personal(region)', 'MALFORMED_ANNOTATION Workspace'],
    ['a column without listed values', WORKSPACE, '@personal(orgId=EU)', 'MALFORMED_ANNOTATION Workspace'],
    ['a column that is not there', WORKSPACE, '@personal(kind=EU)', 'UNKNOWN_COLUMN Workspace'],
    ['many rows', MODEL, '@personal(workspaces.region=EU)', 'MALFORMED_ANNOTATION Organization'],
  ])('takes for a mistake: %s', (_, model, annotation, problem) => {
    expect(problemsAfter(model, `${model} ${annotation}`)).toEqual([problem])
  })

  it('does not look at a column that is decided per caller', () => {
    const files = plant('@public @enum(Region: EU US)', '@pii(LOCATION) @enum(Region: EU US)', plant(WORKSPACE, `${WORKSPACE} @personal(region=EU)`))
    expect(generateFixture(files).problems.map(({ code, at }) => `${code} ${at}`)).toContain('MALFORMED_ANNOTATION Workspace')
  })
})
