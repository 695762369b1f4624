import type { Column } from '../../../schema/model.ts'
import type { Decision } from '../../../schema/policy/decide.ts'
import type { Purpose } from '../../../schema/policy/principal.ts'

/** One labelled column of an answer: where it stands, and what was decided about it. */
export interface ShownColumn {
  /** Response keys from the root of the statement, joined by dots; lists have no index. */
  readonly path: string
  /** `Type.field`. */
  readonly coordinate: string
  /** Purpose of a granted request for the raw value. */
  readonly revealed?: Purpose
  readonly decision: Decision
}

/** Whether the policy has a say about a column; the rest everybody sees who sees the row. */
export function isGoverned({ label }: Column): boolean {
  return !label.public || label.scope !== undefined
}

/** A response key below a path. */
export function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}
