import { NOTHING, ordered, type Decision } from './decision.ts'
import { intersection, union, type Reach } from './reach.ts'

/** What both allow, row by row: never more than either, and less only where one of the two gives a pseudonym on some rows and a mask on others. */
export function meetDecisions(a: Decision, b: Decision): Decision {
  if (a.first !== b.first) return NOTHING
  const reveal = intersection(a.reveal, b.reveal)
  const unlogged = intersection(a.unlogged, b.unlogged)
  return ordered({
    reveal,
    mask: intersection(atLeast(a, 'MASK'), atLeast(b, 'MASK')),
    pseudonym: intersection(atLeast(a, 'PSEUDONYM'), atLeast(b, 'PSEUDONYM')),
    first: a.first,
    otherwise: a.otherwise === 'REFUSE' || b.otherwise === 'REFUSE' ? 'REFUSE' : 'REDACT',
    unlogged,
    counted: intersection(union(a.unlogged, a.counted), union(b.unlogged, b.counted)),
  })
}

// Rows that are raw or exactly of this form. The form that goes second does not hold where the first one does, and rows cannot be taken away from a reach:
// so where the first one holds anywhere the second one counts for nothing.
function atLeast(decision: Decision, form: 'MASK' | 'PSEUDONYM'): Reach {
  const own = form === 'MASK' ? decision.mask : decision.pseudonym
  const leading = decision.first === 'MASK' ? decision.mask : decision.pseudonym
  return union(decision.reveal, form === decision.first || leading.length === 0 ? own : [])
}
