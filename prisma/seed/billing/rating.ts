import { roundHalfEven } from '../money.ts'
import type { Cell } from '../rows.ts'
import type { PricePlan, TierPlan } from '../world/catalog.ts'

const MICROS = 1_000_000

export interface Rated {
  readonly amount: number
  /** Tier breakdown: quantities and amounts only. */
  readonly details: Cell
}

function graduated(tiers: readonly TierPlan[], quantity: number): { readonly micros: number; readonly flat: number; readonly parts: Cell[] } {
  let below = 0
  let micros = 0
  let flat = 0
  const parts: Cell[] = []
  for (const [position, tier] of tiers.entries()) {
    const units = Math.min(quantity, tier.upTo ?? Infinity) - below
    if (units <= 0) break
    micros += units * tier.unitMicros
    flat += tier.flat
    parts.push({ position, quantity: units })
    below += units
  }
  return { micros, flat, parts }
}

function volume(tiers: readonly TierPlan[], quantity: number): { readonly micros: number; readonly flat: number; readonly parts: Cell[] } {
  const position = tiers.findIndex(({ upTo }) => upTo === null || quantity <= upTo)
  const tier = tiers[position]
  if (tier === undefined || quantity === 0) return { micros: 0, flat: 0, parts: [] }
  return { micros: quantity * tier.unitMicros, flat: tier.flat, parts: [{ position, quantity }] }
}

/** What a quantity costs under a price: summed exactly, rounded once, half to even. */
export function rate(price: PricePlan, quantity: number): Rated {
  const billable = Math.max(quantity - price.included, 0)
  const base = { quantity, billable }
  const floor = (amount: number) => (billable > 0 ? Math.max(amount, price.minimum) : 0)
  if (price.model === 'GRADUATED' || price.model === 'VOLUME') {
    const { micros, flat, parts } = (price.model === 'GRADUATED' ? graduated : volume)(price.tiers, billable)
    return { amount: floor(roundHalfEven(micros, MICROS) + flat), details: { ...base, tiers: parts } }
  }
  if (price.model === 'PACKAGE') return { amount: floor(Math.ceil(billable / (price.packageSize ?? 1)) * (price.unitAmount ?? 0)), details: base }
  if (price.model === 'FLAT') return { amount: floor(price.unitAmount ?? 0), details: base }
  const unit = price.unitMicros ?? (price.unitAmount ?? 0) * MICROS
  return { amount: floor(roundHalfEven(billable * unit, MICROS)), details: base }
}

/** A rate below one minor unit as decimal text. */
export function unitText(price: PricePlan): string | null {
  if (price.unitMicros !== null) return (price.unitMicros / MICROS).toFixed(6)
  return price.unitAmount === null ? null : String(price.unitAmount)
}
