import { clearanceName } from '../usage/clearance-name.ts'
import { clientName } from '../usage/client-name.ts'
import type { UsageStore } from '../usage/usage-store.ts'
import type { RequestStage } from './in-order.ts'

/** Counts what of the schema an operation uses, once it is allowed. Somebody without a name belongs to no brand that could read the counts. */
export const useUsage = (usage: Pick<UsageStore, 'add'>): RequestStage => ({
  every: {
    didResolveOperation({ request, contextValue: { scope: { principal, principalClass, verdict } } }) {
      if (!verdict || principal.kind === 'ANONYMOUS') return
      const client = clientName(name => request.http?.headers.get(name))
      usage.add(verdict, { brandId: principal.brandId, client, clearance: clearanceName(principalClass) })
    },
  },
})
