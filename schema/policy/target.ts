import type { Label, SensitiveLabel } from '../model.ts'
import type { Purpose } from './principal.ts'

/** The column that is decided about. */
export interface Target {
  /** `Type.field`. */
  readonly coordinate: string
  readonly label: Label
  /** The entity has a data subject; without one nothing is SELF. */
  readonly hasSubject: boolean
  /** Scalar or enum name on the wire: a mask is text, so a number, a time or an enum value has none and is null instead. */
  readonly wire: string
  readonly list?: boolean
  /** `@public(scope: BRAND)`: the permission that must be held for the whole brand. */
  readonly readPermission?: string
  /** The purpose of a granted request for the raw value (`@reveal` on this field); it stands in place of that of the operation. */
  readonly revealed?: Purpose
}

/** A column that is decided per principal, purpose and row. */
export interface SensitiveTarget extends Target {
  readonly label: SensitiveLabel
}

/** What cannot be shown as a mask is null, and then its presence is not to be learned from a filter either: so it is decided, not left to the printing. */
export function maskOf(target: SensitiveTarget): 'MASK' | 'REDACT' {
  const { mask, redacted } = target.label
  if (mask === 'TEXT' && redacted === undefined) return 'REDACT'
  const fits = mask === 'JSON' ? target.wire === 'JSON' : isText(target)
  return fits ? 'MASK' : 'REDACT'
}

/** Whether the value is one text: only that can be replaced by a mask or a pseudonym. */
export function isText({ wire, list }: Target): boolean {
  return wire === 'String' && list !== true
}
