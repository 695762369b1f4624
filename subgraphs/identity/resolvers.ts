import type { Resolvers } from '../engine/resolvers.ts'

/** Fields of identity that no generator can know. */
export const resolvers: Resolvers = {
  Query: {
    me: (_id, _args, { view: { principal } }) => ({
      kind: principal.kind,
      serviceAccountId: principal.kind === 'SERVICE_ACCOUNT' ? principal.id : null,
      clearance: [...new Set([...principal.clearances, ...principal.assignments.map(({ clearance }) => clearance)])].map((name) => name.toUpperCase()),
      purpose: principal.purpose,
      purposes: principal.purposes,
      // the name is in the catalog of tenants, which is of no module; the token does not carry it yet
      brand: { id: principal.brandId, name: null },
    }),
  },
  Principal: {
    user: (_id, _args, { view }) => view.entity('User', view.principal.userId),
    person: (_id, _args, { view }) => view.entity('Person', view.principal.personId),
  },
}
