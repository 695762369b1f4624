import type { SubgraphKeys } from '../build-subgraph.ts'

const ring = (fill: number) => ({ current: 1, keys: new Map([[1, Buffer.alloc(32, fill)]]) })

/** Keys for modules of tests that read no table. */
export const KEYS: SubgraphKeys = { cursor: Buffer.alloc(32, 1), pseudonym: ring(2), envelope: ring(3), audit: Buffer.alloc(32, 4), tokenHash: ring(5) }
