import { boundText } from '../../../schema/policy/manifest.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import { relationRows } from '../../../schema/policy/relation-rows.ts'
import type { RelationRows } from '../../../schema/policy/relation-rows.ts'

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const known = new WeakMap<Principal, string>()

/** Ids that are none bind nothing. */
const taken = (id: string | undefined): string | undefined => (id !== undefined && UUID.test(id) ? id : undefined)

const withIds = ({ personId, userId, entity, orgs, workspaces }: RelationRows): RelationRows => ({
  personId: taken(personId), userId: taken(userId), ...(entity && taken(entity.id) !== undefined && { entity }),
  orgs: orgs.filter(id => UUID.test(id)), workspaces: workspaces.filter(id => UUID.test(id)),
})

/** What the relations of a principal must be bound to, as the gateway works it out from what it told the subgraph. */
export const expectedBounds = (principal: Principal): string => {
  const text = known.get(principal) ?? boundText(relation => withIds(relationRows(principal, relation)))
  known.set(principal, text)
  return text
}
