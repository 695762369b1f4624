import type { Label } from '../model.ts'
import type { Decision } from './decision.ts'
import { holdsBrand, type BrandHolder } from './permissions.ts'
import { relationsOf, union, type Reach } from './reach.ts'
import type { RowRelation } from './row-relation.ts'

/**
 * What a request does with a column besides reading it. FILTER: any comparison; GROUP: also distinct, minimum and maximum;
 * LOOKUP: equal to one of a few values, as a condition of its own on a root list or in a by-key field, paid from a budget per value.
 */
export type InputUse = 'FILTER' | 'ORDER' | 'GROUP' | 'IS_NULL' | 'LOOKUP'

/**
 * Whether a column may be used, decided without looking at a row: ROW means only over the rows that `inputReach` names, the others counting as null.
 * Comparing is as good as reading, so it needs the raw value; a mask shows whether there is a value, so it allows to ask for that.
 */
export function decideInput(decision: Decision, use: InputUse, label: Label, holder?: BrandHolder): 'ALLOW' | 'ROW' | 'REFUSE' {
  const reach = inputReach(decision, use, label, holder)
  if (reach === 'ALL') return 'ALLOW'
  return reach.length > 0 ? 'ROW' : 'REFUSE'
}

/** The rows over which the use is allowed. `holder` is asked for the lookup right; without one there is none. */
export function inputReach(decision: Decision, use: InputUse, label: Label, holder?: BrandHolder): Reach {
  if (label.public) return decision.reveal
  if (label.category === 'CREDENTIAL') return []
  if (use === 'LOOKUP') return isLookup(decision, label, holder) ? 'ALL' : logged(decision.reveal)
  if (use === 'FILTER') return logged(decision.reveal)
  // a redacted copy that is out of date is null although there is a text
  if (use === 'IS_NULL') return label.mask === 'TEXT' ? decision.reveal : union(decision.reveal, decision.mask)
  if (label.level === 'CATASTROPHIC') return []
  const traced = logged(decision.reveal)
  return traced === 'ALL' || traced.some((term) => relationsOf(term).some((relation) => OF_A_PLACE.includes(relation))) ? traced : []
}

// What an emergency access opens is logged where it is read; a comparison would tell the value and leave no trace.
function logged(reach: Reach): Reach {
  return reach === 'ALL' ? reach : reach.filter((term) => !relationsOf(term).includes('BREAK_GLASS'))
}

/** The right to look for somebody by a value one was told; held by staff of the brand through `*`, and by a key only where its scopes have it. */
export const LOOKUP_PERMISSION = 'pii.lookup.use'

/**
 * Whether a LOOKUP is one: allowed by the right alone, so every value of it is reserved and logged. Whoever sees not even the mask everywhere
 * looks up nothing: an analyst could tell whose pseudonym it is.
 */
export function isLookup({ reveal, mask }: Decision, label: Label, holder: BrandHolder | undefined): boolean {
  if (label.public || !label.lookup || reveal === 'ALL' || holder === undefined) return false
  return mask === 'ALL' && label.category !== 'CREDENTIAL' && holdsBrand(holder, LOOKUP_PERMISSION)
}

// Rows are ordered and grouped in an organization of one's own. An order over one's own row alone is of no use, one over the organizations
// of a brand would sort all of them, and refusing both keeps direct identifiers out of an analyst's groups.
const OF_A_PLACE: readonly RowRelation[] = ['MEMBER', 'ADMIN', 'BILLING_ADMIN', 'ON_BEHALF_MEMBER', 'ON_BEHALF_ADMIN', 'ON_BEHALF_BILLING_ADMIN']
