import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { modules } from '../../schema/metadata/index.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import { loadSupergraph } from '../supergraph.ts'
import { shownFacts } from './shown-facts.ts'

const left = shownFacts(loadSupergraph(undefined, modules).schema)
const somebody: Principal = { kind: 'PERSON', brandId: 'b', id: 'p', clearances: [], assignments: [], brandPermissions: [], scopes: [], purposes: [], purpose: 'SERVICE' }
const nobody: Principal = { ...somebody, kind: 'ANONYMOUS' }
const analyst: Principal = { ...somebody, clearances: ['analyst'] }

const REVENUE = parse('{ metrics { some: totalRevenue(groupBy: [MEMO]) { unit } } }')
const HOOKS = parse('{ metrics { ...f } } fragment f on Metrics { webhookCount(groupBy: [ID]) { unit } }')
const refusal = { code: 'METRIC_FANOUT', coordinate: 'Invoice.status', rule: 'MANY_TO_ONE', dimensions: ['CURRENCY', 'NONSENSE'], instead: 'total_revenue_real' }

describe('facts of a refusal', () => {
  it('keep, in their order, the names that the schema of the caller has', () => {
    expect(Object.entries(left(refusal, { principal: analyst, document: REVENUE }))).toEqual(Object.entries({ ...refusal, dimensions: ['CURRENCY'] }))
  })

  it('have no names for somebody without a name, whose schema has no figures', () => {
    expect(left(refusal, { principal: nobody, document: REVENUE })).toEqual({ code: 'METRIC_FANOUT', rule: 'MANY_TO_ONE' })
  })

  it('offer nothing by which a figure is grouped that is not the caller’s to know of, also beside one that is', () => {
    const facts = { code: 'METRIC_UNKNOWN_DIMENSION', coordinate: 'WebhookEvent.id', dimensions: ['STATUS'] }
    const both = parse('{ metrics { webhookCount(groupBy: [ID]) { unit } orgCount(groupBy: [STATUS]) { unit } } }')
    for (const document of [HOOKS, both]) expect(left(facts, { principal: somebody, document })).toEqual({ code: 'METRIC_UNKNOWN_DIMENSION' })
    expect(left(facts, { principal: analyst, document: HOOKS })).toEqual(facts)
  })

  it('do so where the figure is named by a variable', () => {
    const across = parse('query ($m: String!) { metricAcross(metric: $m, dimensions: ["x.y"], groupBy: []) { unit } }')
    const facts = { code: 'METRIC_UNKNOWN_DIMENSION', dimensions: ['STATUS', 'workspace.region'] }
    expect(left(facts, { principal: somebody, document: across, variables: { m: 'webhook_count' } })).toEqual({ code: 'METRIC_UNKNOWN_DIMENSION' })
    expect(left(facts, { principal: somebody, document: across, variables: { m: 'total_revenue' } })).toEqual(facts)
  })

  it('that name an input which was written stay as they are', () => {
    const facts = { code: 'PII_FILTER_REFUSED', coordinate: 'WebhookEvent.payload', rule: 'MIXED/FILTER' }
    expect(left(facts, { principal: nobody, document: HOOKS })).toBe(facts)
  })
})
