import type { MaskFormat } from '../model.ts'
import { PLACEHOLDERS } from './detectors.ts'
import { PURPOSES } from './principal.ts'

const PSEUDONYM = new RegExp(`^psn_(?:${PURPOSES.join('|')})_[A-Za-z0-9_-]{22}$`)

// Exactly the forms that the masks have, and nothing that only resembles one: a true name may hold a dot.
const SHAPES: Readonly<Partial<Record<MaskFormat, RegExp>>> = {
  EMAIL: /^(?:[A-Za-z0-9•]•••@•••\.[A-Za-z]{2,8}|••••@•••\.•••)$/,
  NAME: /^[\p{L}\p{N}•]•••$/u,
  PHONE: /^\+(?:[0-9]{1,3}|•) •••••$/,
  IP: /^(?:[0-9]{1,3}\.[0-9]{1,3}\.•\.•|•\.•\.•\.•|[0-9a-f]{1,4}:[0-9a-f]{1,4}:•:•:•:•:•:•)$/,
  TAX_ID: /^(?:[A-Z]{2}|••)•••••••$/,
  LAST4: /^••••$/,
  FIXED: /^•••$/,
}

/**
 * Whether somebody sends back what they were shown in place of the value (`MASKED_VALUE_IN_INPUT`): storing it would destroy the value.
 * Free text may hold anything when it is first written; a change brings a mask where it holds a placeholder that the text `before` did not.
 */
export function isMaskedInput(format: MaskFormat, value: unknown, before?: string | null): boolean {
  if (format === 'JSON') return holdsMark(value)
  if (typeof value !== 'string') return false
  if (format === 'TEXT') return typeof before === 'string' && PLACEHOLDERS.some((placeholder) => value.includes(placeholder) && !before.includes(placeholder))
  const text = value.trim()
  return PSEUDONYM.test(text) || (SHAPES[format]?.test(text) ?? false)
}

// The key by which a JSON mask says that something was left out; JSON in a row may be as deep as it likes, so it is walked without recursion.
function holdsMark(value: unknown): boolean {
  const rest: unknown[] = [value]
  while (rest.length > 0) {
    const one = rest.pop()
    if (typeof one !== 'object' || one === null) continue
    if (Object.hasOwn(one, '‹redacted›')) return true
    rest.push(...Object.values(one))
  }
  return false
}
