import type { Column, Reference } from '../../../schema/model.ts'
import type { Join } from './catalog.ts'
import type { Reveal } from './reveal.ts'

/**
 * What a client asks of an object, after fragments and conditions: a pure value, in the order of the answer.
 * `key` is the response key. `site` numbers the places that take arguments (`ReadArguments`).
 */
export interface ObjectSelection {
  readonly type: string
  readonly fields: readonly FieldSelection[]
}

export type FieldSelection =
  | { readonly kind: 'TYPENAME'; readonly key: string }
  | { readonly kind: 'COLUMN'; readonly key: string; readonly column: Column; readonly reveal?: Reveal }
  | { readonly kind: 'MONEY'; readonly key: string; readonly amount: Column; readonly currency: Column; readonly parts: readonly MoneyPart[] }
  | { readonly kind: 'ONE'; readonly key: string; readonly join: Join; readonly object: ObjectSelection }
  | { readonly kind: 'MANY'; readonly key: string; readonly join: Join; readonly list: ListSelection }
  | { readonly kind: 'STUB'; readonly key: string; readonly reference: Reference; readonly object: ObjectSelection }
  | { readonly kind: 'KEY'; readonly key: string; readonly name: string }
  /** Written by hand: the object carries its id, so that a resolver can find it. */
  | { readonly kind: 'WRITTEN' }

export interface MoneyPart {
  readonly key: string
  readonly part: 'TYPENAME' | 'AMOUNT' | 'CURRENCY' | 'FORMATTED'
  /** Only of FORMATTED. */
  readonly site?: number
}

export interface ListSelection {
  /** Entity of the rows. */
  readonly type: string
  readonly site: number
  readonly parts: readonly ConnectionPart[]
}

export type ConnectionPart =
  | { readonly kind: 'TYPENAME'; readonly key: string }
  | { readonly kind: 'NODES'; readonly key: string; readonly node: ObjectSelection }
  | { readonly kind: 'EDGES'; readonly key: string; readonly parts: readonly EdgePart[] }
  | { readonly kind: 'PAGE_INFO'; readonly key: string; readonly parts: readonly PageInfoPart[] }
  | { readonly kind: 'TOTAL_COUNT'; readonly key: string }

export type EdgePart =
  | { readonly kind: 'TYPENAME' | 'CURSOR'; readonly key: string }
  | { readonly kind: 'NODE'; readonly key: string; readonly node: ObjectSelection }

export interface PageInfoPart {
  readonly key: string
  readonly part: 'TYPENAME' | 'HAS_NEXT' | 'HAS_PREVIOUS' | 'START' | 'END'
}

/** Field under which an object carries its id to resolvers written by hand; no response key can be equal to it. */
export const OBJECT_ID = '$id'
