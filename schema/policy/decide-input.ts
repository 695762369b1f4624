import type { Label } from '../model.ts'
import type { Decision } from './decision.ts'
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
export function decideInput(decision: Decision, use: InputUse, label: Label): 'ALLOW' | 'ROW' | 'REFUSE' {
  const reach = inputReach(decision, use, label)
  if (reach === 'ALL') return 'ALLOW'
  return reach.length > 0 ? 'ROW' : 'REFUSE'
}

/** The rows over which the use is allowed. */
export function inputReach(decision: Decision, use: InputUse, label: Label): Reach {
  if (label.public) return decision.reveal
  if (label.category === 'CREDENTIAL') return []
  if (use === 'FILTER' || use === 'LOOKUP') return decision.reveal
  // a redacted copy that is out of date is null although there is a text
  if (use === 'IS_NULL') return label.mask === 'TEXT' ? decision.reveal : union(decision.reveal, decision.mask)
  if (label.level === 'CATASTROPHIC') return []
  return decision.reveal === 'ALL' || decision.reveal.some((term) => relationsOf(term).some((relation) => OF_A_PLACE.includes(relation))) ? decision.reveal : []
}

// Rows are ordered and grouped in an organization of one's own. An order over one's own row alone is of no use, one over the organizations
// of a brand would sort all of them, and refusing both keeps direct identifiers out of an analyst's groups.
const OF_A_PLACE: readonly RowRelation[] = ['MEMBER', 'ADMIN', 'BILLING_ADMIN', 'ON_BEHALF_MEMBER', 'ON_BEHALF_ADMIN', 'ON_BEHALF_BILLING_ADMIN']
