import { BRAND_CLEARANCES } from '../../../schema/policy/roles.ts'

const DAY_MS = 86_400_000
const LONGEST_DAYS = 366

/** A clearance of the whole brand by its name; undefined for any other text. */
export function brandClearance(name: string): (typeof BRAND_CLEARANCES)[number] | undefined {
  return BRAND_CLEARANCES.find((known) => known === name)
}

/** Whether a clearance may end then: later than now, and within 366 days. */
export function isClearanceEnd(expiresAt: Date, now: Date): boolean {
  return expiresAt > now && expiresAt.getTime() <= now.getTime() + LONGEST_DAYS * DAY_MS
}
