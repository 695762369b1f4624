import { hasFindings } from '../../schema/policy/detectors.ts'
import type { ErrorCode } from '../../schema/policy/error-codes.ts'

const SHORTEST = 12
const LONGEST = 1000

/** Spaces and characters that nobody sees make a reason no longer; full-width digits and the like are read as what they look like. */
const plain = (reason: string): string => reason.normalize('NFKC').replace(/\p{C}/gu, '').replace(/\s+/gu, ' ').trim()

/** What is wrong with a reason. It is kept for the person whose data was read, so it must say something, and nothing personal. */
export const reasonFault = (reason: string | undefined): ErrorCode | undefined => {
  if (reason === undefined || reason.length > LONGEST || [...plain(reason)].length < SHORTEST) return 'REASON_REQUIRED'
  return hasFindings(reason) || hasFindings(plain(reason)) ? 'REASON_HAS_PII' : undefined
}
