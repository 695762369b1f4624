import type { AttackGroup } from './attack.ts'
import { behindAttacks } from './attacks/behind.ts'
import { cacheAttacks } from './attacks/caches.ts'
import { contentAttacks } from './attacks/content.ts'
import { guessAttacks } from './attacks/guesses.ts'
import { leakAttacks } from './attacks/leaks.ts'
import { shapeAttacks } from './attacks/shape.ts'
import { tokenAttacks } from './attacks/tokens.ts'
import { transportAttacks } from './attacks/transport.ts'

/** Every attack, in the order of the table. A new one is a line in its group. */
export const ALL_ATTACKS: readonly AttackGroup[] = [shapeAttacks, transportAttacks, contentAttacks, leakAttacks, cacheAttacks, tokenAttacks, behindAttacks, guessAttacks]
