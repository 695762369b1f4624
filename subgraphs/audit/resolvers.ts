import type { Resolvers } from '../engine/resolvers.ts'

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
