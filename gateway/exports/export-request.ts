import { z } from 'zod'
import { principalShape } from '../../schema/policy/envelope-shape.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import { COLUMN_KINDS } from './formats/export-column.ts'

/** Actions of a column for everybody, or that it depends on the row. */
export const DECIDED = ['REVEAL', 'MASK', 'PSEUDONYM', 'REDACT', 'REFUSE', 'ROW'] as const

const column = z.object({ name: z.string(), path: z.array(z.string()).readonly(), kind: z.enum(COLUMN_KINDS) })

/** What is kept of an export: what is read, with which rights it was asked for, and what was decided then. */
export const exportRequest = z.object({
  /** The client's document. */
  document: z.string(),
  /** Its variables, as they were sent. */
  variables: z.record(z.string(), z.unknown()),
  /** Rows of one page, so that a page costs no more than an operation may. */
  pageSize: z.int().positive(),
  columns: z.array(column).readonly(),
  /** Whoever asked, with the rights of that moment; ids, names of permissions and nothing else. */
  principal: principalShape,
  /** The decision about every sensitive column, by its path in the operation and its coordinate. It becomes weaker and never stronger. */
  decisions: z.record(z.string(), z.enum(DECIDED)),
})
export interface ExportRequest extends Omit<z.infer<typeof exportRequest>, 'principal'> {
  readonly principal: Principal
}
export type Decided = typeof DECIDED[number]
