import type { Resolvers } from '../engine/resolvers.ts'

/** Fields of identity that no generator can know. */
export const resolvers: Resolvers = {
  Query: {
    me: (_id, _args, { view: { principal } }) => ({
      id: principal.id,
      kind: principal.kind,
      serviceAccountId: principal.serviceAccountId ?? (principal.kind === 'SERVICE_ACCOUNT' ? principal.id : null),
      sessionId: principal.sessionId ?? null,
      clearance: [...new Set([...principal.clearances, ...principal.assignments.map(({ clearance }) => clearance)])].map((name) => name.toUpperCase()),
      purpose: principal.purpose,
      purposes: principal.purposes,
      // the catalog of tenants is of no module: the name is what the issuer of the token says
      brand: { id: principal.brandId, name: principal.brandName ?? null },
    }),
  },
  Principal: {
    user: (_id, _args, { view }) => view.entity('User', view.principal.userId),
    person: (_id, _args, { view }) => view.entity('Person', view.principal.personId),
  },
}
