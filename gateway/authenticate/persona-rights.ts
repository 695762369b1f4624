import type { Persona } from '../../prisma/seed/personas.ts'
import { CLEARANCES } from '../../schema/policy/principal.ts'
import { assignmentsOfClaims } from '../../schema/policy/roles.ts'
import type { Holder } from '../rights/holder.ts'
import type { Rights } from '../rights/open-rights.ts'

const holderOfPersona = ({ brandId, personId, userId, clearances, orgs, workspaces }: Persona): Holder => ({
  kind: 'PERSON', id: userId, brandId, personId, userId, scopes: [], purposes: [], allowedCidrs: [], hashIsOld: false,
  ...assignmentsOfClaims({ clearances: CLEARANCES.filter(name => clearances.includes(name)), orgs, workspaces }),
})

/** The rights of the demo people without the demo data: for trying out a graph of other people's subgraphs, in development and beside no database. */
export const personaRights = (personas: readonly Persona[]): Pick<Rights, 'holderOf' | 'used'> => {
  const holders = new Map(personas.map(persona => [persona.userId, holderOfPersona(persona)] as const))
  return { holderOf: async who => (who.via === 'DEVELOPMENT' ? holders.get(who.userId) : undefined), used: () => undefined }
}
