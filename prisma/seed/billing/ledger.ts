import { FOUNDED } from '../clock.ts'
import { seedId } from '../ids.ts'
import type { IdSource } from '../ids.ts'
import type { AccountPlan } from '../world/accounts.ts'
import type { Brand } from '../world/brands.ts'
import type { ProductPlan } from '../world/catalog.ts'
import type { Document } from './document.ts'

export type AccountCode =
  | 'AR' | 'CASH_CLEARING' | 'UNAPPLIED_CASH' | 'CUSTOMER_CREDIT' | 'TAX_PAYABLE' | 'DISPUTES_HELD' | 'REVENUE' | 'CREDIT_BREAKAGE' | 'DISCOUNTS' | 'PROMO_CREDITS'
  | 'BAD_DEBT' | 'DISPUTE_LOSS' | 'PROVIDER_FEES'

export type AccountType = 'ASSET' | 'LIABILITY' | 'REVENUE' | 'CONTRA_REVENUE' | 'EXPENSE'

/** The chart of accounts: type, and whether every payer has a sub-account of its own. */
export const CHART: Readonly<Record<AccountCode, { readonly type: AccountType; readonly perPayer: boolean }>> = {
  AR: { type: 'ASSET', perPayer: true },
  CASH_CLEARING: { type: 'ASSET', perPayer: false },
  UNAPPLIED_CASH: { type: 'LIABILITY', perPayer: true },
  CUSTOMER_CREDIT: { type: 'LIABILITY', perPayer: true },
  TAX_PAYABLE: { type: 'LIABILITY', perPayer: false },
  DISPUTES_HELD: { type: 'ASSET', perPayer: false },
  REVENUE: { type: 'REVENUE', perPayer: false },
  CREDIT_BREAKAGE: { type: 'REVENUE', perPayer: false },
  DISCOUNTS: { type: 'CONTRA_REVENUE', perPayer: false },
  PROMO_CREDITS: { type: 'CONTRA_REVENUE', perPayer: false },
  BAD_DEBT: { type: 'EXPENSE', perPayer: false },
  DISPUTE_LOSS: { type: 'EXPENSE', perPayer: false },
  PROVIDER_FEES: { type: 'EXPENSE', perPayer: false },
}

const CODES: readonly AccountCode[] = [
  'AR', 'CASH_CLEARING', 'UNAPPLIED_CASH', 'CUSTOMER_CREDIT', 'TAX_PAYABLE', 'DISPUTES_HELD', 'REVENUE', 'CREDIT_BREAKAGE', 'DISCOUNTS', 'PROMO_CREDITS', 'BAD_DEBT',
  'DISPUTE_LOSS', 'PROVIDER_FEES',
]

export interface LedgerAccount {
  readonly id: string
  readonly code: AccountCode
  readonly currency: string
  readonly payer: AccountPlan | null
  readonly createdAt: number
}

/** Debit positive, credit negative. */
export interface Leg {
  readonly account: LedgerAccount
  readonly amount: number
  readonly document: Document | null
  readonly product: ProductPlan | null
}

export interface Posting {
  readonly id: string
  readonly source: string
  readonly sourceId: string
  readonly currency: string
  readonly at: number
  readonly description: string
  readonly reverses: Posting | null
  readonly legs: readonly Leg[]
}

/** Accounts that the whole brand shares, the same in every slice. */
export function sharedAccounts(brand: Brand): LedgerAccount[] {
  const codes = CODES.filter((code) => !CHART[code].perPayer)
  return brand.currencies.flatMap((currency, c) => codes.map((code, i) => ({
    id: seedId(brand.index, 'billing.ledger_accounts', c * codes.length + i, FOUNDED), code, currency, payer: null, createdAt: FOUNDED,
  })))
}

export function payerAccounts(ids: IdSource, payer: AccountPlan): LedgerAccount[] {
  return CODES.filter((code) => CHART[code].perPayer).map((code) => ({
    id: ids.next('billing.ledger_accounts', payer.createdAt), code, currency: payer.currency, payer, createdAt: payer.createdAt,
  }))
}

/** The sub-ledger of one payer. */
export interface Ledger {
  readonly ids: IdSource
  readonly currency: string
  readonly accounts: ReadonlyMap<AccountCode, LedgerAccount>
  readonly postings: Posting[]
}

export function openLedger(ids: IdSource, payer: AccountPlan, shared: readonly LedgerAccount[]): Ledger {
  const all = [...shared.filter(({ currency }) => currency === payer.currency), ...payerAccounts(ids, payer)]
  return { ids, currency: payer.currency, accounts: new Map(all.map((account) => [account.code, account])), postings: [] }
}

export type LegDraft = readonly [code: AccountCode, amount: number, about?: { readonly document?: Document; readonly product?: ProductPlan | null }]

export interface PostingDraft {
  readonly source: string
  readonly sourceId: string
  readonly at: number
  readonly description: string
  readonly legs: readonly LegDraft[]
  readonly reverses?: Posting
}

/** Posts a balanced transaction; legs of nothing are left out, and nothing is posted where nothing moves. */
export function post(ledger: Ledger, { source, sourceId, at, description, legs, reverses }: PostingDraft): Posting | null {
  const made = legs.filter(([, amount]) => amount !== 0).map(([code, amount, about]): Leg => {
    const account = ledger.accounts.get(code)
    if (account === undefined) throw new RangeError(`no ledger account ${code}`)
    return { account, amount, document: about?.document ?? null, product: about?.product ?? null }
  })
  const rest = made.reduce((sum, { amount }) => sum + amount, 0)
  if (rest !== 0) throw new RangeError(`${source} of ${sourceId} is out of balance by ${rest}`)
  if (made.length === 0) return null
  const posting: Posting = {
    id: ledger.ids.next('billing.ledger_transactions', at), source, sourceId, currency: ledger.currency, at, description, reverses: reverses ?? null,
    legs: made,
  }
  ledger.postings.push(posting)
  return posting
}

/** The exact mirror of what a source posted. */
export function reverse(ledger: Ledger, source: string, sourceId: string, draft: Pick<PostingDraft, 'source' | 'sourceId' | 'at' | 'description'>): void {
  for (const posting of ledger.postings.filter((one) => one.source === source && one.sourceId === sourceId)) {
    const legs = posting.legs.map(({ account, amount, document, product }): LegDraft => [
      account.code, -amount, { ...(document === null ? {} : { document }), product },
    ])
    post(ledger, { ...draft, legs, reverses: posting })
  }
}

/** What a finalized document means: receivable and price reductions against revenue, prepaid credit and tax. */
export function finalizedLegs(document: Document): LegDraft[] {
  const { totals, lines } = document
  const revenue = new Map<ProductPlan | null, number>()
  let prepaid = 0
  for (const line of lines) {
    if (line.kind === 'CREDIT_PURCHASE') prepaid += line.amount
    else revenue.set(line.product, (revenue.get(line.product) ?? 0) + line.amount)
  }
  return [
    ['AR', totals.total, { document }], ['DISCOUNTS', totals.discount, { document }], ['PROMO_CREDITS', totals.pretax, { document }],
    ...[...revenue].map(([product, amount]): LegDraft => ['REVENUE', -amount, { document, product }]),
    ['CUSTOMER_CREDIT', -prepaid, { document }], ['TAX_PAYABLE', -totals.tax, { document }],
  ]
}
