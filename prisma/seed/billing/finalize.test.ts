import { describe, expect, it } from 'vitest'
import type { TaxRatePlan } from '../world/accounts.ts'
import type { ProductPlan } from '../world/catalog.ts'
import type { Line } from './document.ts'
import { netOf } from './document.ts'
import { applyDiscounts, applyPretaxCredit, applyTaxes, totalsOf } from './finalize.ts'

const product = (code: string, taxCode: string | null): ProductPlan => ({
  id: code, code, name: code, kind: 'PLAN', unit: null, taxCode, setKey: null, patronage: true, archivedAt: null,
})

function line(number: number, amount: number, of: ProductPlan): Line {
  return {
    id: `line ${number}`, number, kind: 'MANUAL', description: '', quantity: 1, unit: null, amount, subscription: null, item: null, price: null,
    product: of, plan: null, span: null,
    charge: null, pendingId: null, purchase: null, credits: null, rating: null, adjustments: [], discount: 0, pretax: 0, tax: 0, taken: { amount: 0, tax: 0 },
  }
}

const rate = (bps: number): TaxRatePlan => ({ id: `rate ${bps}`, code: '', name: '', bps, country: 'DE', region: null })

describe('finalizing a document', () => {
  it('gives the worked document: item, subscription, account, promotion, tax', () => {
    const [a, b, c] = [line(1, 7900, product('a', 'x')), line(2, 1234, product('b', 'x')), line(3, 500, product('c', null))]
    const lines = [a, b, c]
    const base = { startsAt: 0, percentBps: null, amountOff: null, covers: () => true }
    const used = applyDiscounts(lines, [
      { ...base, id: 'account', level: 2, amountOff: 1000 },
      { ...base, id: 'subscription', level: 1, percentBps: 1500 },
      { ...base, id: 'item', level: 0, percentBps: 1000, covers: (one) => one === b },
    ])
    expect([...used]).toEqual(['item', 'subscription', 'account'])
    expect(lines.map(netOf)).toEqual([5884, 827, 373])
    expect(applyPretaxCredit(lines, 'promotion', 700)).toBe(700)
    expect(lines.map(netOf)).toEqual([5303, 745, 336])
    applyTaxes(lines, [rate(2000)])
    expect(lines.map(({ tax }) => tax)).toEqual([1061, 149, 0])
    expect(totalsOf(lines, 2500)).toEqual({ subtotal: 9634, discount: 2550, pretax: 700, tax: 1210, total: 7594, posttax: 2500, due: 5094 })
  })

  it('rounds a rate once for the document, and rates do not compound', () => {
    const thirds = [1, 2, 3].map((n) => line(n, 333, product('a', 'x')))
    applyTaxes(thirds, [rate(700)])
    expect(thirds.map(({ tax }) => tax)).toEqual([24, 23, 23])
    const one = line(1, 9999, product('a', 'x'))
    applyTaxes([one], [rate(500), rate(700)])
    expect(one.adjustments.map(({ amount }) => amount)).toEqual([500, 700])
  })
})
