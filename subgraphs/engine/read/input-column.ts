import type { Column } from '../../../schema/model.ts'
import { decideInput, inputReach, isLookup, type InputUse } from '../../../schema/policy/decide-input.ts'
import { coordinateOf } from '../../../schema/sdl/coordinate.ts'
import type { Table } from './catalog.ts'
import { decisionOn } from './column-decision.ts'
import { ReadError } from './read-error.ts'
import { isReached } from './relation-predicate.ts'
import type { Perspective } from './scope.ts'

export interface InputColumn {
  readonly sql: string
  /** Rows over which the column may be used; absent where that is every visible row. The column is null outside of it. */
  readonly guard?: string
  readonly bare: string
  /** Allowed by the right to look somebody up, and by nothing else. */
  readonly isLookup?: true
}

interface Use {
  readonly alias: string
  readonly column: Column
  readonly use: InputUse
}

const CODES = { FILTER: 'PII_FILTER_REFUSED', LOOKUP: 'PII_FILTER_REFUSED', IS_NULL: 'PII_FILTER_REFUSED', GROUP: 'PII_GROUP_REFUSED', ORDER: 'PII_ORDER_REFUSED' } as const

/** The one place that names a sensitive column in a predicate or an order. Refuses before there is a statement. */
export function inputColumn(perspective: Perspective, table: Table, { alias, column, use }: Use): InputColumn {
  const decision = decisionOn(perspective.rights, table, column)
  const bare = `${alias}.${column.name}`
  const { principalClass } = perspective.rights
  if (use === 'LOOKUP' && isLookup(decision, column.label, principalClass)) return { sql: bare, bare, isLookup: true }
  const allowed = decideInput(decision, use, column.label, principalClass)
  if (allowed === 'ALLOW') return { sql: bare, bare }
  if (allowed === 'REFUSE') throw new ReadError(CODES[use], { coordinate: coordinateOf(table.entity, column) })
  // in a predicate there is no join that could share it
  const guard = isReached({ ...perspective, hoist: undefined }, table, { alias, column, reach: inputReach(decision, use, column.label, principalClass) })
  return { sql: `case when ${guard} then ${bare} end`, guard, bare }
}
