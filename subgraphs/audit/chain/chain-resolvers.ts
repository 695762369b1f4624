import { holdsBrand } from '../../../schema/policy/permissions.ts'
import type { ModuleStore } from '../../engine/module-store.ts'
import type { Resolvers } from '../../engine/resolvers.ts'
import { chainHead, lastRowId } from './read-chain.ts'
import { verifyChain } from './verify-chain.ts'

const LOG_READER = 'audit.log.read'

/** Rows that one request may have computed anew; whoever wants the whole of a long chain asks in parts. */
const MOST_ROWS = 50_000n

/**
 * The chain holds over what was written, not over what a reader may see of it, so it is checked with the eyes of the module:
 * for readers of the whole brand only, and nothing of a row is told but its number.
 */
export function chainResolvers(store: ModuleStore): Resolvers {
  return {
    Query: {
      async verifyAuditChain(_id, { fromSeq, toSeq }, { view }) {
        const { brandId } = view.principal
        if (!holdsBrand(view.principal, LOG_READER)) return null
        const from = whole(fromSeq) ?? 1n
        const to = whole(toSeq) ?? await chainHead(store, brandId)
        const last = to - from < MOST_ROWS ? to : from + MOST_ROWS - 1n
        // who may not see where the chain stands is not told whether it holds
        const end = await view.row('AuditLog', await lastRowId(store, { brandId, from, to: last }))
        if (typeof end?.entryHash !== 'string') return null
        const { ok, checked, gapsCovered, brokenAtSeq, reason } = await verifyChain(store, { brandId, from: from < 1n ? 1n : from, to: last })
        return { ok, checked, gapsCovered, brokenAtSeq: brokenAtSeq === null ? null : Number(brokenAtSeq), reason, checkedToSeq: Number(last) }
      },
    },
  }
}

function whole(value: unknown): bigint | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : undefined
}
