import { describe, expect, it } from 'vitest'
import { planCatalog } from '../world/catalog.ts'
import type { PricePlan, TierPlan } from '../world/catalog.ts'
import { brands } from '../world/brands.ts'
import { rate } from './rating.ts'

const [brand] = brands
const some = brand === undefined ? undefined : planCatalog(brand).prices[0]

function price(over: Partial<PricePlan>): PricePlan {
  if (some === undefined) throw new Error('the catalog has no price')
  return { ...some, unitAmount: null, unitMicros: null, included: 0, minimum: 0, packageSize: null, tiers: [], ...over }
}

const TIERS: readonly TierPlan[] = [
  { upTo: 1000, unitMicros: 500_000, flat: 0 }, { upTo: 10_000, unitMicros: 300_000, flat: 0 }, { upTo: null, unitMicros: 125_000, flat: 0 },
]
const FLAT_TIERS: readonly TierPlan[] = [{ upTo: 100, unitMicros: 0, flat: 500 }, { upTo: null, unitMicros: 4_000_000, flat: 0 }]
const rates = (over: Partial<PricePlan>, quantities: readonly number[]) => quantities.map((quantity) => rate(price(over), quantity).amount)

describe('rating', () => {
  it('charges each tier for its own units when graduated', () => {
    expect(rates({ model: 'GRADUATED', tiers: TIERS }, [0, 1, 999, 1000, 1001, 1003, 10_000, 10_001, 12_345])).toEqual([0, 0, 500, 500, 500, 501, 3200, 3200, 3493])
    expect(rates({ model: 'GRADUATED', tiers: FLAT_TIERS }, [100, 101, 250])).toEqual([500, 504, 1100])
  })

  it('charges all units at the rate of one tier by volume', () => {
    expect(rates({ model: 'VOLUME', tiers: TIERS }, [0, 1, 999, 1000, 1001, 1003, 10_000, 10_001, 12_345])).toEqual([0, 0, 500, 500, 300, 301, 3000, 1250, 1543])
    expect(rates({ model: 'VOLUME', tiers: FLAT_TIERS }, [100, 101, 250])).toEqual([500, 404, 1000])
  })

  it('charges begun packages, after what is included', () => {
    const pack = { model: 'PACKAGE', packageSize: 100, unitAmount: 250 } as const
    expect(rates(pack, [1, 100, 101])).toEqual([250, 250, 500])
    expect(rates({ ...pack, included: 1000 }, [1000, 1001, 1100, 1101])).toEqual([0, 250, 250, 500])
  })

  it('rounds fractions of a cent half to even', () => {
    expect(rates({ model: 'PER_UNIT', unitMicros: 12_500 }, [1, 40, 120, 121, 200])).toEqual([0, 0, 2, 2, 2])
  })
})
