import { randomUUID } from 'node:crypto'
import type { TokenHolder } from '../../fixture/claims-issuer.ts'
import { personaNamed } from './door.ts'

/** Somebody with the rights of a persona who is nobody else: a budget, a log and a break-glass of their own. */
export function freshHolder(persona: string, more: Partial<TokenHolder> = {}): TokenHolder {
  return { ...personaNamed(persona), personId: randomUUID(), userId: randomUUID(), ...more }
}
