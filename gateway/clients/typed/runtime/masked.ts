/** Why a raw value is not there, and how it could be had. */
export interface Cover {
  /** Kind of personal fact: CONTACT, GOVERNMENT_ID, … */
  readonly category?: string
  /** The way to the raw value, in the graph's words; told to staff only. */
  readonly unlock?: string
}

/**
 * A value that the graph does not simply show. It is never a plain value, so that a mask cannot be taken for one: read `is` first.
 * RAW: the stored value. MASK: a part of it, to be shown and not to be stored. PSEUDONYM: a stand-in, equal for equal values.
 * EMPTY: nothing is stored. WITHHELD: nothing is shown, whether or not something is stored.
 */
export type Masked<Value> =
  | { readonly is: 'RAW', readonly value: Value }
  | { readonly is: 'MASK', readonly shown: string } & Cover
  | { readonly is: 'PSEUDONYM', readonly shown: string } & Cover
  | { readonly is: 'EMPTY' } & Cover
  | { readonly is: 'WITHHELD' } & Cover

/** The stored value where it is shown, else undefined. */
export const rawOf = <Value>(masked: Masked<Value>): Value | undefined => (masked.is === 'RAW' ? masked.value : undefined)

/** What a person may read of it: the value, its mask, or a sign that there is nothing to read. For screens only. */
export const textOf = (masked: Masked<unknown>, { withheld = '—', empty = '' }: { readonly withheld?: string, readonly empty?: string } = {}): string => {
  switch (masked.is) {
    case 'RAW': return typeof masked.value === 'string' ? masked.value : JSON.stringify(masked.value)
    case 'MASK': case 'PSEUDONYM': return masked.shown
    case 'EMPTY': return empty
    case 'WITHHELD': return withheld
  }
}
