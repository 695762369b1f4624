import { GENESIS } from '../../schema/chain/entry-hash.ts'

/** What a slice of a brand needs to know of the slices before it. */
export interface Carry {
  /** Last link of the audit chain. */
  chainSeq: number
  chainHash: string
  /** Redemptions so far, by coupon id; those by a code apart. */
  readonly redeemed: Map<string, { total: number; byCode: number }>
}

export function emptyCarry(): Carry {
  return { chainSeq: 0, chainHash: GENESIS, redeemed: new Map() }
}
