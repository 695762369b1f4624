import type { Decision } from '../../../schema/policy/decide.ts'
import type { Cell, Ruling } from './cell.ts'
import { decisionOn } from './column-decision.ts'
import { ticketRows } from './ticket-rows.ts'
import type { Perspective } from './scope.ts'

/** What is raw for the desk is raw on the rows of its ticket; the others are as they would be without the request. */
export function rulingsOf(perspective: Perspective, cell: Cell, decision: Decision): readonly Ruling[] {
  const whole: Ruling = { decision, rows: 'true', onlyRaw: false }
  if (cell.reveal?.purpose !== 'SUPPORT' || decision.reveal.length === 0) return [whole]
  return [
    { decision, rows: ticketRows(perspective, cell), onlyRaw: true },
    { ...whole, decision: decisionOn(perspective.rights, cell.table, cell.column) },
  ]
}
