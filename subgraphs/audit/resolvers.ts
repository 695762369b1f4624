import type { ModuleStore } from '../engine/module-store.ts'
import type { Resolvers } from '../engine/resolvers.ts'
import { accessResolvers } from './accesses/access-resolvers.ts'
import { chainResolvers } from './chain/chain-resolvers.ts'

/** Fields of audit that no generator can know. */
export const resolvers: Resolvers = {
  Query: {
    auditTrail: (_id, { entityType, entityId, ...page }, { view }) => view.list('AuditLog', {
      filter: { entityType: { eq: entityType }, entityId: { eq: entityId } },
      orderBy: [{ field: 'occurredAt', direction: 'DESC' }],
      page,
    }),
  },
}

/** Those of them that are no view of rows: they look at the log themselves, and decide themselves whom they answer. */
export function openResolvers(store: ModuleStore): Resolvers {
  const accesses = accessResolvers(store)
  return { ...accesses, Query: { ...accesses.Query, ...chainResolvers(store).Query } }
}
