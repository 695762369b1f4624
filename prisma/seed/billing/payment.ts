import type { IdSource } from '../ids.ts'
import type { AccountPlan, MethodPlan } from '../world/accounts.ts'
import type { Document } from './document.ts'

/** One attempt to collect a document automatically. */
export interface Intent {
  readonly id: string
  readonly document: Document
  readonly amount: number
  readonly method: MethodPlan | null
  readonly createdAt: number
  status: 'REQUIRES_PAYMENT_METHOD' | 'REQUIRES_ACTION' | 'PROCESSING' | 'SUCCEEDED' | 'CANCELED'
  attempt: number
  failure: string | null
  canceledAt: number | null
  received: number
}

export interface Allocation {
  readonly id: string
  readonly payment: Payment
  readonly document: Document
  readonly amount: number
  readonly at: number
  /** Returned by refunds. */
  reversed: number
}

/** Money received, or an attempt that failed. */
export interface Payment {
  readonly id: string
  readonly account: AccountPlan
  readonly intent: Intent | null
  readonly method: MethodPlan | null
  readonly tender: 'CARD' | 'BANK_DEBIT' | 'BANK_TRANSFER' | 'WALLET' | 'CASH' | 'CHEQUE'
  readonly status: 'PENDING' | 'PROCESSING' | 'SUCCEEDED' | 'FAILED' | 'CANCELED'
  readonly amount: number
  readonly fee: number
  readonly createdAt: number
  readonly receivedAt: number | null
  readonly failedAt: number | null
  readonly failure: string | null
  readonly hard: boolean
  readonly reference: string | null
  /** Key of the provider, where one was involved. */
  readonly providerId: string | null
  readonly allocations: Allocation[]
  refunded: number
  disputed: number
}

export interface Refund {
  readonly id: string
  readonly payment: Payment
  readonly document: Document | null
  readonly creditNote: Document | null
  readonly amount: number
  readonly status: 'PENDING' | 'SUCCEEDED' | 'FAILED' | 'CANCELED'
  readonly reason: 'DUPLICATE' | 'REQUESTED_BY_CUSTOMER' | 'SERVICE_FAILURE' | 'OVERPAYMENT'
  readonly at: number
  readonly providerId: string | null
}

export interface Dispute {
  readonly id: string
  readonly payment: Payment
  readonly amount: number
  readonly fee: number
  readonly status: 'WARNING_NEEDS_RESPONSE' | 'WARNING_UNDER_REVIEW' | 'WARNING_CLOSED' | 'NEEDS_RESPONSE' | 'UNDER_REVIEW' | 'WON' | 'LOST'
  readonly reason: string
  readonly openedAt: number
  readonly submittedAt: number | null
  readonly withdrawnAt: number | null
  readonly reinstatedAt: number | null
  readonly closedAt: number | null
  readonly providerId: string
}

/** Money of a payment that settles nothing. */
export function unappliedOf({ amount, refunded, allocations }: Payment): number {
  return amount - refunded - allocations.reduce((sum, one) => sum + one.amount - one.reversed, 0)
}

export function allocate(ids: IdSource, payment: Payment, document: Document, amount: number, at: number): Allocation {
  const made: Allocation = { id: ids.next('billing.payment_allocations', at), payment, document, amount, at, reversed: 0 }
  payment.allocations.push(made)
  document.paid += amount
  return made
}
