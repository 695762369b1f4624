import { literal, type Mask } from './mask.ts'

/** A mask that says only that there is a value. */
export function constant(text: string): Mask {
  return { sql: () => literal(text), value: () => text }
}

/** `••••`: the stored digits are a part of a number already. */
export const last4 = constant('••••')

/** `•••`. */
export const fixed = constant('•••')

/** An object that holds nothing but the remark that something was left out. */
export const json = constant('{"‹redacted›": true}')
