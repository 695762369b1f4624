import { inspect } from 'node:util'
import { pseudonymOf, type PseudonymSource } from './pseudonym.ts'
import type { KeyRing } from './key-ring.ts'

/** A raw value that left the database and must not be seen by accident: printed, serialised, spread or cloned it says only what it is. */
export interface Sealed {
  /** `[sealed Type.field]`. */
  readonly sealed: string
}

/** What the policy decided for the value; nothing else opens it. */
export type Opening =
  | { readonly action: 'REVEAL' }
  | { readonly action: 'PSEUDONYM', readonly ring: KeyRing, readonly source: Omit<PseudonymSource, 'coordinate' | 'value'> }

interface Content {
  readonly coordinate: string
  readonly value: unknown
}

const contents = new WeakMap<object, Content>()

function disguise(this: Sealed): string {
  return this.sealed
}

function* disguisedParts(this: Sealed): Generator<string> {
  yield this.sealed
}

// On the prototype and not enumerable, so that a copy of the object consists of the harmless text alone.
const prototype: object = Object.freeze(Object.create(null, {
  toString: { value: disguise },
  toJSON: { value: disguise },
  [Symbol.toPrimitive]: { value: disguise },
  [inspect.custom]: { value: disguise },
  [Symbol.iterator]: { value: disguisedParts },
}))

/** Seals one value of a coordinate. */
export function seal(coordinate: string, value: unknown): Sealed {
  const sealed: Sealed = Object.setPrototypeOf({ sealed: `[sealed ${coordinate}]` }, prototype)
  contents.set(sealed, { coordinate, value })
  return Object.freeze(sealed)
}

/** True for the objects made by `seal`; copies of one are not. */
export function isSealed(thing: unknown): thing is Sealed {
  return typeof thing === 'object' && thing !== null && contents.has(thing)
}

/** The only way to the value. Opening a copy, or as another coordinate than the one that was decided about, is a fault. */
export function open(sealed: Sealed, opening: Opening, coordinate: string): unknown {
  const content = contents.get(sealed)
  if (content === undefined || content.coordinate !== coordinate) throw new Error(`Nothing sealed as ${coordinate} can be opened here.`)
  if (opening.action === 'REVEAL' || content.value === null) return content.value
  return typeof content.value === 'string' ? pseudonymOf(opening.ring, { ...opening.source, coordinate, value: content.value }) : null
}
