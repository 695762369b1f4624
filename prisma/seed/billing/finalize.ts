import { percentOf, split, sumOf } from '../money.ts'
import type { TaxRatePlan } from '../world/accounts.ts'
import type { Adjustment, Line, Totals } from './document.ts'
import { netOf } from './document.ts'

/** Order of application: on an item, a subscription, an account, a document. */
export type DiscountLevel = 0 | 1 | 2 | 3

export interface RunningDiscount {
  readonly id: string
  readonly level: DiscountLevel
  readonly startsAt: number
  readonly percentBps: number | null
  readonly amountOff: number | null
  readonly covers: (line: Line) => boolean
}

const blank = { discountId: null, grantId: null, taxRate: null, bps: null } as const

/** Lines that owe something; what they say can be discounted, credited and taxed. */
const owing = (line: Line) => line.amount > 0 && line.kind !== 'CREDIT_PURCHASE'

/** Takes one discount off the lines it covers; gives what it took. */
function applyDiscount(lines: readonly Line[], discount: RunningDiscount): number {
  const covered = lines.filter((line) => owing(line) && discount.covers(line))
  const nets = covered.map(netOf)
  const base = sumOf(nets)
  const off = discount.percentBps === null ? Math.min(discount.amountOff ?? 0, base) : percentOf(base, discount.percentBps)
  for (const [i, part] of split(off, nets).entries()) {
    const line = covered[i]
    if (line === undefined || part === 0) continue
    line.adjustments.push({ ...blank, kind: 'DISCOUNT', discountId: discount.id, bps: discount.percentBps, base: nets[i] ?? 0, amount: part })
    line.discount += part
  }
  return off
}

/** Applies discounts in their order; gives the ids of those that took something. */
export function applyDiscounts(lines: readonly Line[], discounts: readonly RunningDiscount[]): Set<string> {
  const ordered = [...discounts].sort((a, b) => a.level - b.level || a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1))
  return new Set(ordered.filter((discount) => applyDiscount(lines, discount) > 0).map(({ id }) => id))
}

/** Takes promotional credit off, at most what is left and what is owed; gives what it took. */
export function applyPretaxCredit(lines: readonly Line[], grantId: string, left: number): number {
  const covered = lines.filter(owing)
  const nets = covered.map(netOf)
  const used = Math.min(left, sumOf(nets))
  for (const [i, part] of split(used, nets).entries()) {
    const line = covered[i]
    if (line === undefined || part === 0) continue
    line.adjustments.push({ ...blank, kind: 'PRETAX_CREDIT', grantId, base: nets[i] ?? 0, amount: part })
    line.pretax += part
  }
  return used
}

/** A rate is computed once on the sum of the lines under it and then split, so that rounding happens once. */
function applyRate(lines: readonly Line[], rate: TaxRatePlan): void {
  const nets = lines.map(netOf)
  for (const [i, part] of split(percentOf(sumOf(nets), rate.bps), nets).entries()) {
    const line = lines[i]
    if (line === undefined) continue
    line.adjustments.push({ ...blank, kind: 'TAX', taxRate: rate, bps: rate.bps, base: nets[i] ?? 0, amount: part })
    line.tax += part
  }
}

/** A credit takes back tax by the rates of the line that it credits, never more than that line has left. */
function applyCreditTax(line: Line, debit: Line): void {
  for (const { kind, taxRate, bps } of debit.adjustments) {
    if (kind !== 'TAX' || taxRate === null || bps === null) continue
    const wanted = -percentOf(netOf(line), bps)
    const part = Math.min(wanted, debit.tax - debit.taken.tax)
    debit.taken.tax += part
    line.adjustments.push({ ...blank, kind: 'TAX', taxRate, bps, base: netOf(line), amount: -part })
    line.tax -= part
  }
}

export function applyTaxes(lines: readonly Line[], rates: readonly TaxRatePlan[]): void {
  const taxable = lines.filter((line) => owing(line) && line.product?.taxCode !== null)
  for (const rate of rates) applyRate(taxable, rate)
  for (const line of lines) if (line.credits !== null) applyCreditTax(line, line.credits)
}

/** Credit lines give back their part of the discount of the line that they credit. */
export function applyCreditDiscount(line: Line, part: number): void {
  if (line.credits === null || part === 0) return
  const adjustment: Adjustment = { ...blank, kind: 'DISCOUNT', base: line.amount, amount: -part }
  line.adjustments.push(adjustment)
  line.discount -= part
}

export function totalsOf(lines: readonly Line[], posttax = 0): Totals {
  const sum = (pick: (line: Line) => number) => sumOf(lines.map(pick))
  const [subtotal, discount, pretax, tax] = [sum(({ amount }) => amount), sum((line) => line.discount), sum((line) => line.pretax), sum((line) => line.tax)]
  const total = subtotal - discount - pretax + tax
  return { subtotal, discount, pretax, tax, total, posttax, due: Math.max(total - posttax, 0) }
}
