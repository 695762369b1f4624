import { GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { modules } from '../../schema/metadata/index.ts'
import { factsOf } from '../refusal.ts'
import { acrossQuestion } from './across-question.ts'

const usual = { metric: 'total_revenue', dimensions: ['workspace.region'], groupBy: ['CURRENCY'] }

/** What a question is refused with, and what would be allowed. */
const refusalOf = (args: unknown) => {
  try {
    acrossQuestion(modules, args)
  } catch (failure) {
    if (failure instanceof GraphQLError) return { code: failure.extensions.code, ...factsOf(failure) }
    throw failure
  }
  return undefined
}

describe('a question about two modules', () => {
  it('is understood: the reference that leads out, and the column at its end', () => {
    const { across: [one], groupBy } = acrossQuestion(modules, usual)
    expect([one?.by.dimension.name, one?.by.target.type, one?.column.name, groupBy]).toEqual(['workspace_id', 'Workspace', 'region', ['CURRENCY']])
  })

  it.each([
    ['a sensitive column', ['workspace.name'], { code: 'PII_GROUP_REFUSED', coordinate: 'Workspace.name', rule: 'CONTACT/GROUP' }],
    ['a credential', ['finalizedByPerson.users.passwordHash'], { code: 'METRIC_FANOUT', rule: 'MANY_TO_ONE' }],
    ['a list at the other end', ['workspace.invoices.status'], { code: 'METRIC_FANOUT', rule: 'MANY_TO_ONE' }],
    ['a list of its own', ['lines.productId'], { code: 'METRIC_FANOUT', rule: 'MANY_TO_ONE' }],
    ['a column that every row has its own of', ['workspace.createdAt'], { code: 'METRIC_UNKNOWN_DIMENSION', coordinate: 'Workspace.createdAt', rule: 'DECLARED_DIMENSIONS' }],
    ['a reference that the metric does not list', ['finalizedByPerson.status'], { code: 'METRIC_UNKNOWN_DIMENSION', coordinate: 'Person.status', rule: 'DECLARED_DIMENSIONS' }],
    ['a column that is not there', ['workspace.nonsense'], { code: 'METRIC_UNKNOWN_DIMENSION', rule: 'DECLARED_DIMENSIONS' }],
    ['no path at all', ['region'], { code: 'METRIC_UNKNOWN_DIMENSION', rule: 'DECLARED_DIMENSIONS' }],
    ['a name that every object has', ['__proto__.constructor'], { code: 'METRIC_UNKNOWN_DIMENSION', rule: 'DECLARED_DIMENSIONS' }],
    ['an internal column', ['workspace.brandId.x'], { code: 'METRIC_UNKNOWN_DIMENSION', rule: 'DECLARED_DIMENSIONS' }],
  ])('is refused by %s, with what is allowed', (_, dimensions, expected) => {
    const refused = refusalOf({ ...usual, dimensions })
    expect(refused).toMatchObject(expected)
    expect(refused?.dimensions).toEqual(expect.arrayContaining(['CURRENCY', 'workspace.region']))
    expect(JSON.stringify(refused)).not.toContain('nonsense')
  })

  it('is refused where figures of groups do not add up', () => {
    const averages = modules.flatMap(({ entities }) => entities.flatMap(({ metrics = [] }) => metrics)).filter(({ parts }) => parts.some(({ aggregation }) => aggregation === 'AVG' || aggregation === 'P95'))
    expect(averages.length).toBeGreaterThan(0)
    for (const { name } of averages) {
      const refused = refusalOf({ metric: name, dimensions: ['workspace.region'], groupBy: [] })
      expect(refused?.code).toBe('METRIC_UNKNOWN_DIMENSION')
      expect(refused?.dimensions?.some(dimension => dimension.includes('.'))).toBe(false)
    }
  })

  it.each([
    ['an unknown metric', { metric: 'nonsense' }], ['no dimension', { dimensions: [] }], ['four dimensions', { dimensions: ['workspace.region', 'workspace.planTier', 'organization.kind', 'workspace.status'] }],
    ['one dimension twice', { dimensions: ['workspace.region', 'workspace.region'] }], ['a grain that it has not', { grain: 'HOUR' }], ['a time zone without buckets', { metric: 'receivables_aging', dimensions: ['organization.kind'], timeZone: 'UTC' }], ['a text that is too long', { metric: 'x'.repeat(201) }],
  ])('is refused for %s', (_, wrong) => {
    expect(refusalOf({ ...usual, ...wrong })?.code).toBe('VALIDATION_FAILED')
  })

  it('names an own dimension only where the metric lists it', () => {
    expect(refusalOf({ ...usual, groupBy: ['DUE_AT'] })).toMatchObject({ code: 'METRIC_UNKNOWN_DIMENSION', rule: 'DECLARED_DIMENSIONS' })
    expect(refusalOf({ ...usual, groupBy: ['BILL_TO_TAX_ID'] })).toMatchObject({ code: 'PII_GROUP_REFUSED', coordinate: 'Invoice.billToTaxId', rule: 'GOVERNMENT_ID/GROUP' })
  })
})
