import { expect, it } from 'vitest'
import type { Metric } from '../model.ts'
import { billingFixture } from './fixture.ts'
import { metricRoot, metricTypes } from './metric-types.ts'
import { printBlock } from './type-block.ts'

const metric: Metric = {
  name: 'total_revenue', definition: 'What was invoiced.', kind: 'ROWS', unit: 'MINOR_UNITS', isCumulative: false, time: 'issued_at', grains: ['MONTH'], defaultGrain: 'MONTH',
  parts: [{ entity: 'Invoice', aggregation: 'SUM', measure: { kind: 'COLUMN', path: [], column: 'invoice_total_cents' }, where: [], time: 'issued_at', sign: 1 }],
  dimensions: [{ name: 'status', path: [], column: 'status' }, { name: 'currency', path: [], column: 'currency' }], fanOuts: [], flags: [], currency: 'currency', takesAsOf: false,
  cube: { grain: 'MONTH', dimensions: ['currency'], unit: 'org_id', fewestUnits: 5 },
}
const entities = billingFixture.entities.map((entity) => entity.type === 'Invoice' ? { ...entity, metrics: [metric] } : entity)

it('prints nothing for a module without metrics', () => {
  expect([...metricRoot(billingFixture.entities), ...metricTypes(billingFixture.entities)]).toEqual([])
})

it('prints a field with everything that it reads', () => {
  expect(metricRoot(entities).join('\n')).toContain('metrics: Metrics @shareable')
  const text = metricTypes(entities).map(printBlock).join('\n')
  expect(text).toContain('groupBy: [InvoiceDimension!]! = []')
  expect(text).toContain('@sensitivity(reads: ["Invoice.invoiceTotalCents", "Invoice.issuedAt", "Invoice.status", "Invoice.currency"], scope: [WORKSPACE, ORG, BRAND])')
})

it('names sensitive columns with their label, and columns of neighbours, so that they can be refused by name', () => {
  const text = metricTypes(entities).map(printBlock).join('\n')
  expect(text).toMatch(/BILL_TO_TAX_ID @sensitivity\(.*reads: \["Invoice.billToTaxId"\]\)/)
  expect(text).toContain('SUBSCRIPTION_STATUS')
})
