import type { IdSource } from '../ids.ts'
import type { AccountPlan } from '../world/accounts.ts'
import type { Document } from './document.ts'

export interface CreditTransaction {
  readonly id: string
  readonly grant: CreditGrant
  readonly type: 'GRANT' | 'APPLY' | 'RESTORE' | 'EXPIRE' | 'VOID'
  readonly amount: number
  readonly document: Document | null
  readonly reverses: CreditTransaction | null
  readonly at: number
  readonly dedupe: string
}

export interface CreditGrant {
  readonly id: string
  readonly account: AccountPlan
  readonly category: 'PROMOTIONAL' | 'PREPAID' | 'ADJUSTMENT'
  readonly amount: number
  readonly priority: number
  readonly effectiveAt: number
  readonly expiresAt: number | null
  readonly source: Document | null
  readonly description: string
  /** Sum of its transactions, as the trigger will count it. */
  remaining: number
  ended: boolean
}

/** The credit of one account over time. */
export interface Purse {
  readonly ids: IdSource
  readonly account: AccountPlan
  readonly grants: CreditGrant[]
  readonly transactions: CreditTransaction[]
}

export function openPurse(ids: IdSource, account: AccountPlan): Purse {
  return { ids, account, grants: [], transactions: [] }
}

type Movement = Pick<CreditTransaction, 'grant' | 'type' | 'amount' | 'at'> & Partial<Pick<CreditTransaction, 'document' | 'reverses'>>

function move(purse: Purse, { grant, type, amount, at, document = null, reverses = null }: Movement): CreditTransaction {
  const id = purse.ids.next('billing.credit_transactions', at)
  const subject = document === null ? grant.id : `${document.id}:${grant.id}`
  const made: CreditTransaction = { id, grant, type, amount, document, reverses, at, dedupe: `${type.toLowerCase()}:${subject}` }
  grant.remaining += amount
  purse.transactions.push(made)
  return made
}

export type GrantDraft = Pick<CreditGrant, 'category' | 'amount' | 'priority' | 'effectiveAt' | 'expiresAt' | 'source' | 'description'>

export function grantCredit(purse: Purse, draft: GrantDraft): CreditGrant {
  const grant: CreditGrant = { ...draft, id: purse.ids.next('billing.credit_grants', draft.effectiveAt), account: purse.account, remaining: 0, ended: false }
  purse.grants.push(grant)
  move(purse, { grant, type: 'GRANT', amount: draft.amount, at: draft.effectiveAt })
  return grant
}

/** The order in which credit is used: priority, then what expires first, then age. */
function usable({ grants }: Purse, at: number, categories: readonly CreditGrant['category'][]): CreditGrant[] {
  return grants
    .filter((grant) => !grant.ended && grant.remaining > 0 && grant.effectiveAt <= at && categories.includes(grant.category))
    .sort((a, b) => a.priority - b.priority || (a.expiresAt ?? Infinity) - (b.expiresAt ?? Infinity) || a.effectiveAt - b.effectiveAt || (a.id < b.id ? -1 : 1))
}

export function promotionalCredit(purse: Purse, at: number): CreditGrant[] {
  return usable(purse, at, ['PROMOTIONAL'])
}

export function applyCredit(purse: Purse, grant: CreditGrant, document: Document, amount: number, at: number): CreditTransaction {
  return move(purse, { grant, type: 'APPLY', amount: -amount, at, document })
}

/** Settles up to the wanted amount with prepaid and adjustment credit; gives the movements. */
export function settleWithCredit(purse: Purse, document: Document, wanted: number, at: number): CreditTransaction[] {
  const moved: CreditTransaction[] = []
  let rest = wanted
  for (const grant of usable(purse, at, ['PREPAID', 'ADJUSTMENT'])) {
    const part = Math.min(rest, grant.remaining)
    if (part <= 0) break
    moved.push(applyCredit(purse, grant, document, part, at))
    rest -= part
  }
  return moved
}

/** Gives back what a voided document had used. */
export function restoreCredit(purse: Purse, document: Document, at: number): CreditTransaction[] {
  const used = purse.transactions.filter((one) => one.type === 'APPLY' && one.document === document)
  return used.map((one) => move(purse, { grant: one.grant, type: 'RESTORE', amount: -one.amount, at, document, reverses: one }))
}

/** Ends grants whose time is over by then; gives the movements of what was left. */
export function expireCredit(purse: Purse, at: number): CreditTransaction[] {
  const over = purse.grants.filter((grant) => !grant.ended && grant.expiresAt !== null && grant.expiresAt <= at && grant.remaining > 0)
  return over.map((grant) => {
    grant.ended = true
    return move(purse, { grant, type: 'EXPIRE', amount: -grant.remaining, at: grant.expiresAt ?? at })
  })
}

export function voidCredit(purse: Purse, grant: CreditGrant, at: number): CreditTransaction {
  grant.ended = true
  return move(purse, { grant, type: 'VOID', amount: -grant.remaining, at })
}
