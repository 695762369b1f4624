import type { KeyRing } from '../../../schema/policy/key-ring.ts'
import type { Purpose } from '../../../schema/policy/principal.ts'
import type { TallyKeeper } from '../access-log/access-tally.ts'

/** What decoders need of a request. */
export interface DecodeContext {
  readonly brandId: string
  readonly purpose: Purpose
  readonly pseudonymKeys: KeyRing
  /** Values that the client gave, by slot. */
  readonly inputs: readonly unknown[]
  /** Counts what was revealed. */
  readonly tally: TallyKeeper
  /** Seals a position of the list at a site: order values and the id. */
  sealCursor(site: number, position: unknown): string
}

/**
 * Turns what Postgres printed into what the client gets, in place where it can.
 * Absent where nothing is left to do, so that a plain list costs nothing per row.
 */
export type Decode = (value: unknown, context: DecodeContext) => unknown

/** Parsed JSON objects are ours alone: decoders may write into them. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Decodes each element in place. */
export function decodeEach(decode: Decode): Decode {
  return (value, context) => {
    if (!Array.isArray(value)) return value
    for (let index = 0; index < value.length; index++) value[index] = decode(value[index], context)
    return value
  }
}
