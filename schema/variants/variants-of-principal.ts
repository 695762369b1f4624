import type { Principal } from '../policy/principal.ts'
import { CLEARANCES_OF, KNOWN_VARIANTS, type Variant } from './variants.ts'

/** Rights in the whole brand without a clearance of it are those of people who run it: they list every row and may run every command. */
const OF_THE_BRAND: readonly Variant[] = ['member', 'staff', 'privacy']

/** The fewest variants that cover what somebody is cleared for. Whoever is known and cleared for nothing works somewhere or will: `member`. */
export const variantsOfPrincipal = ({ kind, clearances, assignments, brandPermissions }: Principal): readonly Variant[] => {
  if (kind === 'ANONYMOUS') return ['public']
  const held = new Set<string>([...clearances, ...assignments.map(({ clearance }) => clearance)])
  const covering = KNOWN_VARIANTS.filter(variant => CLEARANCES_OF[variant].some(clearance => held.has(clearance)))
  const isOfBrand = covering.some(variant => variant !== 'member')
  const all = new Set<Variant>([...covering, ...!isOfBrand && brandPermissions.length > 0 ? OF_THE_BRAND : []])
  return all.size === 0 ? ['member'] : KNOWN_VARIANTS.filter(variant => all.has(variant))
}
