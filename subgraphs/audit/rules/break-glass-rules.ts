import type { Clearance } from '../../../schema/policy/principal.ts'

/** Who may open data in an emergency, and who may agree to it. */
export const OPENERS: readonly Clearance[] = ['support_lead', 'privacy_officer']

/** Who may judge it afterwards. */
export const REVIEWERS: readonly Clearance[] = ['privacy_officer', 'auditor']

/** Longest time of one grant. */
export const MOST_MINUTES = 60

const MINUTE_MS = 60_000
const REVIEW_MS = 24 * 60 * MINUTE_MS

/** What of a grant its state follows from. */
export interface GrantState {
  readonly status: string
  readonly expiresAt: Date
  readonly coSignerPersonId: string | null
  readonly coSignedByPersonId: string | null
}

/** The times of a grant that begins now. */
export function grantTimes(now: Date, minutes: number): { readonly startsAt: Date; readonly expiresAt: Date; readonly reviewDueAt: Date } {
  return { startsAt: now, expiresAt: new Date(now.getTime() + minutes * MINUTE_MS), reviewDueAt: new Date(now.getTime() + REVIEW_MS) }
}

/** A grant that names a co-signer is not in force before that person has signed. */
export function awaitsCoSignature({ coSignerPersonId, coSignedByPersonId }: Pick<GrantState, 'coSignerPersonId' | 'coSignedByPersonId'>): boolean {
  return coSignerPersonId !== null && coSignedByPersonId === null
}

/** Whether nobody has ended it and its time is not over. */
export function isRunning({ status, expiresAt }: Pick<GrantState, 'status' | 'expiresAt'>, now: Date): boolean {
  return status === 'ACTIVE' && expiresAt > now
}

/** An unreviewed grant as far as it decides about the next one. */
export interface OpenReview extends Pick<GrantState, 'coSignerPersonId' | 'coSignedByPersonId'> {
  readonly startsAt: Date
  readonly reviewDueAt: Date
}

/**
 * Whether the next grant is free, needs a second person, or has to wait for a review. While a review is overdue, one further grant is given,
 * and only one that somebody co-signs.
 */
export function nextGrant(unreviewed: readonly OpenReview[], now: Date): 'FREE' | 'CO_SIGNED' | 'AFTER_REVIEW' {
  const inForce = unreviewed.filter((grant) => !awaitsCoSignature(grant))
  const overdue = inForce.filter(({ reviewDueAt }) => reviewDueAt <= now)
  if (overdue.length === 0) return 'FREE'
  const since = Math.min(...overdue.map(({ reviewDueAt }) => reviewDueAt.getTime()))
  const further = unreviewed.some(({ coSignerPersonId, startsAt }) => coSignerPersonId !== null && startsAt.getTime() >= since)
  return further ? 'AFTER_REVIEW' : 'CO_SIGNED'
}
