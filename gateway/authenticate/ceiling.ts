import { isPermissionPattern } from '../../schema/policy/permissions.ts'
import { PURPOSES } from '../../schema/policy/principal.ts'
import type { Purpose } from '../../schema/policy/principal.ts'
import type { IssuerSettings } from './issuer-settings.ts'

/** The most that a token allows; empty: no ceiling. */
export interface Ceiling {
  readonly scopes: readonly string[]
  readonly purposes: readonly Purpose[]
}

const MOST = 100

/** A list, or words with spaces between them as OAuth has them. */
const wordsOf = (claim: unknown): readonly string[] => {
  const words: readonly unknown[] = Array.isArray(claim) ? claim : typeof claim === 'string' ? claim.split(' ') : []
  return words.filter(word => typeof word === 'string' && word !== '').map(String)
}

/**
 * Reads the claims that an issuer was said to put ceilings into. Undefined where the scopes are missing: a token that was to be narrowed,
 * and is not, would be worth more than any other. Words such as `openid` are no patterns and mean nothing here.
 */
export const readCeiling = ({ scopesClaim, purposesClaim }: IssuerSettings, payload: Readonly<Record<string, unknown>>): Ceiling | undefined => {
  const scopes = scopesClaim === undefined ? [] : wordsOf(payload[scopesClaim]).filter(word => isPermissionPattern(word))
  if (scopes.length > MOST || (scopesClaim !== undefined && scopes.length === 0)) return undefined
  const words = purposesClaim === undefined ? [] : wordsOf(payload[purposesClaim])
  const purposes = PURPOSES.filter(purpose => words.includes(purpose))
  return { scopes, purposes: purposesClaim !== undefined && purposes.length === 0 ? ['SERVICE'] : purposes }
}
